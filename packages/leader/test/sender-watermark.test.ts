import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplicateRequest } from '@quorate/protocol';
import type { Entry } from '@quorate/store';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { seededRandom } from '../src/random.ts';
import type { FakeFollower } from './fake-follower.ts';
import { createRig } from './sender-rig.ts';
import { until } from './until.ts';

/** What happens after so many writes. */
type Incident = 'none' | 'fail' | 'restart' | 'wipe';

interface Plan {
  readonly seed: number;
  readonly maxDelayMs: number;
  readonly maxLatencyMs: number;
  readonly maxQueueEntries: number;
  readonly bursts: readonly {
    readonly writes: number;
    readonly pauseMs: number;
    readonly incident: Incident;
  }[];
}

const plan: fc.Arbitrary<Plan> = fc.record({
  seed: fc.nat(),
  maxDelayMs: fc.constantFrom(0, 1, 8),
  maxLatencyMs: fc.constantFrom(0, 1, 6),
  maxQueueEntries: fc.constantFrom(3, 10, 1_000),
  bursts: fc.array(
    fc.record({
      writes: fc.integer({ min: 1, max: 8 }),
      pauseMs: fc.constantFrom(0, 0, 1, 3),
      incident: fc.constantFrom<Incident[]>('none', 'none', 'none', 'none', 'fail', 'restart', 'wipe'),
    }),
    { minLength: 1, maxLength: 12 },
  ),
});

/** The first version at or below the watermark that the follower would lack once it has taken the request. */
function lacking(
  follower: FakeFollower,
  request: ReplicateRequest,
  issued: readonly Entry[],
): string | undefined {
  const held = (key: string) =>
    Math.max(
      follower.store.get(key)?.version ?? 0,
      ...request.entries.filter(entry => entry.key === key).map(entry => entry.version),
    );
  const missing = issued.find(({ key, version }) => version <= request.watermark && held(key) < version);
  return missing && `watermark ${request.watermark} was claimed without version ${missing.version}`;
}

async function carryOut(t: Test, { seed, maxDelayMs, maxLatencyMs, maxQueueEntries, bursts }: Plan) {
  const random = seededRandom(seed);
  const { follower, issued, write, last, level, sender } = createRig(t, {
    // The heartbeat notices a follower that lost its disk after the last write.
    limits: { maxQueueEntries, maxBatchEntries: 5, heartbeatMs: 3 },
    drawDelay: maxDelayMs === 0 ? undefined : () => random() * maxDelayMs,
    fastClock: true,
  });
  const lies: string[] = [];
  follower.onSend = request => {
    // Checked when it is sent: what is on the wire with it may yet be lost.
    const lie = request.incarnation === follower.incarnation ? lacking(follower, request, issued) : undefined;
    if (lie !== undefined) lies.push(lie);
    return maxLatencyMs === 0 ? undefined : sleep(random() * maxLatencyMs);
  };
  await level();
  for (const { writes, pauseMs, incident } of bursts) {
    for (let i = 0; i < writes; i++) write(`key ${Math.floor(random() * 9)}`);
    if (pauseMs > 0) await sleep(pauseMs);
    else await new Promise(resolve => setImmediate(resolve));
    follower.cut = incident === 'fail';
    if (incident === 'restart' || incident === 'wipe') follower.restart({ wiped: incident === 'wipe' });
  }
  follower.cut = false;
  await until(() => follower.store.promises.watermark === last(), 'the follower has all');
  await level();
  assert.deepEqual(lies, []);
  await sleep(maxDelayMs);
  assert.equal(sender.progress.queued, 0);
  for (const { key } of issued) {
    const newest = issued.findLast(entry => entry.key === key);
    assert.deepEqual(follower.store.get(key), newest);
  }
  sender.stop();
}

t.test(
  'no watermark claims what is not acked, whatever is delayed, lost, or dropped, and all arrives',
  async t => {
    await fc.assert(
      fc.asyncProperty(plan, plan => carryOut(t, plan)),
      { numRuns: 40, interruptAfterTimeLimit: 30_000 },
    );
  },
);
