import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { crash, read, start, write } from '../../cluster/test/clusters.ts';
import { ndjson, quorate } from './quorate.ts';

t.test('dump and restore', async t => {
  const { leader, followers } = await start(t);
  const env = { QUORATE_URL: leader.url };
  const folder = t.testdir();
  const file = join(folder, 'all.ndjson');
  const values = [1, 'zwei', { drei: [null, true] }, ''];
  for (const [i, value] of values.entries()) await write(leader, { key: `k${i}`, value, quorum: 5 });

  const dumped = await quorate(t, ['dump', file], { env });
  t.strictSame(dumped, { code: 0, stdout: '', stderr: `4 entries from ${leader.url}\n` });
  const text = readFileSync(file, 'utf8');
  t.equal(text, ndjson(...values.map((value, i) => ({ key: `k${i}`, value, version: i + 1 }))));
  t.match(await quorate(t, ['dump'], { env }), { code: 0, stdout: text, stderr: /^4 entries/ });
  t.match(await quorate(t, ['dump', file, '--json'], { env }), {
    stdout: `{"entries":4,"node":"${leader.url}"}\n`,
  });
  t.match(await quorate(t, ['dump', join(folder, 'no', 'where')], { env }), { code: 1, stderr: /ENOENT/ });

  t.match(await quorate(t, ['restore', file], { env }), {
    code: 1,
    stdout: '',
    stderr: /STORE_NOT_EMPTY: .*4 keys/,
  });
  for (const i of values.keys()) {
    t.equal((await fetch(`${leader.url}/keys/k${i}`, { method: 'DELETE' })).status, 200);
  }
  const bad = `${text}{"key":"k9","value":1}\n{"key":"k10","valu":1}\n{"key":"k11","value":1}\n`;
  t.strictSame(await quorate(t, ['restore', '-'], { env, stdin: bad }), {
    code: 1,
    stdout: '',
    stderr:
      'quorate: BAD_LINE: Nothing was written: Line 6: it has a member "valu", and only key, value, version, expiresAtMs are known.\n',
  });
  t.strictSame(await quorate(t, ['restore', file], { env }), {
    code: 0,
    stdout: '4 entries restored. The cluster has exactly these 4 keys.\nAll 6 replicas hold the same.\n',
    stderr: '',
  });
  for (const [i, value] of values.entries()) t.match((await read(followers[3]!, `k${i}`)).body, { value });

  writeFileSync(file, ndjson({ key: 'k0', value: 'new' }, { key: 'k5', value: 5 }, { key: 'k5', value: 6 }));
  const merged = await quorate(t, ['restore', '--merge', '--json', file], { env });
  t.equal(merged.code, 0);
  t.strictSame(JSON.parse(merged.stdout), { entries: 3, keys: 5, equal: 6, nodes: 6, missing: [] });
  t.match((await read(leader, 'k0')).body, { value: 'new' });
  t.match((await read(leader, 'k5')).body, { value: 6 });

  await crash(leader);
  const left = await quorate(t, ['dump', file], {
    env: { QUORATE_URL: followers.map(({ url }) => url).join() },
  });
  t.match(left, {
    code: 0,
    stderr: /^quorate: No leader answers; this is what \S+ has, .*\n[\d,]+ entries from /,
  });
  t.ok(existsSync(file));
  t.match(await quorate(t, ['restore', file], { env: { QUORATE_URL: followers[0]!.url } }), {
    code: 6,
    stderr: /^quorate: NO_LEADER: .*\n$/,
  });
});
