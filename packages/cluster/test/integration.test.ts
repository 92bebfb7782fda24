import t from 'tap';
import { dump, entries, get, read, start, untilIdentical, write } from './clusters.ts';

t.test('one leader and five followers, as a client meets them', async t => {
  const cluster = await start(t);
  const { leader, followers, nodes } = cluster;

  await t.test('a write is acknowledged by its quorum and can be read everywhere', async t => {
    const { status, body } = await write(leader, { key: 'greeting', value: 'hello', quorum: 5 });
    t.equal(status, 200);
    t.match(body, { key: 'greeting', version: 1, quorum: 5, acks: 5, followers: 5, durationMs: Number });
    for (const node of nodes) {
      t.match(await read(node, 'greeting'), { status: 200, body: { value: 'hello', version: 1 } }, node.id);
    }
  });

  await t.test('an overwrite replaces the value everywhere', async t => {
    const { body } = await write(leader, { key: 'greeting', value: { text: 'hello again' }, quorum: 5 });
    for (const node of nodes) {
      t.match((await read(node, 'greeting')).body, { value: { text: 'hello again' }, version: body.version });
    }
  });

  await t.test('a follower refuses a write and names the leader', async t => {
    for (const follower of followers) {
      const { status, body } = await write(follower, { key: 'greeting', value: 'no' });
      t.equal(status, 421);
      t.match(body, { error: { code: 'NOT_LEADER', leader: leader.url } });
    }
    t.notMatch(await dump(leader), '"no"');
  });

  await t.test('each quorum from 1 to 5 is honoured by each write on its own', async t => {
    for (const quorum of [1, 2, 3, 4, 5]) {
      const { status, body } = await write(leader, { key: `quorum-${quorum}`, value: quorum, quorum });
      t.equal(status, 200);
      t.equal(body.quorum, quorum);
      t.ok(body.acks >= quorum && body.acks <= 5, `${body.acks} acks for a quorum of ${quorum}`);
    }
    const usual = await write(leader, { key: 'usual', value: 0 });
    t.equal(usual.body.quorum, 3, 'the cluster’s own quorum where a write names none');
    t.equal((await write(leader, { key: 'x', value: 0, quorum: 6 })).body.error?.code, 'QUORUM_TOO_LARGE');
  });

  await t.test('of 500 concurrent writes no version is lost or given twice', async t => {
    const before = (await get<{ version: number }>(leader, '/ping')).body.version;
    const answers = await Promise.all(
      Array.from({ length: 500 }, (_, i) => write(leader, { key: `key-${i % 400}`, value: i })),
    );
    t.ok(answers.every(({ status }) => status === 200));
    const versions = answers.map(({ body }) => body.version).sort((a, b) => a - b);
    t.strictSame(
      versions,
      Array.from({ length: 500 }, (_, i) => before + 1 + i),
    );
    const newest = new Map<string, number>();
    for (const { body } of answers) newest.set(body.key, Math.max(newest.get(body.key) ?? 0, body.version));
    const stored = new Map((await entries(leader)).map(({ key, version }) => [key, version]));
    for (const [key, version] of newest) t.equal(stored.get(key), version, key);
  });

  await t.test('of writes that race for one key under a precondition, one wins', async t => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => write(leader, { key: 'lock', value: i, ifVersion: 0 })),
    );
    t.equal(answers.filter(({ status }) => status === 200).length, 1);
    t.equal(answers.filter(({ status }) => status === 412).length, 19);
  });

  await t.test('in the end every follower holds what the leader holds', async () => {
    await untilIdentical(nodes);
  });
});
