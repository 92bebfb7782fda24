import t from 'tap';
import { check } from '../src/checker/check.ts';
import type { Dump, History } from '../src/history/history.ts';
import { absentRead, dumps, history, lostWrite, read, write } from './histories.ts';

function rules(requests: History, replicas: readonly Dump[] = []): string[] {
  return [...new Set(check(requests, replicas).map(({ rule }) => rule))];
}

t.test('a good history has no violation', async t => {
  t.same(check(history(), []), []);
  const good = history(
    write(1),
    write(2, { ifVersion: 1 }),
    read(30, 2, { consistency: 'linearizable' }),
    read(31, 1, { node: 'follower-1' }),
    write(4, { key: 'other' }),
    lostWrite('maybe'),
    lostWrite('no', { outcome: 'refused', answer: '412 VERSION_MISMATCH' }),
  );
  t.same(check(good, dumps(['k', 2], ['other', 4])), []);
  t.same(
    check(good, dumps(['k', 6, 'maybe'], ['other', 4])),
    [],
    'no answer: it may stand, under any version',
  );
});

t.test('a write that was acked is there, or something newer is', async t => {
  const acked = history(write(1), write(2));
  t.same(rules(acked, dumps()), ['lost-write']);
  t.same(rules(acked, dumps(['k', 1])), ['lost-write']);
  t.match(check(acked, dumps(['k', 1]))[0], {
    message: 'k: version 2 was promised, but version 1 stands on leader',
    evidence: [{ version: 2 }, { version: 1 }],
  });
});

t.test('what was read as committed must stay as well', async t => {
  const open = write(2, { outcome: 'indeterminate', answer: '504 QUORUM_TIMEOUT' });
  t.same(rules(history(write(1), open, read(40, 2)), dumps(['k', 1])), []);
  for (const told of [
    { committed: true },
    { consistency: 'committed' },
    { consistency: 'linearizable' },
  ] as const) {
    t.same(rules(history(write(1), open, read(40, 2, told)), dumps(['k', 1])), ['lost-write']);
  }
});

t.test('a value that is seen was written, for that key, and not refused', async t => {
  t.same(rules(history(write(1)), dumps(['k', 2, 'nobody'])), ['unknown-value']);
  t.same(rules(history(write(1, { key: 'other' }), read(20, 1))), ['unknown-value', 'version-twice']);
  const refused = lostWrite('no', { outcome: 'refused', answer: '503 NOT_READY' });
  t.same(rules(history(write(1), refused), dumps(['k', 2, 'no'])), ['refused-write-seen']);
  t.same(rules(history(write(1), refused, read(20, 2, { value: 'no' }))), ['refused-write-seen']);
  t.same(rules(history(write(3), read(40, 2, { value: 'v3' }))), ['unknown-value'], 'before it was issued');
});

t.test('a write that is issued anew stands over nothing that was promised', async t => {
  const open = write(1, { outcome: 'indeterminate', answer: '504 QUORUM_TIMEOUT' });
  t.same(rules(history(open), dumps(['k', 1_000, 'v1'])), []);
  t.same(rules(history(open, write(2)), dumps(['k', 1_000, 'v1'])), ['overruled-by-older']);
  t.same(rules(history(write(1), write(2)), dumps(['k', 1_000, 'v1'])), ['overruled-by-older']);
  const seen = read(11, 1, { endMs: 12 });
  t.same(
    rules(history(lostWrite('v1'), seen, write(2)), dumps(['k', 1_000, 'v1'])),
    ['overruled-by-older'],
    'its first version is known from a read',
  );
});

t.test('a version is issued once', async t => {
  t.same(rules(history(write(1), write(1, { key: 'other', value: 'x' }))), ['version-twice']);
  t.same(rules(history(write(1), lostWrite('x'), read(20, 1, { value: 'x' }))), ['version-twice']);
  t.same(rules(history(write(1), write(1, { value: 'x' }), write(2))), ['version-twice']);
});

t.test('versions follow real time', async t => {
  const late = { startMs: 100, endMs: 105 };
  t.same(rules(history(write(2), write(1, late))), ['version-order']);
  t.same(rules(history(write(2, { key: 'other' }), write(1, late))), ['version-order'], 'whatever the key');
  t.same(rules(history(write(2), write(1, { startMs: 21, endMs: 30 }))), [], 'at the same time: any order');
  t.same(rules(history(lostWrite('v2'), read(40, 2), write(1, late))), ['version-order'], 'seen is seen');
});

t.test('a linearizable read sees all that was promised before', async t => {
  const strong = { consistency: 'linearizable' } as const;
  t.same(rules(history(write(1), write(2), read(40, 1, strong))), ['stale-read']);
  t.same(rules(history(write(1), absentRead(40, strong))), ['stale-read']);
  t.same(rules(history(write(1), write(2), read(22, 1, strong))), [], 'the ack was not there when it began');
  t.same(rules(history(write(1), write(2), read(40, 1))), [], 'a local read promises nothing');
  const open = write(2, { outcome: 'indeterminate' });
  t.same(rules(history(write(1), open, read(40, 1, strong))), []);
  t.same(rules(history(write(1), open, read(30, 2, strong), read(40, 1, strong))), ['stale-read']);
});

t.test('a read that names a version sees all up to it', async t => {
  const asked = { node: 'follower-1', minVersion: 3 };
  t.same(rules(history(write(1), write(3), read(40, 1, asked))), ['stale-read']);
  t.same(rules(history(write(1), write(3), absentRead(40, asked))), ['stale-read']);
  t.same(rules(history(write(1), write(2), write(3, { key: 'other' }), read(40, 1, asked))), ['stale-read']);
  t.same(rules(history(write(1), write(3, { key: 'other' }), read(40, 1, asked))), []);
  t.same(rules(history(write(1), write(4), read(50, 1, asked))), []);
  const open = write(3, { outcome: 'indeterminate' });
  const late = read(60, 3, { committed: true });
  t.same(rules(history(write(1), open, read(50, 1, asked), late)), [], 'nothing was promised yet');
  t.same(rules(history(write(1), open, late, read(70, 1, asked))), ['stale-read']);
});

t.test('nothing comes between a compare-and-set and what it compared with', async t => {
  t.same(rules(history(write(1), write(2), write(3, { ifVersion: 1 }))), ['compare-and-set']);
  t.same(rules(history(write(1), write(3, { ifVersion: 0 }))), ['compare-and-set']);
  t.same(rules(history(write(1), write(2, { key: 'other' }), write(3, { ifVersion: 1 }))), []);
  const open = write(2, { outcome: 'indeterminate' });
  t.same(
    rules(history(write(1), open, write(3, { ifVersion: 1 }))),
    [],
    'it may have been superseded unseen',
  );
});

t.test('all replicas hold the same', async t => {
  const [one, other] = [dumps(['k', 1])[0]!, dumps(['k', 1], ['l', 2])[1]!];
  const written = history(write(1), write(2, { key: 'l' }));
  t.same(rules(written, [one, other]), ['lost-write', 'replicas-differ']);
  t.same(rules(history(write(1), write(2, { key: 'l', outcome: 'indeterminate' })), [one, other]), [
    'replicas-differ',
  ]);
});

t.test('answers are true', async t => {
  t.same(rules(history(write(1, { acks: 2 }))), ['wrong-answer']);
  t.same(rules(history(lostWrite('x', { outcome: 'refused', answer: '500 INTERNAL' }))), ['wrong-answer']);
});
