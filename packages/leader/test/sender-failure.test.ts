import t from 'tap';
import { FollowerError } from '../src/followers/follower-error.ts';
import { createRig } from './sender-rig.ts';
import { turns, until } from './until.ts';

t.test('a follower that fails is down, and gets all that it missed once it is back', async t => {
  const { follower, sender, write, events, level } = createRig(t);
  await level();
  write('a');
  await level();
  follower.cut = true;
  const races = write('b');
  await until(() => sender.progress.state === 'down', 'the failure is noticed');
  t.match(sender.progress, { error: 'no answer: cut', watermark: 1, queued: 0, inFlight: 0 });
  t.notOk(sender.live);
  races.push(...write('c'), ...write('d'));
  t.equal(sender.progress.queued, 0, 'nothing piles up for it');
  t.equal(sender.progress.lag, 3);
  follower.cut = false;
  await level();
  t.same(
    races.map(race => race.acks),
    [1, 1, 1],
  );
  t.same(
    ['a', 'b', 'c', 'd'].map(key => follower.store.get(key)?.version),
    [1, 2, 3, 4],
  );
  t.equal(sender.progress.error, undefined);
  t.same(events.slice(0, 3), ['welcome run 1', 'stream', 'down']);
  t.same(events.slice(-3), ['welcome run 1', 'catch-up', 'stream']);
});

t.test('a follower that is away from the start is asked until it is there', async t => {
  const { follower, sender, events, write, level } = createRig(t, {
    prepare: ({ follower }) => {
      follower.cut = true;
    },
  });
  await until(() => follower.requests.length >= 3, 'it was asked three times');
  t.notOk(sender.live);
  write('a');
  follower.cut = false;
  await level();
  t.equal(follower.store.get('a')?.version, 1);
  t.same(events.slice(0, 3), ['down', 'probe', 'down']);
});

t.test('a probe that is refused with a higher epoch deposes the leader', async t => {
  const { events, sender } = createRig(t, { prepare: ({ follower }) => follower.promise(7) });
  await until(() => events.includes('deposed by epoch 7'), 'it is told');
  t.notOk(sender.live);
});

t.test('a shipment that is refused with a higher epoch deposes the leader, and is no ack', async t => {
  const { follower, events, write, level } = createRig(t);
  await level();
  follower.promise(3);
  const [race] = write('a');
  await until(() => events.includes('deposed by epoch 3'), 'it is told');
  t.equal(race?.acks, 0);
  t.equal(follower.store.lastVersion, 0);
});

t.test('a confirmation that was asked for before a failure is never given', async t => {
  const { follower, sender, level } = createRig(t);
  await level();
  let confirmed = 0;
  follower.cut = true;
  sender.confirm(() => confirmed++);
  await until(() => sender.progress.state !== 'stream', 'the failure is noticed');
  sender.confirm(() => confirmed++);
  follower.cut = false;
  await level();
  await turns();
  t.equal(confirmed, 0);
});

t.test('an ack that comes after the shipment before it was lost does not cover for that one', async t => {
  const { follower, sender, write, ledger, clock, level } = createRig(t);
  await level();
  const wire: PromiseWithResolvers<void>[] = [];
  follower.onSend = () => {
    const sent = Promise.withResolvers<void>();
    wire.push(sent);
    return sent.promise;
  };
  write('a');
  await turns();
  clock.nowMs += 10;
  const [later] = write('b');
  await turns();
  t.equal(wire.length, 2, 'both are on the wire');
  wire[0]?.reject(new FollowerError('lost'));
  await until(() => !sender.live, 'the loss is noticed');
  wire[1]?.resolve();
  await until(() => later?.acks === 1, 'the later one is acked');
  t.equal(sender.progress.watermark, 0);
  t.notOk(ledger.isCommitted(1));
  follower.onSend = () => undefined;
  for (const sent of wire) sent.resolve();
  await level();
  t.ok(ledger.isCommitted(1));
});
