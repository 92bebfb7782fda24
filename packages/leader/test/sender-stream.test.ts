import t from 'tap';
import { createRig } from './sender-rig.ts';
import { turns } from './until.ts';

t.test('an empty follower of a new leader is probed and then streamed to', async t => {
  const { follower, sender, events, level } = createRig(t);
  await level();
  t.same(events, ['welcome run 1', 'stream']);
  t.same(follower.requests, [
    {
      epoch: 0,
      leader: { id: 'leader', url: 'http://leader', incarnation: 'leader run 1' },
      incarnation: '',
      watermark: 0,
      collect: 0,
      entries: [],
    },
  ]);
  t.ok(sender.live);
});

t.test('a lone write goes out at the end of the turn, with its watermark', async t => {
  const { follower, write, level } = createRig(t);
  await level();
  const [race] = write('a');
  t.equal(follower.requests.length, 1);
  await turns(1);
  t.match(follower.requests[1], { incarnation: 'run 1', watermark: 1, entries: [{ key: 'a', version: 1 }] });
  await level();
  t.equal(race?.acks, 1);
  t.equal(follower.store.promises.watermark, 1);
  t.equal(follower.requests.length, 2, 'and nothing more is said');
});

t.test('what comes while a shipment is on the wire goes together in the next one', async t => {
  const { follower, sender, write, level } = createRig(t);
  await level();
  follower.hold();
  write('a');
  await turns();
  for (const key of ['b', 'c', 'd']) {
    write(key);
    await turns();
  }
  t.same(follower.batches, [['a 1']]);
  t.match(sender.progress, { queued: 3, inFlight: 1, watermark: 0, lag: 4 });
  follower.letGo();
  await level();
  t.same(follower.batches, [['a 1'], ['b 2', 'c 3', 'd 4']]);
  t.match(sender.progress, { queued: 0, inFlight: 0, watermark: 4, lag: 0, error: undefined });
});

t.test('a slow answer does not hold the next shipment back for long, and there are only so many', async t => {
  const { follower, sender, write, clock, level } = createRig(t, { limits: { maxInFlightBatches: 2 } });
  await level();
  follower.hold();
  for (const key of ['a', 'b', 'c', 'd']) {
    write(key);
    clock.nowMs += 10;
    await turns();
  }
  t.same(follower.batches, [['a 1'], ['b 2']]);
  t.equal(sender.progress.inFlight, 2);
  t.equal(follower.requests.at(-1)?.watermark, 0, 'nothing is claimed that is on the wire');
  follower.letGo();
  await level();
  t.same(follower.batches, [['a 1'], ['b 2'], ['c 3', 'd 4']]);
  t.equal(follower.store.promises.watermark, 4, 'the last word is the true one');
});

t.test('a shipment holds no more than its limit', async t => {
  const { follower, write, level } = createRig(t, { limits: { maxBatchEntries: 2 } });
  await level();
  for (const key of ['a', 'b', 'c']) write(key);
  await level();
  t.same(follower.batches, [['a 1', 'b 2'], ['c 3']]);
});

t.test('a confirmation comes with the ack of something that was sent after it was asked for', async t => {
  const { follower, sender, write, level } = createRig(t);
  await level();
  follower.hold();
  write('a');
  await turns();
  let confirmed = 0;
  sender.confirm(() => confirmed++);
  follower.letGo();
  follower.hold();
  await turns();
  t.equal(confirmed, 0, 'the ack of an earlier shipment does not do');
  t.equal(follower.requests.length, 3);
  follower.letGo();
  await level();
  t.equal(confirmed, 1);
});

t.test('an idle follower is asked from time to time whether it is there', async t => {
  const { follower, sender, level } = createRig(t, { limits: { heartbeatMs: 1 } });
  await level();
  let confirmed = false;
  follower.cut = true;
  sender.confirm(() => {
    confirmed = true;
  });
  await turns(20);
  t.notOk(confirmed, 'one that is cut off confirms nothing');
});

t.test('a sender that was stopped sends nothing more', async t => {
  const { follower, sender, write, level } = createRig(t);
  await level();
  write('a');
  sender.stop();
  write('b');
  await turns();
  t.equal(follower.requests.length, 1);
});
