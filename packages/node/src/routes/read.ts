import type { FastifyPluginCallbackTypebox } from '@fastify/type-provider-typebox';
import { notLeader } from '@quorate/follower';
import { ErrorReply, QuorateError, ReadQuery, ReadReply } from '@quorate/protocol';
import { isTombstone } from '@quorate/store';
import type { Replica } from '../replica.ts';

/** `GET /read`: `local` at once; with a stronger level or a version, once the node can say so. */
export const readRoute: FastifyPluginCallbackTypebox<{ replica: Replica; timeoutMs: number }> = (
  app,
  options,
  done,
) => {
  const { replica, timeoutMs } = options;
  const { store, duty, waiters } = replica;

  app.get(
    '/read',
    {
      schema: { querystring: ReadQuery, response: { 200: ReadReply, '4xx': ErrorReply, '5xx': ErrorReply } },
    },
    (request, reply) => {
      const { key, consistency = 'local', minVersion } = request.query;
      if (consistency === 'local' && minVersion === undefined) {
        reply.send(answer(key));
        return;
      }
      if (consistency !== 'local' && duty.role === 'follower') throw notLeader(duty.follower);
      return wait(key, consistency, minVersion ?? 0).then(() => answer(key));
    },
  );

  function answer(key: string): ReadReply {
    const entry = store.get(key);
    if (entry === undefined || isTombstone(entry)) {
      throw new QuorateError('KEY_NOT_FOUND', `No value stands for key ${JSON.stringify(key)} on this node.`);
    }
    const { version, value } = entry;
    if (duty.role === 'follower') return { key, value, version };
    return { key, value, version, committed: duty.leader.isCommitted(version) };
  }

  async function wait(key: string, consistency: string, minVersion: number): Promise<void> {
    const reached = await waiters.wait(
      () => store.promises.watermark >= minVersion || (store.get(key)?.version ?? 0) >= minVersion,
    );
    if (!reached) throw tooLate(`This node has not reached version ${minVersion}`);
    if (consistency === 'local') return;
    if (duty.role === 'follower') throw notLeader(duty.follower);
    const { leader } = duty;
    if (consistency === 'linearizable') await confirmed(leader.confirm());
    // What is read must stay read: an entry that is not committed yet could still be lost.
    const version = store.get(key)?.version;
    const committed = await waiters.wait(() => version === undefined || leader.isCommitted(version));
    if (!committed) throw tooLate(`Version ${version} of the key is not committed yet`);
  }

  async function confirmed(confirmation: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(tooLate('No write quorum of followers confirmed this leader')),
        timeoutMs,
      );
    });
    await Promise.race([confirmation, timeout]).finally(() => clearTimeout(timer));
  }

  function tooLate(what: string): QuorateError {
    return new QuorateError(
      'READ_TIMEOUT',
      `${what} within ${timeoutMs} ms; try again, or read with consistency=local.`,
    );
  }

  done();
};
