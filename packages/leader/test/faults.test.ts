import type { FaultRequest } from '@quorate/protocol';
import t, { type Test } from 'tap';
import { Faults } from '../src/faults/faults.ts';
import { createFaultyClient } from '../src/faults/faulty-client.ts';
import { FakeFollower } from './fake-follower.ts';
import { silent } from './sender-rig.ts';
import { turns, until } from './until.ts';

const [ONE, OTHER] = ['http://one', 'http://other'];
const LONG_MS = 3_600_000;

function createFaults(t: Test): Faults {
  const faults = new Faults({ followerUrls: [ONE, OTHER], wallClock: () => 1_000, log: silent });
  t.teardown(() => faults.endAll());
  return faults;
}

const at = (
  follower: string,
  kind: FaultRequest['kind'],
  more: Partial<FaultRequest> = {},
): FaultRequest => ({
  follower,
  kind,
  durationMs: LONG_MS,
  ...more,
});

t.test('a fault is at its follower alone, or at all of them, until it is undone', async t => {
  const faults = createFaults(t);
  const { id } = faults.inject(at(ONE, 'cut'));
  faults.inject(at('*', 'freeze'));
  t.same([faults.isOn('cut', ONE), faults.isOn('cut', OTHER)], [true, false]);
  t.same([faults.isOn('freeze', ONE), faults.isOn('freeze', OTHER)], [true, true]);
  t.match(faults.active, [{ follower: ONE, kind: 'cut', endsAtMs: 1_000 + LONG_MS }, { follower: '*' }]);
  faults.end(id);
  t.equal(faults.isOn('cut', ONE), false);
  t.throws(() => faults.end(id), { code: 'FAULT_NOT_FOUND' });
  faults.endAll();
  t.same(faults.active, []);
});

t.test('a fault ends by itself, and tells so', async t => {
  const faults = createFaults(t);
  const told: string[] = [];
  faults.onChange(({ kind }) => told.push(kind));
  faults.inject(at(ONE, 'cut', { durationMs: 1 }));
  await until(() => faults.active.length === 0, 'the fault has ended');
  t.same(told, ['cut', 'cut']);
});

t.test('a fault replaces one of the same kind at the same follower', async t => {
  const faults = createFaults(t);
  faults.inject(at(ONE, 'delay', { maxMs: 5 }));
  faults.inject(at(ONE, 'delay', { minMs: 7, maxMs: 7 }));
  faults.inject(at(OTHER, 'delay', { maxMs: 9 }));
  t.match(faults.active, [{ maxMs: 7 }, { maxMs: 9 }]);
  t.equal(faults.delayOf(ONE)?.(), 7);
});

t.test('delays of one follower and of all add up, and a seed repeats them', async t => {
  const faults = createFaults(t);
  t.equal(faults.delayOf(ONE), undefined);
  faults.inject(at('*', 'delay', { minMs: 10, maxMs: 10 }));
  faults.inject(at(ONE, 'delay', { minMs: 0, maxMs: 100, seed: 7 }));
  const draw = () => Array.from({ length: 5 }, () => faults.delayOf(ONE)!());
  const first = draw();
  t.ok(first.every(ms => ms >= 10 && ms <= 110));
  t.ok(new Set(first).size > 1);
  faults.inject(at(ONE, 'delay', { minMs: 0, maxMs: 100, seed: 7 }));
  t.same(draw(), first);
  t.equal(faults.delayOf(OTHER)?.(), 10);
});

t.test('what a kind needs is asked for, and what it does not have is refused', async t => {
  const faults = createFaults(t);
  const wrong: readonly [FaultRequest, RegExp][] = [
    [at('http://nobody', 'cut'), /No follower is called http:\/\/nobody/],
    [at(ONE, 'delay'), /needs maxMs/],
    [at(ONE, 'delay', { minMs: 5, maxMs: 4 }), /minMs is 5, more than maxMs/],
    [at(ONE, 'drop'), /needs rate/],
    [at(ONE, 'cut', { rate: 1 }), /has no rate/],
    [at(ONE, 'freeze', { maxMs: 1 }), /has no minMs or maxMs/],
  ];
  for (const [request, message] of wrong)
    t.throws(() => faults.inject(request), { code: 'INVALID_REQUEST', message });
  t.same(faults.active, []);
});

function createWay(t: Test, timeoutMs = 60_000) {
  const faults = createFaults(t);
  const follower = new FakeFollower();
  const client = createFaultyClient({ url: ONE, client: follower, faults, timeoutMs });
  const batch = (version: number) => {
    const leader = { id: 'l', url: 'http://l', incarnation: 'run' };
    const entries = [{ key: 'a', version, value: 1 }];
    const request = { epoch: 0, leader, incarnation: '', watermark: 0, collect: 0, entries };
    return Buffer.from(JSON.stringify(request));
  };
  return { faults, follower, client, send: (version: number) => client.replicate(batch(version)) };
}

t.test('through a cut nothing comes, and the leader is told at once', async t => {
  const { faults, follower, client, send } = createWay(t);
  faults.inject(at(ONE, 'cut'));
  await t.rejects(send(1), /cut off/);
  await t.rejects(client.state(), /cut off/);
  await t.rejects(client.range('', 1, false), /cut off/);
  await t.rejects(client.entriesAbove(0, 1), /cut off/);
  t.same(follower.requests, []);
  faults.endAll();
  t.match(await send(1), { lastVersion: 1 });
});

t.test('what is sent into a freeze arrives after it, in order', async t => {
  const { faults, follower, send } = createWay(t);
  faults.inject(at(ONE, 'freeze'));
  const sent = [send(1), send(2), send(3)];
  await turns();
  t.same(follower.requests, []);
  faults.endAll();
  await Promise.all(sent);
  t.same(follower.batches, [['a 1'], ['a 2'], ['a 3']]);
});

t.test('a freeze that is too long, or that a cut follows, is a failure', async t => {
  const { faults, follower, send } = createWay(t, 5);
  faults.inject(at(ONE, 'freeze'));
  await t.rejects(send(1), /no answer within 5 ms/);
  const slow = createWay(t);
  slow.faults.inject(at(ONE, 'freeze'));
  const sent = slow.send(1);
  slow.faults.inject(at(ONE, 'cut'));
  await t.rejects(sent, /cut off/);
  t.same([...follower.requests, ...slow.follower.requests], []);
});

t.test('an answer that meets a freeze comes after it', async t => {
  const { faults, follower, send } = createWay(t);
  follower.hold();
  let answered = false;
  const sent = send(1).then(() => {
    answered = true;
  });
  await until(() => follower.requests.length === 1, 'the request has arrived');
  faults.inject(at(ONE, 'freeze'));
  follower.letGo();
  await until(() => follower.store.lastVersion === 1, 'it is applied');
  await turns();
  t.equal(answered, false);
  faults.endAll();
  await sent;
});

t.test('a drop loses requests, and answers to requests that arrived', async t => {
  const { faults, follower, send } = createWay(t, 5);
  faults.inject(at(ONE, 'drop', { rate: 1 }));
  await t.rejects(send(1), /no answer/);
  t.equal(follower.requests.length, 0);
  faults.inject(at(ONE, 'drop', { rate: 0 }));
  t.match(await send(2), { lastVersion: 2 });
  faults.inject(at(ONE, 'drop', { rate: 0.5, seed: 1 }));
  const before = follower.requests.length;
  const outcomes = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => send(i + 3)));
  const acked = outcomes.filter(({ status }) => status === 'fulfilled').length;
  const arrived = follower.requests.length - before;
  t.ok(acked > 0 && acked < arrived && arrived < 60, `${acked} acked, ${arrived} arrived, 60 sent`);
});
