import t from 'tap';
import { createOverloadCheck, RESOLUTION_MS } from '../src/http/overload.ts';

/** A process whose turns of the event loop were late by so long each, in milliseconds. */
function createProcess(limits: { maxEventLoopDelayMs?: number; maxHeapBytes?: number }) {
  let nowMs = 0;
  let heap = 0;
  let delaysMs: number[] = [];
  const isOverloaded = createOverloadCheck(
    { maxEventLoopDelayMs: 0, maxHeapBytes: 0, ...limits },
    {
      nowMs: () => nowMs,
      heapUsedBytes: () => heap,
      delays: {
        get count() {
          return delaysMs.length;
        },
        percentile: () => delaysMs.toSorted((a, b) => a - b)[delaysMs.length >> 1]! * 1e6,
        reset: () => {
          delaysMs = [];
        },
      },
    },
  );
  return {
    isOverloaded,
    turn: (ms: number) => {
      nowMs += ms + RESOLUTION_MS;
      delaysMs.push(ms + RESOLUTION_MS);
      return isOverloaded();
    },
    setHeap: (bytes: number) => {
      heap = bytes;
    },
  };
}

t.test('turns that are long one after the other are an overload, until they are short again', async t => {
  const { turn } = createProcess({ maxEventLoopDelayMs: 500 });
  t.same([turn(600), turn(600), turn(600)], [false, false, true]);
  const after = Array.from({ length: 120 }, () => turn(10));
  t.equal(after[0], true);
  t.equal(after.at(-1), false);
});

t.test('one long turn, as of a start or a machine that slept, is none', async t => {
  const { turn } = createProcess({ maxEventLoopDelayMs: 500 });
  t.same([turn(60_000), turn(10), turn(10), turn(10)], [false, false, false, false]);
  for (let i = 0; i < 500; i++) if (turn(i % 100 === 0 ? 5_000 : 10)) t.fail('overloaded');
});

t.test('without a limit nothing is too slow', async t => {
  const { turn, isOverloaded, setHeap } = createProcess({});
  setHeap(1e12);
  t.same([turn(60_000), turn(60_000), turn(60_000), turn(60_000)], [false, false, false, false]);
  t.equal(isOverloaded(), false);
});

t.test('a heap above its limit is an overload at once, and as long as it is', async t => {
  const { isOverloaded, setHeap } = createProcess({ maxHeapBytes: 100 });
  t.equal(isOverloaded(), false);
  setHeap(101);
  t.equal(isOverloaded(), true);
  setHeap(100);
  t.equal(isOverloaded(), false);
});

t.test('an idle process is not overloaded, however low the limit', async t => {
  const { turn } = createProcess({ maxEventLoopDelayMs: 1 });
  for (let i = 0; i < 1_000; i++) if (turn(0.2)) t.fail('overloaded');
});
