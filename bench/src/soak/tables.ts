import { addFailures } from '../measure/recorder.ts';
import { precise, whole } from '../report/numbers.ts';
import type { Table } from '../report/table.ts';
import type { SoakReport } from './report.ts';

export function criteriaTable({ criteria }: SoakReport): Table {
  return {
    head: ['asked for', 'bound', 'measured', 'held'],
    rows: criteria.map(({ name, bound, measured, passed }) => [name, bound, measured, passed ? 'yes' : 'NO']),
  };
}

export function phaseTable({ phases }: SoakReport): Table {
  return {
    head: [
      'windows',
      'of them',
      'writes/s',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'worst p99',
      'undisturbed',
      'their worst p99',
      'max',
      'p99 of reads',
    ],
    rows: phases
      .filter(({ windows }) => windows > 0)
      .map(phase => [
        phase.name,
        `${phase.windows}`,
        whole(phase.writesPerSecond),
        precise(phase.p50Ms),
        precise(phase.p95Ms),
        precise(phase.p99Ms),
        precise(phase.worstP99Ms),
        phase.undisturbed === null ? 'n/a' : whole(phase.undisturbed.windows),
        phase.undisturbed === null || phase.undisturbed.windows === 0
          ? '–'
          : precise(phase.undisturbed.worstP99Ms),
        precise(phase.maxMs),
        precise(phase.readP99Ms),
      ]),
  };
}

export function errorTable({ windows, phases }: SoakReport): Table {
  const all = addFailures(windows.map(({ failures }) => failures));
  return {
    head: ['attempts that failed', ...phases.map(({ name }) => name), 'all'],
    rows: Object.keys(all)
      .sort()
      .map(kind => [kind, ...phases.map(({ failures }) => whole(failures[kind] ?? 0)), whole(all[kind]!)]),
  };
}

export function memoryTable({ lives }: SoakReport): Table {
  return {
    head: [
      'process',
      'from, s',
      'to, s',
      'most in 2nd quarter',
      'most in last',
      'ratio',
      'MB a minute',
      'own',
      'cores',
    ],
    rows: lives.map(({ node, restarts, fromMs, toMs, trend, growth, ownMb, cores }) => [
      restarts === 0 ? node : `${node}, started again (${restarts})`,
      seconds(fromMs),
      seconds(toMs),
      ...(trend === null || growth === null
        ? ['–', '–', '–', '–']
        : [whole(trend.secondQuarter), whole(trend.lastQuarter), growth.toFixed(2), signed(trend.slope)]),
      whole(ownMb),
      cores === null ? 'n/a' : cores.toFixed(2),
    ]),
  };
}

export function faultTable({ faults }: SoakReport): Table {
  return {
    head: ['fault', 'node', 'from, s', 'over, s', 'mended after, s'],
    rows: faults.map(({ kind, node, fromMs, endedMs, recoveredMs }) => [
      kind,
      node,
      seconds(fromMs),
      seconds(endedMs),
      recoveredMs === null ? 'NEVER' : precise((recoveredMs - endedMs) / 1000),
    ]),
  };
}

function seconds(ms: number): string {
  return whole(ms / 1000);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${precise(Math.abs(value))}`;
}
