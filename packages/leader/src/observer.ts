import type { ErrorCode } from '@quorate/protocol';
import type { Race } from './write/race.ts';

/**
 * Told of what happens on the way of a write, by those who count and show it. It is called for every write and every
 * ack, so each call must be cheap, and none may throw.
 */
export interface LeaderObserver {
  /** A write has its version and is on its way to every follower. */
  started(race: Race): void;
  /**
   * A follower has acked a write, for the first time.
   *
   * @param follower its place in the configured order
   * @param place which ack of its race it is: the k-th one is when a quorum of k is reached
   * @param nowMs in milliseconds of the leader's clock
   */
  acked(follower: number, place: number, afterMs: number, nowMs: number): void;
  /** A client is told what became of its write; `error` is absent when the quorum has it. */
  answered(quorum: number, durationMs: number, error?: ErrorCode): void;
  /** A request went to a follower: live writes, a page of catch-up, or without entries a heartbeat. */
  sent(follower: number, entries: number, bytes: number): void;
}

/** Tells several observers, in this order. */
export function observeAll(observers: readonly LeaderObserver[]): LeaderObserver {
  return {
    started: race => {
      for (const observer of observers) observer.started(race);
    },
    acked: (follower, place, afterMs, nowMs) => {
      for (const observer of observers) observer.acked(follower, place, afterMs, nowMs);
    },
    answered: (quorum, durationMs, error) => {
      for (const observer of observers) observer.answered(quorum, durationMs, error);
    },
    sent: (follower, entries, bytes) => {
      for (const observer of observers) observer.sent(follower, entries, bytes);
    },
  };
}
