import t from 'tap';
import { renderSvg } from '../src/chart/svg.ts';
import { sweepChart } from '../src/sweep/chart.ts';
import { throughputChart } from '../src/throughput/chart.ts';
import { sampleSweep, sampleThroughput } from './sample-reports.ts';

t.test('the sweep is drawn with a ground, a title, units, and both series by name', async t => {
  const svg = await renderSvg(sweepChart(sampleSweep()));
  t.match(svg, /^<svg [\s\S]*<\/svg>\n$/);
  for (const text of [
    '#ffffff',
    'What a write quorum costs',
    'latency of a write (ms)',
    '>mean<',
    '>p99<',
    '>510<',
  ]) {
    t.ok(svg.includes(text), text);
  }
  t.notMatch(svg, /NaN|undefined/);
});

t.test('throughput is drawn with both panels and the ceiling', async t => {
  const svg = await renderSvg(throughputChart(sampleThroughput()));
  for (const text of ['Writes per second', 'CPU seconds', '>bare Fastify<', 'naive replication', '>52.5k<']) {
    t.ok(svg.includes(text), text);
  }
  t.notMatch(svg, /NaN|undefined/);
});

t.test('without CPU times, that panel is left out', async t => {
  const report = sampleThroughput(sample => ({ ...sample, serverCpuSeconds: null }));
  const svg = await renderSvg(throughputChart(report));
  t.ok(svg.includes('Writes per second'));
  t.notOk(svg.includes('CPU seconds'));
});
