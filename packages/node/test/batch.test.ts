import t from 'tap';
import { Gate, type Running, startReplicas, until, write } from './nodes.ts';

function batch(
  { app }: Running,
  operations: readonly object[],
  more: object = {},
  headers: Record<string, string> = {},
) {
  return app.inject({ method: 'POST', url: '/batch', headers, payload: { operations, ...more } });
}

t.test('a batch has consecutive versions and one quorum, and is on every replica', async t => {
  const { leader, all } = await startReplicas(t);
  await write(leader, { key: 'b', value: 'old' });
  const operations = [
    { key: 'a', value: 1 },
    { key: 'b', delete: true },
    { key: 'c', value: null, ifVersion: 0 },
  ];
  const reply = await batch(leader, operations, { quorum: 3 });
  t.equal(reply.statusCode, 200, reply.body);
  t.match(reply.json(), { firstVersion: 2, lastVersion: 4, quorum: 3, acks: 3, followers: 3 });
  for (const {
    replica: { store },
  } of all) {
    t.match(store.get('a'), { version: 2, value: 1, batchEnd: 4 });
    t.match(store.get('b'), { version: 3, tombstone: true, batchEnd: 4 });
    t.match(store.get('c'), { version: 4, value: null });
    t.equal(store.liveKeys, 2);
  }
  for (const version of [2, 3, 4]) {
    t.match((await leader.app.inject(`/writes/${version}`)).json(), { version, state: 'committed' });
  }
});

t.test('a batch is refused as a whole', async t => {
  const { leader } = await startReplicas(t, { followers: 1 });
  await write(leader, { key: 'b', value: 'old' });
  const mismatch = await batch(leader, [
    { key: 'a', value: 1 },
    { key: 'b', value: 2, ifVersion: 0 },
  ]);
  t.match(
    [mismatch.statusCode, mismatch.json()],
    [412, { error: { code: 'VERSION_MISMATCH', operation: 1, version: 1 } }],
  );
  const table: readonly (readonly object[])[] = [
    [],
    Array.from({ length: 1001 }, (_, i) => ({ key: `k${i}`, value: 1 })),
    [
      { key: 'a', value: 1 },
      { key: 'a', value: 2 },
    ],
    [{ key: 'a' }],
    [{ key: 'a', value: 1, delete: true }],
    [{ key: 'a', delete: true, ttlMs: 5 }],
    [{ key: 'a', delete: false }],
    [{ key: 'a', value: 1, quorum: 1 }],
    [{ key: '', value: 1 }],
  ];
  for (const operations of table) {
    const refused = await batch(leader, operations);
    t.match(
      [refused.statusCode, refused.json()],
      [400, { error: { code: 'INVALID_REQUEST' } }],
      JSON.stringify(operations).slice(0, 80),
    );
  }
  t.equal(leader.replica.store.lastVersion, 1, 'nothing was stored');
  t.equal(
    (
      await batch(
        leader,
        Array.from({ length: 1000 }, (_, i) => ({ key: `k${i}`, value: 1 })),
      )
    ).statusCode,
    200,
  );
});

t.test('a follower that missed batches gets each of them whole', async t => {
  const gate = new Gate();
  const { leader, followers } = await startReplicas(t, { followers: 2, gate, env: { WRITE_QUORUM: '1' } });
  gate.shut();
  const replies = Array.from({ length: 30 }, (_, round) =>
    batch(
      leader,
      Array.from({ length: 200 }, (_, i) => ({ key: `${round} ${i}`, value: 'x'.repeat(50) })),
    ),
  );
  await until('all are applied here', () => leader.replica.store.liveKeys === 6_000);
  gate.open();
  const [follower] = followers;
  const halves = () => {
    for (let round = 0; round < 30; round++) {
      const { store } = follower!.replica;
      const there = Array.from({ length: 200 }, (_, i) => store.get(`${round} ${i}`)).filter(Boolean).length;
      if (there !== 0 && there !== 200) return `${there} of batch ${round}`;
    }
    return undefined;
  };
  await until('it is level', () => {
    t.equal(halves(), undefined);
    return follower!.replica.store.liveKeys === 6_000;
  });
  for (const reply of replies) t.equal((await reply).statusCode, 200);
});
