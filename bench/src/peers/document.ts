import { countFailures, describeFailures } from '../measure/recorder.ts';
import { describeMachine } from '../report/machine.ts';
import { precise, ranged, whole } from '../report/numbers.ts';
import { markdownTable, type Table } from '../report/table.ts';
import { KEYS, VALUE_BYTES } from '../throughput/bodies.ts';
import { CEILING } from '../throughput/targets.ts';
import type { PeerCell, PeersReport } from './report.ts';

export function peersTable({ cells }: PeersReport): Table {
  return {
    head: [
      'system',
      'kept in',
      'writes/s',
      'p50 ms',
      'p99 ms',
      'CPU s per 10,000',
      'client CPU s',
      '× Quorate',
      'CPU × Quorate',
      'of ceiling',
      'level after ms',
      'failed',
      'replicas',
    ],
    rows: cells.map(cell => [
      peerName(cell),
      cell.kind,
      ranged(cell.writesPerSecond, whole),
      ranged(cell.p50Ms, precise),
      ranged(cell.p99Ms, precise),
      cell.cpuPer10k === null ? 'n/a' : ranged(cell.cpuPer10k, precise),
      cell.loadCpuPer10k === null ? 'n/a' : precise(cell.loadCpuPer10k.median),
      cell.ofQuorate === null || cell.target === CEILING ? '–' : ranged(cell.ofQuorate, precise),
      cell.cpuOfQuorate === null || cell.target === CEILING ? '–' : precise(cell.cpuOfQuorate),
      cell.ofCeiling === null || cell.target === CEILING
        ? '–'
        : `${Math.round(cell.ofCeiling.median * 100)}%`,
      cell.levelMs === null ? 'never' : whole(cell.levelMs.max),
      countFailures(cell.failures) === 0 ? '0' : describeFailures(cell.failures),
      cell.identical === null ? '–' : cell.identical ? 'identical' : 'DIFFERENT',
    ]),
  };
}

/** Such as "Redis 7.0.15, fsync always". */
export function peerName({ target, version }: PeerCell): string {
  if (version === null) return target;
  const [name, ...rest] = target.split(', ');
  return [`${name} ${version}`, ...rest].join(', ');
}

export function peersMarkdown(report: PeersReport): string {
  const { options, machine, measuredAt, verdict, skipped, cells } = report;
  const { followers, connections, quorum, seconds, rounds } = options;
  const promises = cells.map(cell => `- **${peerName(cell)}**: ${cell.promise}.`).join('\n');
  const missing = skipped.length === 0 ? '' : `Not installed, so left out: ${skipped.join('; ')}.\n\n`;
  return `# Peers: what other replicated stores make of the same work

${verdict}

![Writes per second, p99 and CPU time of each system](peers.svg)

${markdownTable(peersTable(report))}

Each figure is the median over ${rounds} rounds with the least and the greatest behind it; "level after" is the longest. "× Quorate"
compares with Quorate of the like durability in the same round, "of ceiling" with the bare Fastify.

${missing}**What was run.** The same for all: one leader and ${followers} followers, each a process (or, with PostgreSQL, a family of them) on
this machine; values of ${VALUE_BYTES} bytes over ${KEYS.toLocaleString('en-US')} keys; ${connections} connections to the leader in a closed loop, one write at a time on
each; ${seconds} s for each figure after one second of warm-up. In each round every system runs in turn, alone, on empty data. After
each figure the run waited until all replicas were level and compared hashes of their data.

**When a write is acked** (quorum ${quorum}):

${promises}

**How.**

- *Quorate* and the *bare Fastify*: \`POST /write\`, by autocannon.
- *Redis*: \`SET\` and the wait in one packet, over a bare socket. No snapshots; "fsync always" is \`appendfsync always\` on all
  ${followers + 1}.
- *PostgreSQL*: \`INSERT … ON CONFLICT DO UPDATE\` as a prepared statement over a bare socket, one transaction each;
  \`synchronous_standby_names = 'ANY ${quorum} (…)'\`, \`synchronous_commit = on\`, \`fsync\` on.
- *etcd*: \`POST /v3/kv/put\` of its JSON gateway at the leader, by autocannon. ${followers + 1} members, because their majority is the
  leader and ${Math.floor((followers + 1) / 2)} more; etcd is mostly run with an odd number.
- All else is as each system has it by default; none was tuned, Quorate no more than the others.

**CPU** is user and system time of all server processes, with all their children, for 10,000 acked writes, from /proc (ticks of
10 ms). "Client CPU" is what the load spent on as many. What the kernel does in threads of its own, as for a flush, is in neither.

**Machine.** ${describeMachine(machine)}. Measured on ${measuredAt.slice(0, 10)}.

**Caveats.** Servers and load share ${machine.cores} cores, one disk and no network, so this says what a write costs, not what a cluster of
${followers + 1} machines reaches: where a system has threads, it could use more cores than there are here. The load is not the same
program for all: a bare socket is cheaper than autocannon, which leaves Redis and PostgreSQL more of the cores ("client CPU" says how
much). etcd pays for its JSON gateway; its own protocol, gRPC, is cheaper. And they are not the same thing: PostgreSQL runs SQL
transactions; etcd elects a leader by itself and keeps old revisions, which Quorate does not; Redis may lose acked writes when
another replica takes over. Small values and one write for each request suit Redis best.
`;
}
