import t from 'tap';
import { runSoak } from '../src/soak/run.ts';
import { soakOptions } from './sample-soak.ts';

const small = {
  ...soakOptions,
  followers: 3,
  quorum: 2,
  durability: 'memory' as const,
  connections: 8,
  share: 0.2,
  warmupMs: 200,
  peakMs: 2_000,
  holdMs: 5_000,
  windowMs: 1_000,
  faultEveryMs: 1_000,
  faultMs: [200, 300] as const,
};

t.test('a few seconds with faults: all is done, nothing is lost', async t => {
  const stages: string[] = [];
  let windows = 0;
  const result = await runSoak(
    { ...small, kinds: ['kill', 'stop', 'freeze'] },
    new AbortController().signal,
    {
      onStage: text => stages.push(text),
      onWindow: () => windows++,
    },
  );
  t.equal(windows, 5);
  t.equal(result.windows.length, 5);
  t.ok(result.faults.length >= 1, 'there were faults');
  for (const { kind, recoveredMs } of result.faults) t.type(recoveredMs, 'number', kind);
  const due = Math.ceil(0.8 * result.pace * 5) + Math.ceil(0.2 * result.pace * 5);
  const answered = result.windows.reduce((sum, { writes, reads }) => sum + writes.count + reads.count, 0);
  t.ok(Math.abs(answered - due) <= 2, `${answered} of ${due}: what was due is done, whatever happened`);
  t.equal(result.pace, small.share * result.peak.min);
  t.equal(result.hosts.peak.length, 2);
  t.equal(result.hosts.hold.length, 5);
  t.strictSame(result.deaths, []);
  t.match(result.check, { identical: true, lost: [] });
  t.ok(result.check.keys > 0);
  t.match(stages.join('\n'), /finding the peak[\s\S]*holding \d+ requests\/s[\s\S]*comparing the replicas/);
});

t.test('a stop in the middle ends it, and leaves no node behind', async t => {
  const stop = new AbortController();
  const pids: number[] = [];
  const run = runSoak({ ...small, kinds: ['stop'] }, stop.signal, {
    onStage(text) {
      if (text.startsWith('stop ')) stop.abort();
    },
    onWindow() {},
    onStart: started => pids.push(...started),
  });
  await t.rejects(run, { name: 'AbortError' });
  t.equal(pids.length, 4);
  for (const pid of pids) t.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});
