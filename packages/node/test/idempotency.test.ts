import t from 'tap';
import { Gate, type Running, startLeader, startReplicas, until } from './nodes.ts';

function send({ app }: Running, key: string, payload: object, url = '/write') {
  return app.inject({ method: 'POST', url, headers: { 'idempotency-key': key }, payload });
}

t.test('a request that comes again is done once, and gets the first answer', async t => {
  const { leader, all } = await startReplicas(t);
  const first = await send(leader, 'one', { key: 'a', value: 1 });
  t.equal(first.statusCode, 200, first.body);
  t.equal(first.headers['idempotent-replayed'], undefined);
  await send(leader, 'two', { key: 'a', value: 2 });
  const again = await send(leader, 'one', { key: 'a', value: 1, timeoutMs: 100 });
  t.equal(again.headers['idempotent-replayed'], 'true');
  t.match(again.json(), { key: 'a', version: first.json<{ version: number }>().version, quorum: 2 });
  for (const { replica } of all) await until('it is there', () => replica.store.get('a')?.version === 3);
  t.match(leader.replica.store.get('a'), { value: 2 }, 'the repetition did not overrule the newer one');
  t.equal(leader.replica.store.liveKeys, 1, 'what is remembered is not counted');
});

t.test('another request under the same key is refused', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await send(leader, 'one', { key: 'a', value: 1 });
  for (const body of [
    { key: 'a', value: 2 },
    { key: 'b', value: 1 },
    { key: 'a', value: 1, ttlMs: 5 },
  ]) {
    const refused = await send(leader, 'one', body);
    t.match([refused.statusCode, refused.json()], [422, { error: { code: 'IDEMPOTENCY_CONFLICT' } }]);
  }
  t.equal((await send(leader, 'one', { operations: [{ key: 'a', value: 1 }] }, '/batch')).statusCode, 422);
  for (const key of ['', 'x'.repeat(201), 'é', 'a\tb']) {
    t.equal((await send(leader, key, { key: 'a', value: 1 })).statusCode, 400, JSON.stringify(key));
  }
});

t.test('a refusal is not remembered: nothing was done', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  const body = { key: 'a', value: 1, ifVersion: 7 };
  t.equal((await send(leader, 'one', body)).statusCode, 412);
  t.equal((await send(leader, 'one', { key: 'a', value: 1 })).statusCode, 200, 'the key is free');
});

t.test('a repetition that comes before the first has its quorum waits for it', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, { gate });
  gate.shut();
  const operations = [
    { key: 'a', value: 1 },
    { key: 'b', delete: true },
  ];
  const first = send(leader, 'one', { operations }, '/batch');
  await until('it is stored', () => leader.replica.store.lastVersion === 3);
  const hasty = await send(leader, 'one', { operations, timeoutMs: 20 }, '/batch');
  t.match(
    [hasty.statusCode, hasty.json()],
    [504, { error: { code: 'QUORUM_TIMEOUT', outcome: 'indeterminate', version: 2 } }],
  );
  const second = send(leader, 'one', { operations }, '/batch');
  gate.open();
  const [one, two] = [await first, await second];
  t.match([one.statusCode, one.json()], [200, { firstVersion: 1, lastVersion: 2 }]);
  t.match([two.statusCode, two.json()], [200, { firstVersion: 1, lastVersion: 2 }]);
  t.equal(two.headers['idempotent-replayed'], 'true');
  t.equal(leader.replica.store.lastVersion, 3, 'the batch, and what remembers it');
});

t.test('a request is remembered after the leader lost its disk and started again', async t => {
  const { leader, followers } = await startReplicas(t);
  const first = await send(leader, 'one', { key: 'a', value: 1, quorum: 3 });
  await leader.stop();
  const next = await startLeader(t, followers);
  const again = await send(next, 'one', { key: 'a', value: 1, quorum: 3 });
  t.equal(again.statusCode, 200, again.body);
  t.equal(again.headers['idempotent-replayed'], 'true');
  t.equal(again.json<{ version: number }>().version, first.json<{ version: number }>().version);
  t.equal((await send(next, 'one', { key: 'a', value: 2 })).statusCode, 422);
});

t.test('after its window a key is free again', async t => {
  const { leader } = await startReplicas(t, { followers: 1, env: { IDEMPOTENCY_WINDOW_MS: '1000' } });
  await send(leader, 'one', { key: 'a', value: 1 });
  await until(
    'it is forgotten',
    async () => (await send(leader, 'one', { key: 'a', value: 2 })).statusCode === 200,
  );
  t.match(leader.replica.store.get('a'), { value: 2 });
});

t.test(
  'an error names the version that the client asked for, and a repetition is never called refused',
  async t => {
    const gate = new Gate();
    const { leader } = await startReplicas(t, { gate });
    gate.shut();
    const first = await send(leader, 'one', { key: 'a', value: 1, timeoutMs: 20 });
    t.match(first.json(), { error: { code: 'QUORUM_TIMEOUT', outcome: 'indeterminate', version: 1 } });
    const waiting = send(leader, 'one', { key: 'a', value: 1 });
    await new Promise(resolve => setImmediate(resolve));
    const stopped = leader.stop();
    const answer = await waiting;
    t.equal(answer.json<{ error: { outcome?: string } }>().error.outcome, 'indeterminate', answer.body);
    gate.open();
    await stopped;
  },
);
