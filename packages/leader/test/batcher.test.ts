import { mock } from 'node:test';
import t, { type Test } from 'tap';
import type { Batch } from '../src/followers/batch.ts';
import { Batcher } from '../src/followers/batcher.ts';
import { outgoing, versionsOf } from './writes.ts';

/** A batcher whose clock is the test's, and what it sent. */
function setUp(
  t: Test,
  options: {
    awaits?: number;
    quorum?: number;
    maxEntries?: number;
    maxBytes?: number;
    gather?: boolean;
  } = {},
) {
  const { awaits = 2, quorum = awaits, maxEntries = 100, maxBytes = 1_000, gather = true } = options;
  mock.timers.enable({ apis: ['setTimeout', 'setImmediate'] });
  t.teardown(() => mock.timers.reset());
  const sent: Batch[] = [];
  let nowMs = 0;
  const send = (batch: Batch) => {
    sent.push(batch);
    return awaits;
  };
  const batcher = new Batcher({ send, quorum, maxEntries, maxBytes, gather, now: () => nowMs }, 0);
  const passes = (ms: number) => {
    nowMs += ms;
    mock.timers.tick(ms);
  };
  const add = (...versions: number[]) => {
    for (const version of versions) batcher.add(outgoing(version));
  };
  return { batcher, sent, add, passes, batches: () => sent.map(batch => versionsOf([batch])) };
}

t.test('writes of one turn go together when it ends', async t => {
  const { batcher, add, passes, batches } = setUp(t);
  add(1, 2, 3);
  t.same(batches(), []);
  t.equal(batcher.lastSent, 0);
  passes(0);
  t.same(batches(), [[1, 2, 3]]);
  t.equal(batcher.lastSent, 3);
});

t.test('the next batch gathers until the quorum has acked the one before', async t => {
  const { batcher, sent, add, passes, batches } = setUp(t);
  add(1);
  passes(0);
  add(2);
  passes(0);
  add(3);
  passes(1);
  t.same(batches(), [[1]]);
  t.equal(batcher.lastSent, 1, 'what gathers is not offered yet');
  batcher.acked(sent[0]!);
  passes(0);
  t.same(batches(), [[1]], 'one ack of two');
  batcher.acked(sent[0]!);
  passes(0);
  t.same(batches(), [[1], [2, 3]]);
});

t.test(
  'a batch of several is followed by the next when all have acked it, or soon after the quorum has',
  async t => {
    const { batcher, sent, add, passes, batches } = setUp(t, { awaits: 3, quorum: 1 });
    add(1, 2);
    passes(0);
    add(3, 4);
    batcher.acked(sent[0]!);
    passes(0);
    t.same(batches(), [[1, 2]], 'the quorum alone');
    batcher.acked(sent[0]!);
    batcher.acked(sent[0]!);
    passes(0);
    t.same(
      batches(),
      [
        [1, 2],
        [3, 4],
      ],
      'all',
    );
    add(5);
    batcher.acked(sent[1]!);
    passes(0);
    passes(1);
    passes(0);
    t.same(batches(), [[1, 2], [3, 4], [5]], 'one millisecond after the quorum');
    add(6);
    batcher.acked(sent[2]!);
    passes(0);
    t.same(batches().at(-1), [6], 'a lone one is followed as soon as its quorum has acked');
  },
);

t.test('an ack of an older batch releases nothing', async t => {
  const { batcher, sent, add, passes, batches } = setUp(t, { awaits: 1 });
  add(1);
  passes(0);
  batcher.acked(sent[0]!);
  add(2);
  passes(0);
  add(3);
  batcher.acked(sent[0]!);
  passes(0);
  t.same(batches(), [[1], [2]]);
});

t.test('a batch gathers for ten milliseconds at most', async t => {
  const { add, passes, batches } = setUp(t);
  add(1);
  passes(0);
  add(2);
  passes(9);
  t.same(batches(), [[1]]);
  add(3);
  passes(1);
  t.same(batches(), [[1], [2, 3]]);
});

t.test('a batch of many is followed by the next once most of its clients have written again', async t => {
  const { batcher, sent, add, passes, batches } = setUp(t, { awaits: 1 });
  const many = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
  add(...many(1, 6));
  passes(0);
  add(...many(7, 4));
  passes(1);
  batcher.acked(sent[0]!);
  passes(0);
  add(...many(11, 4));
  passes(0);
  t.equal(batches().length, 1, '8 of 10');
  add(15);
  passes(0);
  t.same(batches()[1], many(7, 9), '9 of 10');
  batcher.acked(sent[1]!);
  add(16);
  passes(0);
  t.equal(batches().length, 3, 'the batch was answered at once, so there is no time to wait');
});

t.test(
  'the next batch waits for writes twice as long as the last one took, and a lone one never',
  async t => {
    const { batcher, sent, add, passes, batches } = setUp(t, { awaits: 1 });
    add(...Array.from({ length: 20 }, (_, i) => i + 1));
    passes(0);
    passes(1);
    batcher.acked(sent[0]!);
    add(21);
    passes(0);
    passes(1);
    t.equal(batches().length, 1);
    passes(1);
    t.same(batches()[1], [21]);
    batcher.acked(sent[1]!);
    add(22);
    passes(0);
    t.same(batches()[2], [22]);
    batcher.acked(sent[2]!);
    add(...Array.from({ length: 20 }, (_, i) => i + 23));
    passes(0);
    passes(2);
    batcher.acked(sent[3]!);
    passes(60_000);
    add(43);
    passes(0);
    t.same(batches().at(-1), [43], 'long after the others');
  },
);

t.test('where no follower takes a batch the next one does not wait', async t => {
  const { add, passes, batches } = setUp(t, { awaits: 0 });
  for (const version of [1, 2]) {
    add(version);
    passes(0);
  }
  t.same(batches(), [[1], [2]]);
});

t.test('where delays are simulated nothing gathers', async t => {
  const { add, passes, batches } = setUp(t, { gather: false });
  for (const version of [1, 2]) {
    add(version);
    passes(0);
  }
  t.same(batches(), [[1], [2]]);
});

t.test('a batch keeps to its limits, and all that gathered goes at once', async t => {
  const { add, passes, batches } = setUp(t, { maxEntries: 2 });
  add(1, 2, 3, 4, 5);
  passes(0);
  t.same(batches(), [[1, 2], [3, 4], [5]]);
  mock.timers.reset();
  const bytes = setUp(t, { maxBytes: 25 });
  bytes.add(1, 2, 3);
  bytes.batcher.add(outgoing(4, 999));
  bytes.passes(0);
  t.same(bytes.batches(), [[1, 2], [3], [4]]);
});

t.test('after a stop nothing more is sent', async t => {
  const { batcher, add, passes, batches } = setUp(t);
  add(1);
  passes(0);
  add(2);
  passes(0);
  batcher.stop();
  passes(10);
  t.same(batches(), [[1]]);
});
