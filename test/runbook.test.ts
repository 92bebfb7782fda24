import type { NodeProcess } from '@quorate/cluster';
import t from 'tap';
import { crash, progress, type Running, until } from '../packages/cluster/test/clusters.ts';
import { page, play, scene, section } from './runbook.ts';

const headings = [
  'A follower is down',
  'The leader is down',
  'There is no quorum',
  'The disk is full',
  'Digests differ',
  'Writes are slow',
  "A node's disk is lost",
];

// Some thirty commands on four clusters, and perhaps a busy machine.
t.setTimeout(300_000);

async function untilDown({ leader }: Running, follower: NodeProcess): Promise<void> {
  await until(`${follower.id} is down`, async () => (await progress(leader, follower))?.state === 'down');
}

t.test('the page has these sections, and each says the same things', async t => {
  t.strictSame(
    [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading),
    headings,
  );
  for (const heading of headings) {
    for (const part of ['**You notice**', '**Meanwhile**', '**It is over**'])
      t.ok(section(heading).includes(part), `${heading}: ${part}`);
  }
});

t.test('a follower is down', async t => {
  const on = await scene(t);
  await play(t, 'A follower is down', on, {
    0: async () => {
      await crash(on.third);
      await untilDown(on, on.third);
    },
    4: async () => on.started.get(2)!.signal('SIGSTOP'),
  });
});

t.test('the leader is down', async t => {
  const on = await scene(t);
  await play(t, 'The leader is down', on, { 0: () => crash(on.leader) });
});

t.test('there is no quorum', async t => {
  const on = await scene(t);
  await play(t, 'There is no quorum', on, {
    0: async () => {
      for (const follower of on.followers.slice(2)) await crash(follower);
      for (const follower of on.followers.slice(2)) await untilDown(on, follower);
    },
  });
});
