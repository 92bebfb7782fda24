import type { Connection } from './connection.ts';
import type { NodeStatus, Nodes } from './nodes.ts';

/** The given nodes name the leader, the leader names its followers, and these are asked last. */
const ROUNDS = 3;
const ANSWER_MS = 2_000;

/** Asks nodes who leads and who else there is. */
export interface Discovery {
  /** Resolves as soon as a leader is found, or when every node was asked; the others are asked all the same. */
  find(): Promise<void>;
}

/** @param closed ends all questions */
export function createDiscovery(nodes: Nodes, connection: Connection, closed: AbortSignal): Discovery {
  let running: Promise<void> | undefined;
  let found = Promise.withResolvers<void>();

  async function ask(url: string): Promise<void> {
    const signal = AbortSignal.any([closed, AbortSignal.timeout(ANSWER_MS)]);
    const outcome = await connection.send(url, { method: 'GET', path: '/status' }, signal);
    if (!outcome.ok) {
      if (outcome.failure.kind === 'unreachable' || outcome.failure.kind === 'broken') nodes.failed(url);
    } else if (isStatus(outcome.value)) {
      nodes.learn(url, outcome.value);
      if (outcome.value.role === 'leader') found.resolve();
    }
  }

  async function run(): Promise<void> {
    const asked = new Set<string>();
    for (let round = 0; round < ROUNDS && !closed.aborted; round++) {
      const urls = nodes.urls.filter(url => !asked.has(url));
      if (urls.length === 0) return;
      for (const url of urls) asked.add(url);
      await Promise.all(urls.map(ask));
    }
  }

  return {
    find: () => {
      if (running === undefined) {
        found = Promise.withResolvers<void>();
        running = run().finally(() => {
          running = undefined;
        });
      }
      return Promise.race([running, found.promise]);
    },
  };
}

function isStatus(body: unknown): body is NodeStatus {
  const { role, url, leader, epoch, followers } = (body ?? {}) as Record<string, unknown>;
  return (
    (role === 'leader' || role === 'follower') &&
    typeof url === 'string' &&
    (leader === null || typeof leader === 'string') &&
    typeof epoch === 'number' &&
    (followers === undefined ||
      (Array.isArray(followers) && followers.every(({ follower } = {}) => typeof follower === 'string')))
  );
}
