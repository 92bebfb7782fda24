import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import t from 'tap';
import { untilReady } from '../src/cluster.ts';
import type { NodeProcess } from '../src/index.ts';
import { crash, dump, get, read, revive, start, untilAllStream, untilIdentical, write } from './clusters.ts';

t.test('a node that loses its disk gets everything back from the others', async t => {
  const { leader, followers, nodes, dataDir } = await start(t);
  const wipe = async (node: NodeProcess) => {
    await crash(node);
    await rm(join(dataDir, node.id), { recursive: true });
  };
  await Promise.all(
    Array.from({ length: 300 }, (_, i) =>
      write(leader, { key: `key-${i}`, value: 'x'.repeat(500), quorum: 3 }),
    ),
  );
  await untilIdentical(nodes);
  const before = await dump(leader);

  await t.test('an empty follower is refilled', async t => {
    const follower = followers[3] as NodeProcess;
    await wipe(follower);
    await revive(follower);
    await untilIdentical(nodes);
    t.equal(await dump(follower), before);
    await untilAllStream(leader);
    t.equal((await write(leader, { key: 'all', value: 1, quorum: 5 })).status, 200);
  });

  await t.test('an empty leader learns everything, and never reissues an old version', async t => {
    const last = (await get<{ version: number }>(leader, '/ping')).body.version;
    const all = await dump(leader);
    await wipe(leader);
    await revive(leader);
    t.equal(await dump(leader), all);
    await untilAllStream(leader);
    const { body } = await write(leader, { key: 'new', value: 1, quorum: 5 });
    t.equal(body.version, 1_000_000_001);
    t.ok(body.version > last);
    await untilIdentical(nodes);
    t.match((await read(leader, 'key-299')).body, { value: 'x'.repeat(500) });
  });

  await t.test('even where two followers missed the newest write', async t => {
    // Consulting R = 5 - 3 + 1 = 3 followers meets one of any three; a write at quorum 3 is such a write.
    const absent = [followers[0], followers[1]] as NodeProcess[];
    await Promise.all(absent.map(crash));
    const { status, body } = await write(leader, { key: 'newest', value: 1, quorum: 3 });
    t.equal(status, 200);
    await wipe(leader);
    for (const node of absent) node.restart();
    await revive(leader);
    t.match(await read(leader, 'newest'), { status: 200, body: { value: 1, version: body.version } });
    await Promise.all(absent.map(untilReady));
    await untilIdentical(nodes);
  });
});
