import t from 'tap';
import type { Recorder } from '../src/measure/recorder.ts';
import { type Cell, runRounds, type Target } from '../src/measure/rounds.ts';
import { ratio, soundCell, summarize } from '../src/measure/summary.ts';

const cell: Cell = { connections: 1, quorum: 1 };

/** Sends `writes` successes of 1 ms into each window, however short, and tells `log` what was called. */
function fakeTarget(name: string, writes: number, log: string[]): Target {
  return {
    name,
    cells: [cell],
    async start() {
      log.push(`start ${name}`);
      return {
        pids: [],
        drive: (_cell, recorder, signal) =>
          new Promise(resolve => {
            const opened = recorder.open.bind(recorder);
            recorder.open = () => {
              opened();
              fill(recorder, writes);
            };
            signal.addEventListener('abort', () => resolve());
          }),
        settle: async () => ({ levelMs: 0, identical: true }),
        stop: async () => void log.push(`stop ${name}`),
      };
    },
  };
}

function fill(recorder: Recorder, writes: number): void {
  for (let i = 0; i < writes; i++) recorder.success(1);
}

const options = { warmupMs: 1, windowMs: 1, onCell: () => {}, onSample: () => {} };

t.test('targets run alone, and each round starts with another one', async t => {
  const log: string[] = [];
  const targets = ['a', 'b', 'c'].map(name => fakeTarget(name, 10, log));
  const samples = await runRounds(targets, { ...options, rounds: 2, signal: new AbortController().signal });
  t.equal(
    log.join(', '),
    'start a, stop a, start b, stop b, start c, stop c, start b, stop b, start c, stop c, start a, stop a',
  );
  t.equal(samples.length, 6);
  const [a] = summarize(samples, targets);
  t.match(a, { target: 'a', identical: true, failures: {}, levelMs: { max: 0 }, p50Ms: { median: 1 } });
  t.ok(a !== undefined && soundCell(a));
  t.type(ratio(samples, { target: 'a', ...cell }, { target: 'b', ...cell })?.median, 'number');
  t.equal(ratio(samples, { target: 'a', ...cell }, { target: 'd', ...cell }), null);
});

t.test('an interrupted run stops what it started', async t => {
  const log: string[] = [];
  const controller = new AbortController();
  const running = runRounds([fakeTarget('a', 1, log)], {
    ...options,
    rounds: 1,
    windowMs: 60_000,
    signal: controller.signal,
    onCell: () => setImmediate(() => controller.abort()),
  });
  await t.rejects(running, { name: 'AbortError' });
  t.equal(log.join(', '), 'start a, stop a');
});

t.test('a load that fails ends the run with its own error', async t => {
  const log: string[] = [];
  const broken: Target = {
    name: 'broken',
    cells: [cell],
    start: async () => ({
      ...(await fakeTarget('broken', 1, log).start()),
      drive: async () => {
        throw new Error('no load');
      },
    }),
  };
  const signal = new AbortController().signal;
  await t.rejects(runRounds([broken], { ...options, rounds: 1, warmupMs: 60_000, signal }), {
    message: 'no load',
  });
  t.equal(log.at(-1), 'stop broken');
});
