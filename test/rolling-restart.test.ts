import { createClient } from '@quorate/client';
import type { NodeProcess } from '@quorate/cluster';
import t from 'tap';
import {
  entries,
  get,
  progress,
  revive,
  start,
  until,
  untilAllStream,
  untilIdentical,
} from '../packages/cluster/test/clusters.ts';

const WRITERS = 12;
/** Longer than any restart of the leader, which a write must outlast. */
const PATIENCE_MS = 60_000;

// Six restarts, and perhaps a busy machine.
t.setTimeout(300_000);

interface Acknowledged {
  readonly key: string;
  readonly value: string;
  readonly version: number;
}

/** Writers that each put one unique value after another, every one under a key of its own. */
function startLoad(urls: readonly string[]) {
  const client = createClient({ urls, timeoutMs: PATIENCE_MS });
  const acknowledged: Acknowledged[] = [];
  const failed: string[] = [];
  let stopping = false;
  let longestMs = 0;

  async function write(writer: number): Promise<void> {
    for (let i = 0; !stopping; i++) {
      const [key, value] = [`writer-${writer}/${i}`, `value ${i} of ${writer}`];
      const startedMs = performance.now();
      try {
        const { version } = await client.put(key, value);
        acknowledged.push({ key, value, version });
      } catch (error) {
        failed.push(`${key}: ${error}`);
      }
      longestMs = Math.max(longestMs, performance.now() - startedMs);
      // Some hundreds of writes a second leave the machine to the nodes that restart.
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer));
  return {
    acknowledged,
    failed,
    get longestMs() {
      return Math.round(longestMs);
    },
    stop: async () => {
      stopping = true;
      await Promise.all(writers);
      await client.close();
    },
  };
}

t.test('all six are restarted one after the other under load, and no write fails', async t => {
  const { leader, followers, nodes } = await start(t);
  const load = startLoad([leader.url, followers[0]!.url]);
  t.teardown(() => load.stop());
  const takesWrites = async () => {
    const before = load.acknowledged.length;
    await until('more writes are acknowledged', () => load.acknowledged.length > before + WRITERS);
  };
  const restart = async (node: NodeProcess) => {
    const down = node.exited;
    node.kill('SIGTERM');
    t.equal((await down).code, 0, `${node.id} stops in good order`);
    if (node !== leader) await takesWrites();
    await revive(node);
  };
  await takesWrites();

  for (const follower of followers) {
    await restart(follower);
    const { version } = (await get<{ version: number }>(leader, '/ping')).body;
    await until(`${follower.id} keeps up again`, async () => {
      const seen = await progress(leader, follower);
      return seen?.state === 'stream' && seen.watermark >= version && seen.digest !== 'different';
    });
  }
  const first = load.acknowledged.length;
  await restart(leader);
  await takesWrites();
  await untilAllStream(leader);
  await load.stop();

  t.strictSame(load.failed, [], 'no write failed');
  t.ok(load.acknowledged.length > first + WRITERS);
  t.comment(`${load.acknowledged.length} writes, the longest took ${load.longestMs} ms`);
  await untilIdentical(nodes);
  const expected = new Map(load.acknowledged.map(({ key, ...rest }) => [key, rest]));
  for (const node of nodes) {
    const stored = await entries(node);
    t.equal(stored.length, expected.size, `${node.id} has each write, and no other`);
    // A write that was done twice would stand under a later version than the one that its client was told.
    const wrong = stored.filter(({ key, value, version }) => {
      const told = expected.get(key);
      return told?.value !== value || told?.version !== version;
    });
    t.strictSame(wrong, [], node.id);
  }
});
