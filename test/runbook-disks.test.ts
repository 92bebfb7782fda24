import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { untilReady } from '@quorate/cluster';
import t from 'tap';
import { crash, get, write } from '../packages/cluster/test/clusters.ts';
import { alterRecord } from '../packages/store/test/alter-record.ts';
import { mountSmallDisk, NO_SMALL_DISK, type SmallDisk } from '../packages/store/test/small-disk.ts';
import { play, type Scene, scene } from './runbook.ts';

// A cluster for each fault, and perhaps a busy machine.
t.setTimeout(300_000);

t.test('the disk is full', async t => {
  const dataDir = await mkdtemp(join(tmpdir(), 'quorate-runbook-'));
  let cluster: Scene | undefined;
  let disk: SmallDisk | undefined;
  t.teardown(async () => {
    disk?.free();
    await Promise.all(cluster?.nodes.map(node => node.stop()) ?? []);
    disk?.unmount();
    await rm(dataDir, { recursive: true, force: true });
  });
  await mkdir(join(dataDir, 'follower-3'));
  disk = mountSmallDisk(join(dataDir, 'follower-3'), 24);
  if (disk === undefined) return t.plan(0, NO_SMALL_DISK);
  const { fill, free } = disk;
  cluster = await scene(t, { dataDir });
  const on = cluster;
  await play(t, 'The disk is full', on, {
    0: async () => {
      fill();
      const ready = async () => (await get(on.third, '/readyz')).status === 200;
      for (let i = 0; await ready(); i++) {
        if (i > 500) throw new Error('The disk must be full in the end.');
        await write(on.leader, { key: `large-${i % 20}`, value: 'x'.repeat(100_000) });
      }
    },
    2: async () => free(),
  });
});

t.test('digests differ', async t => {
  const on = await scene(t, { env: { SCRUB_INTERVAL_MS: '200' } });
  await play(t, 'Digests differ', on, {
    0: async () => {
      await on.third.stop();
      await alterRecord(join(on.dataDir, on.third.id), 'flags/dark-mode', record =>
        record.replace('true', 'null'),
      );
      on.third.restart();
      await untilReady(on.third);
    },
  });
});

t.test('writes are slow', async t => {
  const on = await scene(t, { minDelayMs: 150, maxDelayMs: 200 });
  await play(t, 'Writes are slow', on, { 1: () => on.leader.stop() });
});

t.test('a node’s disk is lost', async t => {
  const on = await scene(t);
  await play(t, "A node's disk is lost", on, {
    0: () => crash(on.third),
    1: () => crash(on.leader),
  });
});
