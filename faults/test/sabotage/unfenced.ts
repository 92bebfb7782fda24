import { createFollower as create, type Follower, type FollowerOptions } from '@quorate/follower';
import type { Entry } from '@quorate/store';

export { followerRoutes, notLeader } from '@quorate/follower';

/** A follower that takes batches from every leader, whatever it promised to another. */
export function createFollower(options: FollowerOptions): Follower {
  const { store, incarnation, onApplied } = options;
  const follower = create(options);
  follower.receive = async batch => {
    await store.promiseEpoch({ epoch: batch.epoch, candidate: batch.leader.incarnation });
    const watermark = batch.incarnation === incarnation ? batch.watermark : undefined;
    const { durable, outcomes } = store.apply(batch.entries as Entry[], watermark);
    onApplied?.(outcomes);
    await durable;
    return follower.state();
  };
  return follower;
}
