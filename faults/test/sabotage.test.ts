import t from 'tap';
import type { RunResult } from '../src/run.ts';
import { peace, sabotage, shortRun } from './runs.ts';

const wipedLeader = { kind: 'wipe', member: 'leader', downMs: 0 } as const;
const twoLeaders = { kind: 'second-leader', first: 'running', stop: 'second', holdMs: 2_000 } as const;

function rules({ violations }: RunResult): Set<string> {
  return new Set(violations.map(({ rule }) => rule));
}

t.test('what healthy nodes do is no violation', async t => {
  const result = await shortRun([peace, { faults: [wipedLeader], fromLevel: true, pauseMs: 0 }]);
  t.same([...result.failures, ...result.violations], []);
  t.ok(result.history.writes.some(({ outcome }) => outcome === 'acked'));
});

t.test('followers that ack and do not store are found out', async t => {
  const rounds = [peace, { faults: [wipedLeader], fromLevel: false, pauseMs: 0 }];
  const result = await shortRun(rounds, { environmentOf: sabotage('liar'), limitMs: 8_000 });
  t.ok(rules(result).has('lost-write'));
});

t.test('followers that obey two leaders are found out', async t => {
  const rounds = [peace, { faults: [twoLeaders], fromLevel: false, pauseMs: 0 }];
  // Waited for in vain once, but it is also what the healed cluster has for starting its leader on a busy machine.
  const result = await shortRun(rounds, { environmentOf: sabotage('unfenced'), limitMs: 20_000 });
  t.ok(rules(result).has('version-order'));
  t.match(result.failures, ['Waited 20000 ms in vain until leader steps down.']);
});
