import t from 'tap';
import { Race } from '../src/write/race.ts';
import { createRig } from './sender-rig.ts';
import { turns, until } from './until.ts';

t.test('a follower that lags behind gets what it misses from the store, each key once', async t => {
  const { follower, events, level } = createRig(t, {
    prepare: ({ store, issuer }) => {
      for (const version of [1, 2, 3]) store.apply([{ key: 'a', version, value: version }], version);
      store.apply([{ key: 'b', version: 4, tombstone: true }], 4);
      issuer.issue(4);
    },
  });
  await level();
  t.same(events, ['welcome run 1', 'catch-up', 'stream']);
  t.same(follower.batches, [['a 3', 'b 4']]);
  t.equal(follower.store.promises.watermark, 4);
});

t.test('catch-up begins above the follower’s own watermark', async t => {
  const { follower, level } = createRig(t, {
    prepare: ({ store, issuer, follower }) => {
      for (const version of [1, 2, 3]) store.apply([{ key: `k${version}`, version, value: 1 }], version);
      issuer.issue(3);
      follower.store.apply([{ key: 'k1', version: 1, value: 1 }], 1);
    },
  });
  await level();
  t.same(follower.batches, [['k2 2', 'k3 3']]);
});

t.test('catch-up goes page by page, and claims nothing before the last', async t => {
  const large = 'x'.repeat(150_000);
  const { follower, level } = createRig(t, {
    prepare: ({ store, issuer }) => {
      for (const version of [1, 2, 3, 4, 5])
        store.apply([{ key: `k${version}`, version, value: large }], version);
      issuer.issue(5);
    },
  });
  await level();
  t.same(follower.batches, [['k1 1', 'k2 2'], ['k3 3', 'k4 4'], ['k5 5']]);
  const claimed = follower.requests.filter(({ entries }) => entries.length > 0).map(r => r.watermark);
  t.same(claimed, [0, 0, 5]);
});

t.test('a page is no ack for what newer entries hide from it', async t => {
  const { follower, ledger, level } = createRig(t, {
    prepare: ({ store, issuer, follower }) => {
      follower.store.apply([{ key: 'a', version: 1, value: 'old' }], 1);
      store.apply([{ key: 'a', version: 1, value: 'old' }], 1);
      store.apply([{ key: 'a', version: 2, value: 'acknowledged' }], 2);
      for (let version = 3; version <= 3_000; version++)
        store.apply([{ key: `k${version}`, version, value: 1 }], version);
      store.apply([{ key: 'a', version: 3_001, value: 'new' }], 3_001);
      issuer.issue(3_001);
      follower.hold();
    },
  });
  const race = new Race('a', 2, 1, 1, 0, undefined);
  ledger.add(race);
  const lies: string[] = [];
  const { replicate } = follower;
  follower.replicate = async batch => {
    const ack = await replicate.call(follower, batch);
    const holds = follower.store.get('a')!.version >= 2;
    if (!holds && ack.watermark >= 2) lies.push(`watermark ${ack.watermark}`);
    if (!holds && race.acks > 0) lies.push('acked');
    return ack;
  };
  follower.letGo();
  await level();
  t.same(lies, []);
  t.ok(follower.batches.length > 1, 'more than one page');
  t.equal(race.acks, 1);
  t.equal(follower.store.promises.watermark, 3_001);
});

t.test('writes that come during catch-up arrive, in a page or behind it', async t => {
  const { follower, write, level } = createRig(t, {
    prepare: ({ store, issuer }) => {
      store.apply([{ key: 'old', version: 1, value: 1 }], 1);
      issuer.issue(1);
    },
  });
  follower.hold();
  const [during] = write('a');
  follower.letGo();
  await turns(1);
  const [after] = write('b');
  await level();
  t.same([during?.acks, after?.acks], [1, 1]);
  t.same(
    ['old', 'a', 'b'].map(key => follower.store.get(key)?.version),
    [1, 2, 3],
  );
});

t.test('a queue that is full is dropped, and the follower catches up from the store', async t => {
  const { follower, sender, write, events, level } = createRig(t, { limits: { maxQueueEntries: 3 } });
  await level();
  follower.hold();
  write('first');
  await turns();
  const races = ['a', 'b', 'c', 'd', 'e'].flatMap(key => write(key));
  t.equal(sender.progress.queued, 0, 'a slow follower costs the leader no memory');
  t.ok(events.includes('catch-up'));
  follower.letGo();
  await level();
  t.same(
    races.map(race => race.acks),
    [1, 1, 1, 1, 1],
  );
  t.equal(follower.store.liveKeys, 6);
});

t.test('a follower that restarts between two shipments is brought level from its own watermark', async t => {
  const { follower, write, events, level } = createRig(t);
  await level();
  write('a');
  write('b');
  await level();
  follower.restart({ wiped: true });
  write('c');
  await level();
  t.same(follower.batches.slice(1), [['c 3'], ['a 1', 'b 2', 'c 3']]);
  t.equal(follower.store.promises.watermark, 3);
  t.same(events.slice(-2), ['catch-up', 'stream']);
});

t.test('an ack that comes after the queue overflowed still counts, but moves no watermark', async t => {
  const { follower, sender, write, ledger, level } = createRig(t, { limits: { maxQueueEntries: 1 } });
  await level();
  follower.hold();
  const [race] = write('a');
  await turns();
  write('b');
  write('c');
  follower.letGo();
  follower.hold();
  await until(() => race?.acks === 1, 'the late ack counts');
  t.ok(ledger.isCommitted(1) || sender.progress.watermark === 0);
  follower.letGo();
  await level();
  t.equal(follower.store.liveKeys, 3);
});
