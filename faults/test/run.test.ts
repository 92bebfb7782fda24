import t from 'tap';
import { plan } from '../src/nemesis/plan.ts';
import { summarize } from '../src/report.ts';
import { shortRun } from './runs.ts';

t.test('Quorate keeps its promises through a short run of faults', async t => {
  const followers = ['follower-1', 'follower-2', 'follower-3', 'follower-4', 'follower-5'];
  const events: string[] = [];
  const result = await shortRun(plan({ seed: 1016, followers, losesOnKill: false }), {
    seed: 1016,
    followers: 5,
    writeQuorum: 3,
    clients: 16,
    keys: 20,
    onEvent: text => events.push(text),
  });
  t.same([...result.failures, ...result.violations], []);
  t.ok(result.faults > 0);
  t.equal(result.dumps.length, 6);
  t.ok(result.history.writes.filter(({ outcome }) => outcome === 'acked').length > 0);
  t.comment(`${events.join('\n')}\n${summarize(result)}`);
});
