import type { HostSample } from '../measure/host.ts';
import { spread, spreadOrNull } from '../measure/spread.ts';
import { describeMachine } from '../report/machine.ts';
import { counted, percent, precise, ranged, whole } from '../report/numbers.ts';
import { markdownTable, type Table } from '../report/table.ts';
import { bounds } from './bounds.ts';
import { BATCH_ENTRIES, READ_SHARE, SOAK_KEYS } from './mixture.ts';
import type { SoakReport } from './report.ts';
import { MORE_STOLEN } from './summary.ts';
import { criteriaTable, errorTable, faultTable, memoryTable, phaseTable } from './tables.ts';
import { LEAST_SAMPLES } from './trend.ts';

export function soakMarkdown(report: SoakReport): string {
  const { options, machine, measuredAt, verdict, peak, pace, hosts } = report;
  const { holdMs, windowMs, faultEveryMs, faultMs, followers, quorum, connections, durability, seed } =
    options;
  const minutes = holdMs / 60_000;
  return `# Soak: ${counted(minutes, 'minute')} of load and faults

${verdict}

${markdownTable(criteriaTable(report))}

![Requests a second, latency and memory over time, with the faults shaded](soak.svg)

## Latency

${markdownTable(phaseTable(report))}

A window has ${windowMs / 1000} s. It belongs to a fault if any part of it lies between the fault's beginning and the moment at which the
cluster was whole again and the load on schedule. Figures are medians over the windows of a sort, but for the worst p99 and the max.
A window is **undisturbed** if neither in it nor in the one before others got over ${percent(MORE_STOLEN)} more of the machine than they ever did while the
peak was looked for: elsewhere the load was more than the part of the peak that it was to be. The bounds are for all windows.

## Errors

${orNone(errorTable(report))}

Each attempt counts, also one that was sent again and then done. "Node down on purpose": the process was killed, stopped or
restarting while the attempt was under way.

## Memory

${markdownTable(memoryTable(report))}

VmRSS in MB, at the end of each window; "own" is RssAnon, without mapped files, at the end. The slope is that of least squares over the
second half of a process's life. A process that ran for fewer than ${LEAST_SAMPLES} windows is not judged.

## Faults

${orNone(faultTable(report))}

## How it was measured

One leader and ${followers} followers with write quorum ${quorum} and durability \`${durability}\`, as processes. The **peak** is what
they took throughout: after ${options.warmupMs / 1000} s of the same, the least of ${counted(hosts.peak.length, 'window')} of ${windowMs / 1000} s in a closed loop with ${connections} connections,
${whole(peak.min)} requests/s (median ${whole(peak.median)}, greatest ${whole(peak.max)}). Then ${Math.round(options.share * 100)}% of it, ${whole(pace)} requests/s, were held for ${counted(minutes, 'minute')}.

**Load.** An open loop: requests are due at even distances, and each latency counts from when its request was **due**, not from when it
could be sent. A stall is thus charged to all the requests that fell into it, and not to the few alone that were on their way
(*coordinated omission*). At most ${connections} writes and ${Math.ceil(connections / 4)} reads are in flight; what is due while all
are busy waits, and its waiting counts. The timer's granularity, one millisecond, is part of each latency. All clients are connected
before the first request is due.

**Mixture.** Over ${whole(SOAK_KEYS)} keys, with values of 100 bytes, drawn at random with seed ${seed}: ${READ_SHARE * 100}% reads from the followers in turn,
each with the \`minVersion\` of the newest acknowledged write of its key; of twenty writes nine \`POST /write\`, seven \`PUT\`, two \`DELETE\`, one with an
idempotency key, and one \`POST /batch\` of ${BATCH_ENTRIES} entries, which counts as one request. Requests are remembered for 30 s, and so
are deletions, so that what a node keeps for a time levels off early in the run; reads wait for 0.5 s at most. All other settings have their defaults.

**Errors.** What is refused or broken off is counted by its code and sent again until it is done; its latency counts from when
it was first due. Few writes have an idempotency key (each is one more entry on every replica), and none here needs one: a write sets
whole values, and doing it twice leaves the same. A reader that gets no answer asks the leader. What is not done after 20 s is given up, and what is
still waiting 30 s after the end is never sent; both fail the soak.

**Faults.** One every ${faultEveryMs / 1000} s, in an order drawn from the seed, each for ${faultMs[0] / 1000} to ${faultMs[1] / 1000} s: \`kill\` (kill -9 of a follower, started again
at the end), \`stop\` (SIGSTOP, then SIGCONT), and by \`POST /faults\` \`delay\` (20 to 200 ms), \`drop\` (a fifth of the requests), \`cut\` and \`freeze\` of the way to
one follower; \`restart\` is a restart of the leader in good order. The next waits until the last is mended, so that the quorum could always be reached.

**Bounds**, set down before the first long run. *${bounds.quietP99Ms} ms* without a fault: at this load what is left are pauses of the disk, of checkpoints
and of the garbage collector. *${whole(bounds.faultP99Ms)} ms* with one follower away: no write need wait for it, so it must stay well below the 3 s after which a silent
follower counts as down, with room for a process that starts on the same cores. *${whole(bounds.restartP99Ms)} ms* while the leader restarts, as long as a write may wait for its quorum. *${bounds.memoryGrowth} ×* for memory:
the first quarter, in which heaps and caches fill up, is left out. The greatest of each quarter are compared. At first it was the
medians, but in one run a follower that had given half of its memory back (V8 does that under a light load) and had taken a part of
it again, to less than before, counted as grown by 1.23 ×.

**What was acknowledged.** In the end the dumps of all ${followers + 1} replicas are compared, and on each key the newest acknowledged write must stand with its
own value, or a newer one whose answer was lost.

**Machine.** ${describeMachine(machine)}. Measured on ${measuredAt.slice(0, 10)}.

**What the machine gave.** At the end of each window a fixed piece of work was timed, and what part of the time the hypervisor
had given to other guests. While the peak was looked for: ${describeHosts(hosts.peak)}. While the load was held: ${describeHosts(hosts.hold)}. Nothing is corrected by it.

**Caveats.** All nodes and the load share ${machine.cores} cores and one disk, so a node that starts again takes time from all others. The peak is
found once, before: if the machine becomes slower than it was then, what is held is a larger part of what it could do. Ten minutes find no leak of a few bytes an hour.
`;
}

function describeHosts(samples: readonly HostSample[]): string {
  const task = `${ranged(spread(samples.map(({ taskMs }) => 1000 * taskMs)), precise)} µs`;
  const stolen = spreadOrNull(samples.map(one => one.stolen));
  return stolen === null ? task : `${task}, ${ranged(stolen, percent)} to others`;
}

function orNone(table: Table): string {
  return table.rows.length === 0 ? 'None.' : markdownTable(table);
}
