import type { LiveState } from '@quorate/protocol';
import t, { type Test } from 'tap';
import { RaceSampler } from '../src/live/race-sampler.ts';
import { Samples } from '../src/live/samples.ts';
import { type Running, startReplicas, until, write } from './nodes.ts';

/** Reads the stream of a node; what came so far is in `states`. */
async function watch(t: Test, { url }: Running) {
  const stop = new AbortController();
  t.teardown(() => stop.abort());
  const response = await fetch(`${url}/live`, { signal: stop.signal });
  const states: LiveState[] = [];
  const done = (async () => {
    let rest = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const [head, data] = event.split('\n');
        if (head === 'event: state') states.push(JSON.parse(data!.slice('data: '.length)));
      }
    }
  })().catch(() => {});
  return { response, states, done, stop: () => stop.abort() };
}

t.test('a reader sees the cluster, the curve and the races of a leader', async t => {
  const { leader } = await startReplicas(t);
  const { response, states } = await watch(t, leader);
  t.equal(response.headers.get('content-type'), 'text/event-stream');
  await until('the first event is there', () => states.length > 0);
  t.match(states[0], { status: { role: 'leader' }, recentCurve: [], races: [], faults: { enabled: false } });
  for (let i = 0; i < 5; i++) await write(leader, { key: 'a', value: i });
  await until('a race is shown whole', () => {
    const race = states.at(-1)?.races[0];
    return race?.key === 'a' && race.acksMs.length === 3 && race.acksMs.every(ms => ms !== null);
  });
  t.match(
    states.at(-1)?.recentCurve.map(({ quorum }) => quorum),
    [1, 2, 3],
  );
  await until('the second with the writes has ended', () =>
    states.flatMap(s => s.samples).some(s => s.writes > 0),
  );
  const seconds = states.flatMap(({ samples }) => samples.map(({ atMs }) => atMs));
  t.same(seconds, [...new Set(seconds)].toSorted(), 'each second is told once, in order');
});

t.test('readers get the same text; without any, nothing is made', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 1 });
  const [one, two] = [await watch(t, leader), await watch(t, leader)];
  await until('both have two events', () => one.states.length >= 2 && two.states.length >= 2);
  const [first, second] = [one.states, two.states].map(states => states.slice(1).map(({ atMs }) => atMs));
  t.ok(
    first!.some(atMs => second!.includes(atMs)),
    'of one making',
  );
  one.stop();
  two.stop();
  await Promise.all([one.done, two.done]);
  const follower = await watch(t, followers[0]!);
  await until('a follower tells of itself', () => follower.states.length > 0);
  t.match(follower.states[0], { status: { role: 'follower' }, samples: [], races: [], recentCurve: [] });
});

t.test('a node with readers stops without waiting for them', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  const { states, done } = await watch(t, leader);
  await until('the stream runs', () => states.length > 0);
  await leader.stop();
  await done;
  t.pass('the stream has ended');
});

t.test('seconds are counted apart, silent ones too, and only so many', async t => {
  let nowMs = 10_500;
  const samples = new Samples(() => nowMs);
  samples.note(2, false);
  samples.note(4, false);
  samples.note(9, true);
  t.same(samples.since(0), [], 'the second goes on');
  nowMs = 12_100;
  const [first, silent, ...more] = samples.since(0);
  t.match(first, { atMs: 10_000, writes: 2, errors: 1 });
  t.ok(Math.abs(first!.p99Ms! - 4) < 0.1);
  t.same(silent, { atMs: 11_000, writes: 0, errors: 0, p50Ms: null, p99Ms: null });
  t.same(more, []);
  t.same(samples.since(10_000), [silent]);
  nowMs += 3_600_000;
  t.equal(samples.since(0).length, 300, 'an hour later');
  nowMs = 5_000;
  samples.note(1, false);
  nowMs = 7_000;
  t.match(samples.since(0), [
    { atMs: 5_000, writes: 1 },
    { atMs: 6_000, writes: 0 },
  ]);
});

t.test('of many races some are kept, for some seconds', async t => {
  let nowMs = 0;
  const sampler = new RaceSampler(() => nowMs);
  const begin = () =>
    sampler.note({
      startedMs: nowMs,
      askedVersion: nowMs,
      key: 'a',
      quorum: 1,
      ackMs: new Array(2),
    } as never);
  for (; nowMs < 1_000; nowMs++) begin();
  const races = sampler.races(1_700_000_000_000);
  t.same(
    races.map(({ version }) => version),
    [0, 100, 200, 300, 400, 500, 600, 700, 800, 900],
  );
  t.match(races[0], { startedAtMs: 1_699_999_999_000, acksMs: [null, null] });
  for (; nowMs < 20_000; nowMs += 10) begin();
  t.ok(sampler.races(0).length <= 31);
  nowMs += 3_001;
  t.same(sampler.races(0), []);
});
