import type { StatusReply } from '@quorate/protocol';
import { shortUrl } from '../format.ts';

/** On a follower: where the whole cluster can be seen. */
export function FollowerNotice({ status: { leader } }: { readonly status: StatusReply }) {
  return (
    <section class="hero" aria-labelledby="follower-title">
      <h2 id="follower-title" class="eyebrow">
        A follower
      </h2>
      <p class="verdict">
        This node holds a copy. The leader’s page shows what every quorum costs, and the whole cluster.
      </p>
      {leader === null ? (
        <p class="quiet">It has not heard from a leader yet.</p>
      ) : (
        <p>
          <a class="button" href={`${leader}/ui`}>
            Open the leader’s page at {shortUrl(leader)}
          </a>
        </p>
      )}
    </section>
  );
}
