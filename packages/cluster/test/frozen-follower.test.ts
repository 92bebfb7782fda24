import t from 'tap';
import type { NodeProcess } from '../src/index.ts';
import { progress, start, until, untilIdentical, write } from './clusters.ts';

t.test('a follower that freezes and thaws becomes identical by itself', async t => {
  const { leader, followers, nodes } = await start(t, { env: { FOLLOWER_TIMEOUT_MS: '1000' } });
  const frozen = followers[2] as NodeProcess;
  t.equal((await write(leader, { key: 'before', value: 1, quorum: 5 })).status, 200);
  frozen.kill('SIGSTOP');
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, i) => write(leader, { key: `key-${i % 50}`, value: i, quorum: 4 })),
  );
  t.ok(
    answers.every(({ status }) => status === 200),
    'the others are enough',
  );
  const early = await write(leader, { key: 'all', value: 1, quorum: 5, timeoutMs: 200 });
  t.ok([503, 504].includes(early.status), 'no false success');
  await until('it counts as down', async () => (await progress(leader, frozen))?.state === 'down');
  t.equal((await write(leader, { key: 'all', value: 2, quorum: 5 })).status, 503);
  frozen.kill('SIGCONT');
  await until('it streams', async () => (await progress(leader, frozen))?.state === 'stream');
  await untilIdentical(nodes);
  t.equal((await write(leader, { key: 'all', value: 3, quorum: 5 })).status, 200);
});
