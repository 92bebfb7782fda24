import { IndeterminateError, QuorateClientError, type StatusReply } from '@quorate/client';
import type { Progress } from '@quorate/protocol';
import t from 'tap';
import { agreementOf } from '../src/agreement.ts';
import { quantile } from '../src/bench/load.ts';
import { isLoopback } from '../src/bench/loopback.ts';
import { arrange, type NodeView } from '../src/cluster.ts';
import { CliError, Located } from '../src/failure.ts';
import { changeLine } from '../src/output/change.ts';
import { type Paint, plain } from '../src/output/colour.ts';
import { errorLine, reportOf } from '../src/output/errors.ts';
import { statusLines } from '../src/output/status.ts';
import { bar } from '../src/output/table.ts';
import { printable, shownKey, shownMs, shownValue } from '../src/output/text.ts';
import { batchLine, traceLines, writtenLine } from '../src/output/write.ts';

/** Shows where the colours are. */
const marked: Paint = (tone, text) => `<${tone}>${text}</>`;

const url = (i: number) => `http://node-${i}:5000`;
const common = { epoch: 2, digest: 'abcdef0123456789', keys: 1_234, durability: 'sync', uptimeMs: 1 };

function progress(i: number, more: Partial<Progress> = {}): Progress {
  const level = { state: 'stream', watermark: 2_000_000_017, lag: 0, digest: 'equal' } as const;
  return { follower: url(i), ...level, queued: 0, inFlight: 0, repaired: 0, ...more };
}

function follower(i: number, more: Partial<StatusReply> = {}): NodeView {
  const versions = { version: 2_000_000_017, watermark: 2_000_000_017 };
  const status = {
    ...common,
    ...versions,
    id: `f-${i}`,
    role: 'follower',
    url: url(i),
    leader: url(0),
  } as const;
  return { url: url(i), status: { ...status, ...more } };
}

const leader: NodeView = {
  url: url(0),
  status: {
    ...common,
    id: 'l',
    role: 'leader',
    url: url(0),
    leader: url(0),
    version: 2_000_000_017,
    watermark: 2_000_000_017,
    writeQuorum: 2,
    followers: [
      progress(1),
      progress(2, { state: 'catch-up', watermark: 1_999_998_017, lag: 2_000, digest: 'unknown' }),
      progress(3, {
        state: 'down',
        lag: 12,
        watermark: 2_000_000_005,
        error: 'connect ECONNREFUSED\n\x1b[31m',
      }),
      progress(4, { repaired: 3 }),
    ],
    quorumCurve: [
      { quorum: 1, count: 12_345, p50Ms: 0.8, p95Ms: 1.25, p99Ms: 2.5 },
      { quorum: 2, count: 12_345, p50Ms: 1, p95Ms: 2.5, p99Ms: 12.34 },
      { quorum: 3, count: 12_001, p50Ms: 90.1, p95Ms: 450, p99Ms: 1_000 },
    ],
  },
};

t.test('status of a cluster in all states', async t => {
  const behind = follower(2, { version: 2_000_000_001, watermark: 1_999_998_017, digest: '0000' });
  const down: NodeView = { url: url(3), error: 'CONNECTION_FAILED' };
  const unseen: NodeView = { url: url(4), error: 'TIMEOUT' };
  const view = arrange([unseen, behind, down, leader, follower(1)]);
  t.matchSnapshot(statusLines(view, plain).join('\n'), 'plain');
  t.matchSnapshot(statusLines(view, marked).join('\n'), 'in colours');
});

t.test('status without a leader, and without anybody', async t => {
  const gone: NodeView = { url: url(0), error: 'CONNECTION_FAILED' };
  t.matchSnapshot(
    statusLines(arrange([follower(1), gone, follower(2, { digest: '9876543210' })]), plain).join('\n'),
  );
  t.matchSnapshot(statusLines(arrange([gone]), plain).join('\n'));
});

t.test('a cluster is put in order', async t => {
  const local = (i: number) => `http://127.0.0.1:${5_000 + i}`;
  const given = [1, 0].map(i => ({ ...(i === 0 ? leader : follower(i)), url: local(i) }));
  const named = [0, 1, 2, 3, 4].map(i => ({ url: url(i), error: 'CONNECTION_FAILED' }));
  const view = arrange([...given, ...named]);
  t.strictSame(
    view.nodes.map(node => node.url),
    [local(0), local(1), url(2), url(3), url(4)],
    'a node that answers by another name stands there once',
  );
  t.equal(view.leader?.url, local(0));

  const old: NodeView = { ...leader, url: url(9), status: { ...leader.status!, url: url(9), epoch: 1 } };
  t.equal(arrange([old, leader]).leader, leader, 'of two leaders, the one of the higher epoch');
});

t.test('replicas agree when all have the digest of the leader', async t => {
  const all = [leader, follower(1), follower(2)];
  t.strictSame(agreementOf(arrange(all)), { equal: 3, nodes: 3, missing: [] });
  const others = [follower(3, { digest: 'other' }), { url: url(4), error: 'TIMEOUT' }];
  t.strictSame(agreementOf(arrange([...all, ...others])), { equal: 3, nodes: 5, missing: [url(3), url(4)] });
  t.strictSame(agreementOf(arrange([follower(1)])), { equal: 0, nodes: 1, missing: [url(1)] });
});

t.test('writes, traces and changes', async t => {
  const answer = { quorum: 2, acks: 3, followers: 5, durationMs: 4.5678 };
  const trace = {
    acks: [1, 2, 3].map(i => ({ follower: url(i), afterMs: i * 50 })),
    quorums: [1, 2, 3].map(quorum => ({ quorum, afterMs: quorum * 50 })),
  };
  t.matchSnapshot(
    [
      writtenLine({ key: 'a', version: 7, ...answer }),
      batchLine({ firstVersion: 7, lastVersion: 1_006, ...answer }),
      batchLine({ firstVersion: 7, lastVersion: 7, ...answer }),
      ...traceLines(trace),
      changeLine({ key: 'a', version: 7, value: { b: '\n' } }, marked),
      changeLine({ key: 'a\n', version: 8, deleted: true }, marked),
    ].join('\n'),
  );
});

t.test('what a line may hold', async t => {
  t.equal(printable('a\x1b[31m\n\u2028é€😀'), 'a\\u001b[31m\\u000a\\u2028é€😀');
  t.strictSame(['a b', ' a', 'a ', '"a"', '', 'tab\t', 'é', '\x7f'].map(shownKey), [
    'a b',
    '" a"',
    '"a "',
    '"\\"a\\""',
    '""',
    '"tab\\t"',
    'é',
    '"\\u007f"',
  ]);
  t.equal(shownValue({ a: '\u2028\x9b' }), '{"a":"\\u2028\\u009b"}');
  t.strictSame([0.001, 1, 12.34, 99.96, 1_234.5].map(shownMs), [
    '0.00 ms',
    '1.00 ms',
    '12.3 ms',
    '100.0 ms',
    '1,235 ms',
  ]);
  t.strictSame([bar(0.5, 1, 4), bar(0, 0, 4), bar(2, 3, 4)], ['██░░', '', '████']);
});

t.test('errors', async t => {
  const cases: [unknown, number, string][] = [
    [new CliError('USAGE', 'So not.'), 2, 'quorate: USAGE: So not.'],
    [new CliError('OTHER', 'Line\nfeed.'), 1, 'quorate: OTHER: Line\\u000afeed.'],
    [
      new Located('Line 3', new IndeterminateError({ code: 'QUORUM_TIMEOUT', message: 'Late.' }), {
        line: 3,
      }),
      5,
      'quorate: QUORUM_TIMEOUT: Line 3: Late.',
    ],
    [new QuorateClientError({ code: 'BAD_ANSWER', message: 'What?' }), 1, 'quorate: BAD_ANSWER: What?'],
    [
      Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' }),
      1,
      'quorate: ENOENT: no such file',
    ],
    [new Error('Anything.'), 1, 'quorate: ERROR: Anything.'],
  ];
  for (const [error, exitCode, line] of cases) {
    const report = reportOf(error);
    t.equal(report.exitCode, exitCode, line);
    t.equal(errorLine(report, false), line);
  }
  t.strictSame(JSON.parse(errorLine(reportOf(cases[2]![0]), true)), {
    error: { code: 'QUORUM_TIMEOUT', message: 'Line 3: Late.', line: 3 },
  });
});

t.test('figures of a bench', async t => {
  const sorted = Array.from({ length: 100 }, (_, i) => i + 1);
  t.strictSame(
    [quantile(sorted, 0.5), quantile(sorted, 0.99), quantile([7], 0.5), quantile([], 0.5)],
    [50, 99, 7, 0],
  );
  for (const one of ['http://127.0.0.1:1', 'http://127.9.9.9', 'http://localhost:1', 'http://[::1]:1']) {
    t.ok(isLoopback(one), one);
  }
  for (const one of ['http://10.0.0.1', 'http://127.0.0.1.example', 'http://localhost.example', 'nonsense']) {
    t.notOk(isLoopback(one), one);
  }
});
