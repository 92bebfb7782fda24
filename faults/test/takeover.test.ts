import t, { type Test } from 'tap';
import { readDumps } from '../src/cluster/dumps.ts';
import { FaultCluster } from '../src/cluster/fault-cluster.ts';
import { untilLevel } from '../src/cluster/level.ts';
import type { Member } from '../src/cluster/member.ts';
import { type Answer, ask } from '../src/workload/answer.ts';

const LIMIT_MS = 30_000;
const { signal } = new AbortController();

async function start(t: Test): Promise<FaultCluster> {
  const cluster = await FaultCluster.start({
    followers: 3,
    writeQuorum: 2,
    durability: 'sync',
    onLog: () => {},
    onDeath: (id, why) => t.fail(`${id} ${why}`),
  });
  t.teardown(() => cluster.stop());
  await level(cluster);
  return cluster;
}

async function level(cluster: FaultCluster): Promise<void> {
  const standing = await untilLevel(cluster, LIMIT_MS, signal, true);
  if (standing !== undefined) throw new Error(`Not level: ${standing}`);
}

/** Writes once the leader takes it. */
async function write(leader: Member, key: string, value: string, quorum: number): Promise<number> {
  const end = performance.now() + LIMIT_MS;
  let answer: Answer;
  do {
    answer = await ask(`${leader.url}/write`, LIMIT_MS, { key, value, quorum });
    if (answer.status === 200) return answer.body.version!;
    await new Promise(resolve => setTimeout(resolve, 50));
  } while (performance.now() < end);
  throw new Error(`No write: ${JSON.stringify(answer)}`);
}

async function read({ url }: Member, query: string) {
  const answer = await ask(`${url}/read?${query}`, LIMIT_MS);
  return answer.status === 200 ? answer.body : undefined;
}

t.test('a leader that was away while another led learns before its first write', async t => {
  const cluster = await start(t);
  const { leader, spare } = cluster;
  await write(leader, 'k', 'first', 3);
  await leader.kill();
  spare.start();
  const version = await write(spare, 'k', 'second', 3);
  leader.start();
  await write(leader, 'other', 'x', 3);
  const found = await read(leader, 'key=k&consistency=linearizable');
  t.match(found, { value: 'second', version }, 'as it was, not issued anew');
});

t.test('what a leader stored before it was fenced is nowhere, or everywhere', async t => {
  const cluster = await start(t);
  const { leader, spare, followers } = cluster;
  await write(leader, 'k', 'first', 3);
  for (const { id } of followers) {
    cluster.link(id).set({ cutToFollower: true, cutFromFollower: true, delayMs: 0 });
  }
  const lone = await ask(`${leader.url}/write`, LIMIT_MS, {
    key: 'k',
    value: 'lone',
    quorum: 1,
    timeoutMs: 200,
  });
  t.match(lone, { body: { error: { outcome: 'indeterminate' } } });
  await leader.kill();
  for (const { id } of followers) {
    cluster.link(id).reset();
    cluster.link(id).set({ cutToFollower: false, cutFromFollower: false, delayMs: 0 });
  }
  spare.start();
  await write(spare, 'other', 'x', 3);
  await spare.kill();
  leader.start();
  await write(leader, 'another', 'x', 1);
  const told = await read(leader, 'key=k&consistency=linearizable');
  const copies = await Promise.all(followers.map(node => read(node, `key=k&minVersion=${told?.version}`)));
  const holders = copies.filter(copy => copy?.value === told?.value).length;
  t.ok(holders >= 2, `${told?.value} was read as committed, and ${holders} followers have it`);
});

t.test(
  'two leaders that did not meet the same followers issue no version twice, and lose nothing',
  async t => {
    const cluster = await start(t);
    const { leader, spare, followers } = cluster;
    const [one, two, three] = followers as [Member, Member, Member];
    await write(leader, 'k', 'first', 3);
    await leader.kill();
    await three.kill();
    spare.start();
    const second = await write(spare, 'a', 'of the spare', 2);
    for (const node of [spare, one, two]) await node.kill();
    three.start();
    leader.start();
    // It may have to wait for the others, or be refused; it must not give the same version to another write.
    for (let i = 0; i < 160; i++) {
      const early = await ask(`${leader.url}/write`, LIMIT_MS, {
        key: 'b',
        value: 'of the first',
        quorum: 1,
      });
      if (early.status === 200) {
        t.not(early.body.version, second);
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    one.start();
    two.start();
    // Time to meet the others; should it step down, its operator starts it again.
    await new Promise(resolve => setTimeout(resolve, 2_000));
    await leader.kill();
    leader.start();
    await level(cluster);
    const dumps = await readDumps(cluster.replicas);
    for (const { node, entries } of dumps) {
      t.match(
        entries.find(({ key }) => key === 'a'),
        { value: 'of the spare' },
        `${node} has what was acked`,
      );
      t.same(entries, dumps[0]!.entries);
    }
  },
);
