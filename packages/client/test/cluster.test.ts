import t from 'tap';
import { crash, revive, start, until } from '../../cluster/test/clusters.ts';
import { clientOf, errorOfCall } from './clients.ts';

t.test('a client of a real cluster, given a follower alone', async t => {
  const { leader, followers, nodes } = await start(t, { durability: 'sync' });
  const client = clientOf(t, [followers[2]!.url], { timeoutMs: 40_000 });

  await t.test('it reads its own writes on any node', async t => {
    for (let i = 0; i < 50; i++) {
      const { version } = await client.put('a', i, { quorum: 1 });
      t.match(await client.get('a'), { key: 'a', value: i, version });
    }
    t.equal(client.leader, leader.url);
    await until('it knows every node', () => client.urls.length === nodes.length);
  });

  await t.test('every key can be written, read and deleted', async t => {
    const keys = ['.', '..', 'a/b', '%2F', ' ', '?#&=+', '\0', 'é€😀', 'x'.repeat(512), '€'.repeat(170)];
    for (const key of keys) {
      const name = encodeURIComponent(key).slice(0, 20);
      const { version } = await client.put(key, key);
      t.match(await client.get(key), { key, value: key, version }, name);
      t.match(await errorOfCall(client.delete(key, { ifVersion: version + 1 })), { version }, name);
      t.match(await client.delete(key, { ifVersion: version }), { key, version: Number }, name);
      t.equal(await client.get(key), undefined, name);
      t.equal(await client.delete(key), undefined, name);
    }
  });

  await t.test('a batch is done or not, and the same write twice is done once', async t => {
    const operations = [
      { key: 'b1', value: 1 },
      { key: 'b2', value: 2, ifVersion: 5 },
    ];
    t.match(await errorOfCall(client.batch(operations)), {
      name: 'VersionMismatchError',
      version: 0,
      operation: 1,
    });
    t.equal(await client.get('b1'), undefined);
    const { firstVersion, lastVersion } = await client.batch([
      { key: 'b1', value: 1 },
      { key: 'b2', value: 2, ifVersion: 0 },
      { key: 'b3', delete: true },
    ]);
    t.equal(lastVersion, firstVersion + 2);
    t.match(await client.get('b2'), { version: firstVersion + 1 });

    const twice = { idempotencyKey: 'once', trace: true };
    const first = await client.put('twice', 1, twice);
    t.match(first.trace, { acks: { length: followers.length } });
    t.equal((await client.put('twice', 1, twice)).version, first.version);
    t.match(await errorOfCall(client.put('twice', 2, twice)), { name: 'ConflictError' });
  });

  await t.test('the stronger reads and the status come from the leader', async t => {
    t.match(await client.get('a', { consistency: 'linearizable' }), { value: 49, committed: true });
    t.match(await client.status(), { role: 'leader', followers: { length: followers.length } });
    t.match(await client.status({ url: followers[0]!.url }), { role: 'follower' });
  });

  await t.test('updates of many clients at once are all counted', async t => {
    const clients = nodes.map(({ url }) => clientOf(t, [url], { timeoutMs: 40_000 }));
    const increments = clients.flatMap(one =>
      [1, 2, 3].map(() => one.update<number>('n', old => (old ?? 0) + 1, { attempts: 1_000 })),
    );
    await Promise.all(increments);
    t.match(await client.get('n'), { value: increments.length });
  });

  await t.test('writes wait while the leader is down, and reads go on', async t => {
    await crash(leader);
    const waiting = Array.from({ length: 20 }, (_, i) => client.put(`waiting-${i}`, i));
    t.match(await client.get('a'), { value: 49 });
    t.match(await errorOfCall(client.put('a', 0, { timeoutMs: 300 })), { message: /within 300 ms/ });
    await revive(leader);
    const replies = await Promise.all(waiting);
    t.ok(replies.every(({ version }) => version > 1_000_000_000));
    for (const [i, { key, version }] of replies.entries()) {
      t.match(await client.get(key), { value: i, version });
    }
  });

  await t.test('reads go on while followers are gone', async t => {
    await Promise.all([crash(followers[2]!), crash(followers[3]!)]);
    for (let i = 0; i < 20; i++) t.match(await client.get('n'), { value: 18 });
  });
});
