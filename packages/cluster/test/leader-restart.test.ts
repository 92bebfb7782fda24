import t from 'tap';
import {
  crash,
  dump,
  entries,
  get,
  revive,
  start,
  untilAllStream,
  untilIdentical,
  write,
} from './clusters.ts';

t.test(
  'a leader that restarts keeps all that was acknowledged, and issues versions of a new epoch',
  async t => {
    const { leader, nodes } = await start(t);
    const acknowledged = new Map<string, number>();
    const writeMany = async (name: string, count: number) => {
      const answers = await Promise.allSettled(
        Array.from({ length: count }, (_, i) => write(leader, { key: `${name}-${i}`, value: i })),
      );
      for (const answer of answers) {
        if (answer.status === 'fulfilled' && answer.value.status === 200)
          acknowledged.set(answer.value.body.key, answer.value.body.version);
      }
    };

    await writeMany('first', 100);
    t.equal(acknowledged.size, 100);
    const before = await dump(leader);
    leader.kill('SIGTERM');
    const { code } = await leader.exited;
    t.equal(code, 0);
    await revive(leader);
    t.equal(await dump(leader), before);
    t.equal((await write(leader, { key: 'first-0', value: 'new' })).body.version, 1_000_000_001);
    acknowledged.set('first-0', 1_000_000_001);

    const racing = writeMany('second', 300);
    await write(leader, { key: 'signal', value: 1 });
    await crash(leader);
    await racing;
    await revive(leader);
    await untilAllStream(leader);
    const again = await write(leader, { key: 'third', value: 1, quorum: 5 });
    t.equal(again.body.version, 2_000_000_001);
    t.equal((await get<{ epoch: number }>(leader, '/ping')).body.epoch, 2);

    await untilIdentical(nodes);
    const stored = new Map((await entries(leader)).map(({ key, version }) => [key, version]));
    t.strictSame(
      [...acknowledged].filter(([key, version]) => stored.get(key) !== version),
      [],
      `all ${acknowledged.size} acknowledged writes are there`,
    );
  },
);
