import { QuorateError } from '@quorate/protocol';
import t from 'tap';
import { Race } from '../src/write/race.ts';

/** A race of quorum 2 among 3 followers that began at 100 ms, and what its waiter was told. */
function setUp(quorum = 2) {
  const told: string[] = [];
  const race = new Race('a', 1, quorum, 3, 100, {
    won: (race, durationMs) => told.push(`won with ${race.acks} after ${durationMs}`),
    lost: (_race, error) => told.push(`lost: ${error.code}`),
  });
  return { race, told };
}

const timeout = new QuorateError('QUORUM_TIMEOUT', 'Too late.');

t.test('the ack that reaches the quorum wins the race', async t => {
  const { race, told } = setUp();
  race.localDurable(101);
  race.ack(2, 105);
  t.same(told, []);
  t.ok(race.open);
  race.ack(0, 107);
  t.same(told, ['won with 2 after 7']);
  t.notOk(race.open);
});

t.test('a follower counts once, however often it acks', async t => {
  const { race, told } = setUp();
  race.localDurable(101);
  race.ack(1, 105);
  race.ack(1, 106);
  t.equal(race.acks, 1);
  t.equal(race.ackMs[1], 5, 'the first one stands');
  t.same(told, []);
});

t.test('an ack in the same millisecond as the start counts', async t => {
  const { race } = setUp();
  race.ack(0, 100);
  race.ack(0, 100);
  t.equal(race.acks, 1);
  t.equal(race.ackMs[0], 0);
});

t.test('the quorum is not enough before the leader’s own copy is durable', async t => {
  const { race, told } = setUp();
  race.ack(0, 103);
  race.ack(1, 104);
  race.ack(2, 105);
  t.same(told, []);
  race.localDurable(109);
  t.same(told, ['won with 3 after 9']);
});

t.test('late acks are recorded and tell nobody', async t => {
  const { race, told } = setUp(1);
  race.localDurable(101);
  race.ack(0, 103);
  race.ack(2, 150);
  t.same(told, ['won with 1 after 3']);
  t.same([...race.ackMs], [3, undefined, 50]);
  t.equal(race.acks, 2);
});

t.test('a race is lost once and never won after that', async t => {
  const { race, told } = setUp();
  race.localDurable(101);
  race.ack(0, 103);
  race.lose(timeout);
  race.lose(timeout);
  race.ack(1, 104);
  race.ack(2, 105);
  t.same(told, ['lost: QUORUM_TIMEOUT']);
  t.equal(race.acks, 3, 'but the acks count for what is committed');
});

t.test('a race that was won cannot be lost', async t => {
  const { race, told } = setUp(1);
  race.localDurable(101);
  race.ack(0, 103);
  race.lose(timeout);
  t.same(told, ['won with 1 after 3']);
});

t.test('a race that nobody waits for counts its acks all the same', async t => {
  const race = new Race('a', 1, 1, 3, 100, undefined);
  race.localDurable(100);
  race.ack(0, 101);
  race.lose(timeout);
  t.equal(race.acks, 1);
  t.notOk(race.open);
});
