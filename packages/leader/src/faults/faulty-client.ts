import type { FollowerClient } from '../followers/client.ts';
import { FollowerError } from '../followers/follower-error.ts';
import type { Faults } from './faults.ts';

export interface FaultyClientOptions {
  readonly url: string;
  readonly client: FollowerClient;
  readonly faults: Faults;
  /** As the client's own: what is lost or frozen is given up after so long, in milliseconds. */
  readonly timeoutMs: number;
}

/** A client whose requests and answers meet what {@link Faults} has for its follower. */
export function createFaultyClient({ url, client, faults, timeoutMs }: FaultyClientOptions): FollowerClient {
  const timedOut = () => new FollowerError(`no answer within ${timeoutMs} ms (a fault on purpose)`);

  /** Resolves when nothing is in the way any more. */
  async function pass(untilMs: number): Promise<void> {
    while (faults.isOn('cut', url) || faults.isOn('freeze', url)) {
      if (faults.isOn('cut', url)) throw new FollowerError('no answer: cut off by a fault on purpose');
      await change(untilMs);
    }
    if (!faults.loses(url)) return;
    await new Promise(resolve => setTimeout(resolve, Math.max(0, untilMs - performance.now())));
    throw timedOut();
  }

  /** Resolves when a fault began or ended. */
  function change(untilMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = faults.onChange(() => {
        stop();
        clearTimeout(timer);
        resolve();
      });
      const timer = setTimeout(
        () => {
          stop();
          reject(timedOut());
        },
        Math.max(0, untilMs - performance.now()),
      );
    });
  }

  async function ask<T>(request: () => Promise<T>): Promise<T> {
    const untilMs = performance.now() + timeoutMs;
    await pass(untilMs);
    const answer = await request();
    await pass(untilMs);
    return answer;
  }

  return {
    replicate: batch => ask(() => client.replicate(batch)),
    state: () => ask(() => client.state()),
    entriesAbove: (after, limit) => ask(() => client.entriesAbove(after, limit)),
    range: (after, limit, detail) => ask(() => client.range(after, limit, detail)),
    // What a client sees is no matter of the way between the nodes.
    ask: (path, authorization, signal) => client.ask(path, authorization, signal),
    close: () => client.close(),
  };
}
