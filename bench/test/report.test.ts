import t from 'tap';
import { markdownTable, terminalTable } from '../src/report/table.ts';
import { sweepMarkdown } from '../src/sweep/report.ts';
import { throughputMarkdown } from '../src/throughput/report.ts';
import { sampleSweep, sampleThroughput } from './sample-reports.ts';

t.test('a sweep as it should be', async t => {
  const report = sampleSweep();
  t.equal(report.passed, true);
  t.matchSnapshot(sweepMarkdown(report));
  t.matchSnapshot(JSON.stringify({ ...report, quorums: report.quorums.slice(0, 1) }, null, 2));
});

t.test('a sweep with faults says which', async t => {
  const lost = sampleSweep(result =>
    result.quorum === 2 ? { ...result, successRate: 0.985, failures: { '504 QUORUM_TIMEOUT': 2 } } : result,
  );
  t.equal(lost.passed, false);
  t.match(lost.verdict, 'FAILED: at quorum 2 only 98.5% of the writes succeeded (2 × 504 QUORUM_TIMEOUT).');
  const differing = sampleSweep(result => ({
    ...result,
    replicas: { identical: false, entries: 3, missing: 1 },
  }));
  t.equal(differing.passed, false);
  t.match(differing.verdict, 'FAILED: after quorum 5 the replicas differ.');
  t.match(differing.verdict, 'FAILED: after quorum 5 a replica lacks one acked write.');
  const lagging = sampleSweep(result => ({ ...result, levelMs: null }));
  t.equal(lagging.passed, false);
  t.match(lagging.verdict, 'a follower did not become level');
});

t.test('throughput as it should be', async t => {
  const report = sampleThroughput();
  t.equal(report.passed, true);
  t.matchSnapshot(throughputMarkdown(report));
  t.matchSnapshot(JSON.stringify({ ...report, cells: report.cells.slice(2, 3), samples: [] }, null, 2));
});

t.test('throughput with faults, and without CPU times', async t => {
  const failing = sampleThroughput(sample => ({
    ...sample,
    failures: { 'HTTP 503': 3 },
    serverCpuSeconds: null,
  }));
  t.equal(failing.passed, false);
  t.match(failing.verdict, 'FAILED: bare Fastify, 64 connections: 6 × HTTP 503.');
  t.match(throughputMarkdown(failing), '| n/a |');
  const differing = sampleThroughput(sample => ({
    ...sample,
    identical: sample.identical === null ? null : false,
  }));
  t.equal(differing.passed, false);
  t.match(differing.verdict, 'the replicas differ');
});

t.test('tables', async t => {
  const table = {
    head: ['name', 'value'],
    rows: [
      ['a', '1'],
      ['bc', '1,234'],
    ],
  };
  t.matchSnapshot(markdownTable(table));
  t.matchSnapshot(terminalTable(table));
});
