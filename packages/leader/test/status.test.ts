import { openMemoryStore } from '@quorate/store';
import t from 'tap';
import { Ledger } from '../src/write/ledger.ts';
import { Race } from '../src/write/race.ts';
import { writeStatus } from '../src/write/status.ts';
import { VersionIssuer } from '../src/write/version.ts';

/** A leader of an epoch with two followers, of which both must ack. */
function setUp(epoch = 1) {
  const store = openMemoryStore();
  const issuer = new VersionIssuer(epoch);
  const ledger = new Ledger({ followers: 2, writeQuorum: 2, maxSettled: 10 });
  const write = (key: string) => {
    const version = issuer.next!;
    store.apply([{ key, version, value: 1 }]);
    issuer.issue(version);
    const race = new Race(key, version, 2, 2, 0, undefined);
    ledger.add(race);
    return race;
  };
  const status = (version: number) =>
    writeStatus({ store, issuer, ledger, epoch, followerUrls: ['http://f1', 'http://f2'] }, version);
  return { store, ledger, write, status };
}

t.test('a write is pending until its quorum has acked, and then committed', async t => {
  const { ledger, write, status } = setUp();
  const race = write('a');
  t.same(status(race.version), { version: 1_000_000_001, state: 'pending', acks: [] });
  ledger.ack(race, 1, 1.5);
  const acks = [{ follower: 'http://f2', afterMs: 1.5 }];
  t.same(status(race.version), { version: 1_000_000_001, state: 'pending', acks });
  ledger.ack(race, 0, 2);
  for (const follower of [0, 1]) ledger.setWatermark(follower, race.version);
  t.match(status(race.version), { state: 'committed' });
});

t.test('a write whose key was written again is superseded, committed or not', async t => {
  const { write, status } = setUp();
  const { version } = write('a');
  write('a');
  t.match(status(version), { state: 'superseded' });
});

t.test('what this leader did not issue is unknown', async t => {
  const { write, status } = setUp();
  write('a');
  for (const version of [1_000_000_002, 2_000_000_001, 1_000_000_000, 999_999_999, 1]) {
    t.same(status(version), { version, state: 'unknown' });
  }
});

t.test('a write of an earlier leadership is told from the watermarks while it stands', async t => {
  const { store, ledger, write, status } = setUp();
  store.apply([{ key: 'old', version: 7, value: 1 }]);
  t.same(status(7), { version: 7, state: 'pending' });
  for (const follower of [0, 1]) ledger.setWatermark(follower, 9);
  t.same(status(7), { version: 7, state: 'committed' });
  write('old');
  t.same(status(7), { version: 7, state: 'unknown' }, 'once it is gone nobody can tell');
});
