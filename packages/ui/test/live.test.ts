import type { LiveSample, LiveState } from '@quorate/protocol';
import t from 'tap';
import { backoffMs } from '../src/live/backoff.ts';
import { remember } from '../src/live/history.ts';

const second = (i: number): LiveSample => ({
  atMs: i * 1_000,
  writes: i,
  errors: 0,
  p50Ms: null,
  p99Ms: null,
});

function state(samples: readonly LiveSample[], races: LiveState['races'] = [], epoch = 0): LiveState {
  const status = { id: 'leader', role: 'leader', epoch } as LiveState['status'];
  const faults = { enabled: false, faults: [] };
  return { atMs: 5_000, status, recentCurve: [], samples: [...samples], races, faults };
}

t.test('seconds are gathered once each, and five minutes of them at most', async t => {
  let history = remember(undefined, state([second(1), second(2)]));
  history = remember(history, state([second(3)]));
  // After a break the node tells again what is known.
  history = remember(history, state([second(2), second(3), second(4)]));
  t.strictSame(
    history.samples.map(({ writes }) => writes),
    [1, 2, 3, 4],
  );
  for (let i = 5; i < 400; i++) history = remember(history, state([second(i)]));
  t.equal(history.samples.length, 300);
  t.equal(history.samples.at(-1)?.writes, 399);
});

t.test('races of an earlier leadership are not mixed with those of this one', async t => {
  const race = { version: 9, key: 'a', quorum: 1, startedAtMs: 1_000, acksMs: [1] };
  const before = remember(undefined, state([], [race]));
  t.equal(remember(before, state([])).races.length, 1);
  t.equal(remember(before, state([], [], 1)).races.length, 0);
});

t.test('the pauses grow, up to a limit, and differ from page to page', async t => {
  t.equal(backoffMs(0, 0), 250);
  t.equal(backoffMs(2, 0), 1_000);
  t.equal(backoffMs(2, 0.5), 1_500);
  t.ok(backoffMs(1_000, 0.999) <= 8_000);
});
