import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { freePorts } from '../src/servers/ports.ts';
import { findProgram, isAtLeast } from '../src/servers/program.ts';
import { ServerGroup } from '../src/servers/server-group.ts';
import { findUser } from '../src/servers/user.ts';

const shell = (folder: string, script: string) => ({
  path: '/bin/sh',
  args: ['-c', script],
  folder,
  stopSignal: 'SIGKILL' as const,
});

t.test('versions are compared by their numbers', async t => {
  t.equal(isAtLeast('7.0.15', '7.2'), false);
  t.equal(isAtLeast('7.2.0', '7.2'), true);
  t.equal(isAtLeast('7.10.1', '7.2'), true);
  t.equal(isAtLeast('8.0', '7.2'), true);
});

t.test('programs, users and ports', async t => {
  t.equal(findProgram('no-such-program-anywhere'), null);
  const passwd = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\n';
  t.strictSame(findUser(passwd, 'nobody'), { uid: 65534, gid: 65533 });
  t.equal(findUser(passwd, 'postgres'), null);
  t.equal(new Set(await freePorts(10)).size, 10);
});

t.test('a group leaves neither servers nor files', async t => {
  let pid = 0;
  let folder = '';
  const group = await ServerGroup.start(async group => {
    folder = await group.makeFolder('data');
    group.start(shell(folder, 'touch ready; sleep 60'));
    await group.until('it is ready', async () => readdirSync(folder).includes('ready'));
    pid = group.pids[0]!;
    return group;
  });
  t.ok(process.kill(pid, 0));
  await group.run('/bin/sh', ['-c', 'exit 0']);
  await t.rejects(group.run('/bin/sh', ['-c', 'echo why; exit 1']), { message: /why/ });
  await group.stop();
  t.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  t.equal(existsSync(folder), false);
  t.equal(existsSync(join(folder, '..')), false);
});

t.test('a server that ends early is named with its last words, and nothing stays', async t => {
  let folder = '';
  const starting = ServerGroup.start(async group => {
    folder = group.folder;
    group.start(shell(folder, 'echo the port is taken >&2; exit 1'));
    await group.until('it answers', () => Promise.reject(new Error('no answer')));
  });
  await t.rejects(starting, { message: /has ended[\s\S]*the port is taken/ });
  t.equal(existsSync(folder), false);
});
