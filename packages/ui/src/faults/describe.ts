import type { ActiveFault, FaultKind, FaultRequest } from '@quorate/protocol';
import { formatMs } from '../format.ts';

/** What each kind does, for who is about to do it. */
export const kindTexts: Readonly<Record<FaultKind, { readonly name: string; readonly text: string }>> = {
  delay: { name: 'Delay', text: 'Each write is held back on its way.' },
  drop: { name: 'Drop', text: 'Some requests are lost, there or on the way back.' },
  cut: { name: 'Cut', text: 'Nothing comes through, and the leader is told, as by a closed port.' },
  freeze: { name: 'Freeze', text: 'Nothing comes through, and nobody says so, as by a stopped process.' },
};

export const durations = [
  { ms: 10_000, name: '10 s' },
  { ms: 30_000, name: '30 s' },
  { ms: 120_000, name: '2 min' },
  { ms: 600_000, name: '10 min' },
] as const;

/** An active fault in a few words. */
export function describeFault({ kind, minMs = 0, maxMs = 0, rate = 0 }: ActiveFault): string {
  switch (kind) {
    case 'delay':
      return minMs === maxMs ? `delayed by ${formatMs(maxMs)}` : `delayed by ${minMs} to ${formatMs(maxMs)}`;
    case 'drop':
      return `drops ${Math.round(rate * 100)} %`;
    case 'cut':
      return 'cut off';
    case 'freeze':
      return 'frozen';
  }
}

/** Who it befalls: `Follower 2`, or all. */
export function nameOf(url: string, followers: readonly string[]): string {
  const place = followers.indexOf(url);
  return place === -1 ? 'All followers' : `Follower ${place + 1}`;
}

export interface FaultForm {
  readonly follower: string;
  readonly kind: FaultKind;
  readonly minMs: number;
  readonly maxMs: number;
  readonly percent: number;
  readonly durationMs: number;
}

/** What the node is asked: only what the kind takes. */
export function requestOf({ follower, kind, minMs, maxMs, percent, durationMs }: FaultForm): FaultRequest {
  const common = { follower, kind, durationMs };
  if (kind === 'delay') return { ...common, minMs, maxMs };
  if (kind === 'drop') return { ...common, rate: percent / 100 };
  return common;
}
