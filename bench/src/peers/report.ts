import type { Sample } from '../measure/rounds.ts';
import type { Spread } from '../measure/spread.ts';
import { type CellSummary, ratio, soundCell, summarize } from '../measure/summary.ts';
import type { Machine } from '../report/machine.ts';
import { CEILING, quorateName } from '../throughput/targets.ts';
import type { PeersOptions, Plan } from './plan.ts';
import type { Kind } from './systems.ts';
import { peersVerdict } from './verdict.ts';

export interface PeerCell extends CellSummary {
  readonly kind: Kind;
  readonly version: string | null;
  /** What an ack of this system says. */
  readonly promise: string;
  /** Writes per second over those of Quorate with the like durability, by round; null where it was not run. */
  readonly ofQuorate: Spread | null;
  /** CPU time for as many writes over Quorate's, by the medians. */
  readonly cpuOfQuorate: number | null;
  readonly ofCeiling: Spread | null;
}

/** What `peers.json` holds. */
export interface PeersReport {
  readonly what: 'peers';
  /** ISO 8601 */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly options: PeersOptions;
  /** Names of the systems that were not installed. */
  readonly skipped: readonly string[];
  readonly passed: boolean;
  readonly verdict: string;
  readonly cells: readonly PeerCell[];
  readonly samples: readonly Sample[];
}

const likes: Readonly<Record<Kind, string>> = { memory: quorateName('memory'), disk: quorateName('sync') };

export function peersReport(
  options: PeersOptions,
  { planned, skipped }: Plan,
  samples: readonly Sample[],
  { machine, measuredAt }: { machine: Machine; measuredAt: string },
): PeersReport {
  const { connections, quorum } = options;
  const summaries = summarize(
    samples,
    planned.map(({ target }) => target),
  );
  const cells = summaries.map((summary, i): PeerCell => {
    const { system, version } = planned[i]!;
    const like = { target: likes[system.kind], connections, quorum };
    const likeCpu = summaries.find(one => one.target === like.target)?.cpuPer10k;
    return {
      ...summary,
      kind: system.kind,
      version,
      promise: system.promise(quorum, version),
      ofQuorate: ratio(samples, summary, like),
      cpuOfQuorate: summary.cpuPer10k && likeCpu ? summary.cpuPer10k.median / likeCpu.median : null,
      ofCeiling: ratio(samples, summary, { target: CEILING, connections, quorum: null }),
    };
  });
  return {
    what: 'peers',
    measuredAt,
    machine,
    options,
    skipped: skipped.map(({ name }) => name),
    passed: cells.every(soundCell),
    verdict: peersVerdict(options, cells),
    cells,
    samples,
  };
}
