import t from 'tap';
import { renderSvg } from '../src/chart/svg.ts';
import { peersChart } from '../src/peers/chart.ts';
import { peersMarkdown } from '../src/peers/document.ts';
import { describeSkipped, planPeers } from '../src/peers/plan.ts';
import { systems } from '../src/peers/systems.ts';
import { samplePeers } from './sample-peers.ts';

const size = { followers: 5, quorum: 3, connections: 64 };
const all = systems.map(({ id }) => id);

t.test('what is not installed is left out, and named with its package', async t => {
  const found = (name: string) => (name === 'etcd' ? { path: '/bin/etcd', version: '3.4.23' } : null);
  const { planned, skipped } = planPeers(size, all, found);
  t.strictSame(
    planned.map(({ target }) => target.name),
    ['Quorate memory', 'Quorate sync', 'etcd', 'bare Fastify'],
  );
  t.matchSnapshot(describeSkipped(skipped));
  t.equal(describeSkipped([]), '');
  t.strictSame(planPeers(size, ['fastify'], found).skipped, []);
});

t.test('what an ack promises depends on the version of Redis', async t => {
  const redis = systems.find(({ id }) => id === 'redis-fsync')!;
  t.match(redis.promise(3, '7.0.15'), /3 replicas \(`WAIT`\) have processed it/);
  t.match(redis.promise(3, '7.2.4'), /3 replicas have flushed it/);
});

t.test('a report as it should be', async t => {
  const report = samplePeers();
  t.equal(report.passed, true);
  t.matchSnapshot(peersMarkdown(report));
  t.matchSnapshot(JSON.stringify({ ...report, cells: report.cells.slice(1, 2), samples: [] }, null, 2));
});

t.test('a report with faults says which', async t => {
  const failing = samplePeers(sample =>
    sample.target === 'Redis' ? { ...sample, failures: { 'too few acks': 3 }, identical: false } : sample,
  );
  t.equal(failing.passed, false);
  t.match(failing.verdict, 'FAILED: Redis, 64 connections, quorum 3: 6 × too few acks.');
  t.match(failing.verdict, 'FAILED: Redis, 64 connections, quorum 3: the replicas differ.');
});

t.test('without Quorate there is nothing to compare with', async t => {
  const report = samplePeers(undefined, ['redis', 'etcd']);
  t.ok(report.cells.every(cell => cell.ofQuorate === null && cell.cpuOfQuorate === null));
  t.notMatch(report.verdict, /Quorate/);
});

t.test('the chart has a bar for each system', async t => {
  const svg = await renderSvg(peersChart(samplePeers()));
  for (const text of ['Redis 7.0.15, fsync always (disk)', '>Quorate sync<', 'CPU seconds', '#ffffff']) {
    t.ok(svg.includes(text), text);
  }
  t.notMatch(svg, /NaN|undefined/);
});
