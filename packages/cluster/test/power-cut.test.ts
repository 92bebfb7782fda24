import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { untilReady } from '../src/index.ts';
import { crash, entries, start, until, untilAllStream, untilIdentical, write } from './clusters.ts';

t.test('when all six are killed at once in the middle of writes, nothing acknowledged is lost', async t => {
  const { leader, nodes, dataDir } = await start(t);
  const acknowledged = new Map<string, number>();
  for (const round of [1, 2]) {
    const before = acknowledged.size;
    const writes = Array.from({ length: 2_000 }, async (_, i) => {
      const { status, body } = await write(leader, { key: `${round}-${i}`, value: 'x'.repeat(200) });
      if (status === 200) acknowledged.set(body.key, body.version);
    });
    const settled = Promise.allSettled(writes);
    await until('some are acknowledged', () => acknowledged.size > before + 50);
    await Promise.all(nodes.map(crash));
    await settled;
    t.ok(acknowledged.size > before);
    // The second time the leader's disk is lost as well: what followers acked must be on their own disks.
    if (round === 2) await rm(join(dataDir, leader.id), { recursive: true });
    for (const node of nodes) node.restart();
    await Promise.all(nodes.map(untilReady));
    await untilAllStream(leader);
    t.equal((await write(leader, { key: `after-${round}`, value: round, quorum: 5 })).status, 200);
    await untilIdentical(nodes);
    const stored = new Map((await entries(leader)).map(({ key, version }) => [key, version]));
    t.strictSame(
      [...acknowledged].filter(([key, version]) => stored.get(key) !== version),
      [],
      `all ${acknowledged.size} acknowledged writes are there`,
    );
  }
});
