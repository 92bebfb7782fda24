import t from 'tap';
import { Gate, json, LEADER_URL, startReplicas, until, write } from './nodes.ts';
import { scrub } from './scrub.ts';

t.test('reads of every level, on the leader and on a follower', async t => {
  const { leader, followers, all } = await startReplicas(t);
  const follower = followers[0]!;
  const value = { text: 'é 😀', list: [null, true, -0.5], '': { __proto__: 1 } };
  const written = await write(leader, { key: 'a', value, quorum: 3 });
  t.matchSnapshot(scrub(written.json()), 'write');

  for (const query of ['', '&consistency=local', '&consistency=committed', '&consistency=linearizable']) {
    const reply = await leader.app.inject(`/read?key=a${query}`);
    t.equal(reply.statusCode, 200);
    t.strictSame(reply.json(), { key: 'a', value, version: 1, committed: true }, `leader ${query}`);
  }
  for (const node of followers) {
    t.strictSame(await json(node, '/read?key=a'), { key: 'a', value, version: 1 });
    t.strictSame(await json(node, '/read?key=a&minVersion=1'), { key: 'a', value, version: 1 });
  }
  for (const level of ['committed', 'linearizable']) {
    const refused = await follower.app.inject(`/read?key=a&consistency=${level}`);
    t.equal(refused.statusCode, 421);
    t.match(refused.json(), { error: { code: 'NOT_LEADER', leader: LEADER_URL } });
  }
  for (const node of all) {
    const missing = await node.app.inject('/read?key=nothing');
    t.equal(missing.statusCode, 404);
    t.match(missing.json(), { error: { code: 'KEY_NOT_FOUND' } });
    if (node === leader) t.matchSnapshot(scrub(missing.json()), 'no such key');
  }
});

t.test('every JSON value and every legal key comes back as it went in', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 1 });
  const values = [null, false, 0, '', [], {}, -1e-300, 'null', '\u0000', [[{}]], { a: { b: [1, 'é'] } }];
  const keys = [
    ' ',
    '\u0000',
    'é'.repeat(256),
    '😀',
    '/a/../b?c=d&e#f',
    '__proto__',
    'constructor',
    '%ff',
    '+',
  ];
  for (const [i, key] of [...keys, ...values.map((_, i) => `key-${i}`)].entries()) {
    const value = values[i % values.length];
    t.equal((await write(leader, { key, value })).statusCode, 200);
    for (const node of [leader, followers[0]!]) {
      const query = { method: 'GET', url: '/read', query: { key } } as const;
      t.match((await node.app.inject(query)).json(), { key }, JSON.stringify(key));
      t.strictSame((await node.app.inject(query)).json<{ value: unknown }>().value, value);
    }
  }
});

t.test('a follower behind the version asked for waits until it has it', async t => {
  const gate = new Gate();
  const { leader, followers } = await startReplicas(t, {
    gate,
    env: { FOLLOWER_TIMEOUT_MS: '30000', READ_TIMEOUT_MS: '30000' },
  });
  gate.shut();
  const writing = write(leader, { key: 'a', value: 'new' });
  await until('the leader has it', () => leader.replica.store.lastVersion === 1);
  let answered = false;
  const reading = followers[0]!.app.inject('/read?key=a&minVersion=1').then(reply => {
    answered = true;
    return reply;
  });
  t.match(await json(followers[0]!, '/read?key=a'), { error: { code: 'KEY_NOT_FOUND' } });
  t.equal(answered, false);
  gate.open();
  t.match((await reading).json(), { value: 'new', version: 1 });
  t.equal((await writing).statusCode, 200);
});

t.test('a read gives up in time, and says what it waited for', async t => {
  const { leader, followers } = await startReplicas(t, { followers: 1, env: { READ_TIMEOUT_MS: '50' } });
  t.equal((await write(leader, { key: 'a', value: 1 })).statusCode, 200);
  for (const node of [leader, followers[0]!]) {
    const late = await node.app.inject('/read?key=a&minVersion=99');
    t.equal(late.statusCode, 504);
    t.match(late.json(), { error: { code: 'READ_TIMEOUT' } });
    if (node === leader) t.matchSnapshot(scrub(late.json()), 'too late');
  }
});

t.test('a level that a follower never serves is refused at once, whatever version is asked for', async t => {
  const { followers } = await startReplicas(t, { followers: 1, env: { READ_TIMEOUT_MS: '50' } });
  const refused = await followers[0]!.app.inject('/read?key=a&consistency=committed&minVersion=99');
  t.equal(refused.statusCode, 421);
});

t.test('a committed read waits for the acks that a local one does without', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, {
    gate,
    env: { FOLLOWER_TIMEOUT_MS: '30000', READ_TIMEOUT_MS: '30000' },
  });
  gate.shut();
  const writing = write(leader, { key: 'a', value: 1 });
  await until('it is applied', () => leader.replica.store.lastVersion === 1);
  t.match(await json(leader, '/read?key=a'), { version: 1, committed: false });
  let answered = 0;
  const reads = ['committed', 'linearizable'].map(async level => {
    const reply = await json(leader, `/read?key=a&consistency=${level}`);
    answered++;
    return reply;
  });
  await json(leader, '/ping');
  t.equal(answered, 0);
  gate.open();
  for (const reply of await Promise.all(reads)) t.match(reply, { version: 1, committed: true });
  t.equal((await writing).statusCode, 200);
});

t.test('committed and linearizable reads without a quorum give up instead of guessing', async t => {
  const gate = new Gate();
  const { leader } = await startReplicas(t, {
    gate,
    env: { FOLLOWER_TIMEOUT_MS: '30000', READ_TIMEOUT_MS: '50' },
  });
  t.equal((await write(leader, { key: 'old', value: 0 })).statusCode, 200);
  gate.shut();
  const late = await write(leader, { key: 'a', value: 1, timeoutMs: 50 });
  t.equal(late.statusCode, 504);
  t.matchSnapshot(scrub(late.json()), 'indeterminate write');
  t.match(await json(leader, '/writes/2'), { state: 'pending' });
  t.match(await json(leader, '/read?key=a&consistency=committed'), { error: { code: 'READ_TIMEOUT' } });
  t.match(await json(leader, '/read?key=old&consistency=committed'), { value: 0, committed: true });
  t.match(await json(leader, '/read?key=old&consistency=linearizable'), { error: { code: 'READ_TIMEOUT' } });
  gate.open();
  await until(
    'the write commits after all',
    async () => (await json<{ state: string }>(leader, '/writes/2')).state === 'committed',
  );
});

t.test('a committed read is not overtaken by a write that is not committed yet', async t => {
  const { leader } = await startReplicas(t, { env: { MAX_DELAY: '400', MIN_DELAY: '400' } });
  const first = write(leader, { key: 'a', value: 'first' });
  await until('it is applied', () => leader.replica.store.lastVersion === 1);
  const reading = leader.app.inject('/read?key=a&consistency=committed');
  const second = write(leader, { key: 'a', value: 'second' });
  await until('the second is applied', () => leader.replica.store.lastVersion === 2);
  t.match((await reading).json(), { value: 'first', version: 1, committed: true });
  await Promise.all([first, second]);
});
