import { counted, formatMs, inWords } from '../format.ts';
import type { CurveRow } from './rows.ts';

export interface Situation {
  readonly rows: readonly CurveRow[];
  readonly writeQuorum: number;
  /** The quorum to weigh it against. */
  readonly otherQuorum: number;
  /** Followers that answer. */
  readonly live: number;
}

/** A difference below this is noise, in milliseconds. */
const SAME_MS = 0.05;

/**
 * One sentence on what the quorum costs now, what it gives, and what another one would.
 *
 * @returns undefined where no write tells
 */
export function verdict({ rows, writeQuorum, otherQuorum, live }: Situation): string | undefined {
  if (live < writeQuorum)
    return `Writes are refused now: quorum ${writeQuorum} needs ${counted(writeQuorum, 'follower')}, and ${live === 0 ? 'none' : inWords(live)} ${live <= 1 ? 'answers' : 'answer'}.`;
  const own = rows[writeQuorum - 1];
  if (own?.recent === undefined) return undefined;
  const now = `A write now takes ${formatMs(own.recent.p50Ms)} (p50) with quorum ${writeQuorum} and ${gives(own, rows.length - live)}`;
  const other = rows[otherQuorum - 1];
  if (other === undefined || other === own) return `${now}.`;
  return `${now}; ${alternative(other, own.recent.p50Ms, live)}.`;
}

function gives({ mayFail }: CurveRow, down: number): string {
  if (mayFail === 0) return 'stops with the first lost follower';
  const lost = `survives ${counted(mayFail, 'lost follower')}`;
  if (down === 0) return lost;
  if (down === mayFail) return `${lost}, which ${down === 1 ? 'is' : 'are'} lost already`;
  return `${lost}, ${inWords(down)} of which ${down === 1 ? 'is' : 'are'} lost already`;
}

function alternative({ quorum, recent, mayFail, isReliable }: CurveRow, ownMs: number, live: number): string {
  if (quorum > live)
    return `quorum ${quorum} would be refused, since only ${inWords(live)} ${live === 1 ? 'answers' : 'answer'}`;
  if (recent === undefined || !isReliable)
    return `too few writes reached quorum ${quorum} to say what it costs`;
  const moreMs = recent.p50Ms - ownMs;
  const survival = mayFail === 0 ? 'stop with the first one' : `survive ${inWords(mayFail)}`;
  if (Math.abs(moreMs) < SAME_MS) return `quorum ${quorum} would cost as much and ${survival}`;
  if (moreMs > 0) return `quorum ${quorum} would cost ${formatMs(moreMs)} more and ${survival}`;
  return `quorum ${quorum} would save ${formatMs(-moreMs)} and ${survival}`;
}
