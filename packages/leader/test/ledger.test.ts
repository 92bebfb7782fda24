import t from 'tap';
import { Ledger } from '../src/write/ledger.ts';
import { Race } from '../src/write/race.ts';

const nobody = { won: () => {}, lost: () => {} };

function setUp({ followers = 3, writeQuorum = 2, maxSettled = 100 } = {}) {
  const ledger = new Ledger({ followers, writeQuorum, maxSettled });
  /** A race whose client waits, or one that is settled. */
  const add = (version: number, waiter: typeof nobody | undefined = undefined) => {
    const race = new Race('a', version, writeQuorum, followers, 0, waiter);
    ledger.add(race);
    return race;
  };
  return { ledger, add };
}

t.test('so many acks as the cluster’s write quorum commit a write', async t => {
  const { ledger, add } = setUp();
  const race = add(1);
  t.notOk(ledger.isCommitted(1));
  ledger.ack(race, 0, 5);
  t.notOk(ledger.isCommitted(1));
  ledger.ack(race, 0, 6);
  t.notOk(ledger.isCommitted(1), 'twice the same follower');
  ledger.ack(race, 2, 7);
  t.ok(ledger.isCommitted(1));
  t.notOk(ledger.isCommitted(2), 'one that is not known');
});

t.test('a smaller quorum of a write’s own does not commit it', async t => {
  const { ledger } = setUp();
  const race = new Race('a', 1, 1, 3, 0, undefined);
  ledger.add(race);
  ledger.ack(race, 1, 5);
  t.notOk(ledger.isCommitted(1));
});

t.test('a follower that holds all up to a version acks each race up to there', async t => {
  const { ledger, add } = setUp();
  const races = [1, 2, 3].map(version => add(version));
  ledger.ackThrough(2, 0, 9);
  t.same(
    races.map(race => race.ackMs[0]),
    [9, 9, undefined],
  );
  ledger.ackThrough(9, 1, 11);
  t.same(
    [1, 2, 3].map(version => ledger.isCommitted(version)),
    [true, true, false],
  );
});

t.test('once all followers acked, the watermarks tell as much as the race did', async t => {
  const { ledger, add } = setUp();
  for (const version of [1, 2, 3]) add(version);
  for (const follower of [0, 1, 2]) {
    ledger.ackThrough(3, follower, 9);
    ledger.setWatermark(follower, 3);
  }
  t.equal(ledger.size, 0, 'nothing is remembered for ever');
  t.ok(ledger.isCommitted(3));
  t.equal(ledger.committedThrough, 3);
});

t.test('a write stays committed when all acked it while an older one is still on its way', async t => {
  const { ledger, add } = setUp();
  add(1);
  const overtaking = add(2);
  for (const follower of [0, 1]) ledger.ack(overtaking, follower, 9);
  t.ok(ledger.isCommitted(2));
  ledger.ack(overtaking, 2, 10);
  t.ok(ledger.isCommitted(2), 'one more ack takes nothing back');
  t.notOk(ledger.isCommitted(1));
});

t.test('the watermark of the quorum commits all below it', async t => {
  const { ledger } = setUp({ followers: 5, writeQuorum: 3 });
  for (const [follower, watermark] of [9, 4, 7, 0, 8].entries()) ledger.setWatermark(follower, watermark);
  t.equal(ledger.committedThrough, 7);
  t.ok(ledger.isCommitted(7));
  t.notOk(ledger.isCommitted(8));
});

t.test('what is committed stays so when followers lose their disks', async t => {
  const { ledger } = setUp();
  for (const follower of [0, 1, 2]) ledger.setWatermark(follower, 9);
  for (const follower of [0, 1, 2]) ledger.setWatermark(follower, 0);
  t.equal(ledger.committedThrough, 9);
  t.ok(ledger.isCommitted(9));
  ledger.setWatermark(0, 12);
  t.notOk(ledger.isCommitted(10), 'but what they lost counts no more');
});

t.test('its size is bounded, and a race whose client waits is never forgotten', async t => {
  const { ledger, add } = setUp({ maxSettled: 10 });
  const waiting = [1, 2, 3].map(version => add(version, nobody));
  for (let version = 4; version <= 500; version++) add(version);
  t.equal(ledger.size, 10);
  for (const race of waiting) t.equal(ledger.get(race.version), race);
  t.equal(ledger.get(4), undefined, 'the oldest goes first');
  t.ok(ledger.get(500));
});
