import t from 'tap';
import { createRig } from './sender-rig.ts';
import { turns } from './until.ts';

t.test('a delay that begins holds back what comes, and one that ends lets it go', async t => {
  let delayMs: number | undefined;
  const { sender, follower, write, last, level } = createRig(t, {
    delays: () => (delayMs === undefined ? undefined : () => delayMs!),
  });
  await level();
  write('a', 'b');
  await level();
  const before = follower.batches.length;

  delayMs = 3_600_000;
  sender.delayChanged();
  await level();
  const [race] = write('c', 'd');
  await turns();
  t.equal(follower.batches.length, before, 'held back');
  t.match(sender.progress, { state: 'stream', queued: 2, watermark: 2, lag: 2 });

  delayMs = undefined;
  sender.delayChanged();
  await level();
  t.equal(follower.store.get('d')?.version, last());
  t.equal(follower.store.promises.watermark, last());
  t.equal(race?.acks, 1, 'the page that brought it is an ack');
  write('e');
  await turns();
  t.equal(follower.store.get('e')?.version, last(), 'and what comes goes out at once');
});

t.test('a delay that changes in the middle of a queue loses nothing', async t => {
  let delayMs: number | undefined;
  const { sender, follower, write, last, level } = createRig(t, {
    delays: () => (delayMs === undefined ? undefined : () => delayMs!),
  });
  await level();
  follower.hold();
  for (const key of ['a', 'b', 'c']) write(key);
  await turns();
  write('d');
  delayMs = 1;
  sender.delayChanged();
  write('e');
  follower.letGo();
  await level();
  for (const key of ['a', 'b', 'c', 'd', 'e']) t.ok(follower.store.get(key), key);
  t.equal(follower.store.lastVersion, last());
});
