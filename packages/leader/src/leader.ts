import {
  type CurvePoint,
  type Progress,
  QuorateError,
  toQuorateError,
  type WriteStatus,
} from '@quorate/protocol';
import type { Store, Version } from '@quorate/store';
import type { Faults } from './faults/faults.ts';
import { createFaultyClient } from './faults/faulty-client.ts';
import { createFollowerClient, type FollowerAnswer, type TlsIdentity } from './followers/client.ts';
import { createDelay, type DelayRange } from './followers/delay.ts';
import type { FollowerError } from './followers/follower-error.ts';
import { Leadership } from './leadership.ts';
import { defaultLimits, type LeaderLimits } from './limits.ts';
import type { Log } from './log.ts';
import { type LeaderObserver, observeAll } from './observer.ts';
import { seededRandom } from './random.ts';
import { takeOver } from './takeover/takeover.ts';
import { QuorumCurve } from './write/curve.ts';
import { findDone } from './write/idempotency.ts';
import type { Origin } from './write/origin.ts';
import type { Outcome } from './write/outcome.ts';
import { writeStatus } from './write/status.ts';
import type { Submission } from './write/submission.ts';

export interface LeaderOptions {
  readonly store: Store;
  readonly id: string;
  /** What clients and followers are told to call this node. */
  readonly url: string;
  /** Differs for each start of the process. */
  readonly incarnation: string;
  readonly followerUrls: readonly string[];
  /** Acks that commit a write: 1 to the number of followers. */
  readonly writeQuorum: number;
  readonly writeTimeoutMs: number;
  /** How long a request with an idempotency key is remembered, in milliseconds. */
  readonly idempotencyWindowMs: number;
  readonly clusterToken?: string | undefined;
  /** What followers are shown over HTTPS, and by whose word they are believed. */
  readonly tls?: TlsIdentity | undefined;
  readonly delay: DelayRange;
  /** Seed of the simulated delays; another one each time if absent. */
  readonly delaySeed?: number | undefined;
  readonly limits?: Partial<LeaderLimits>;
  /** Where given, the way to each follower has the faults that these have. */
  readonly faults?: Faults | undefined;
  readonly log: Log;
  /** Told of every write and ack, each of which is then also counted for the quorum curve. */
  readonly observers?: readonly LeaderObserver[];
  /** Called when an ack came or a follower's state changed, for readers that wait. */
  readonly onProgress?: () => void;
}

export interface Leader {
  /** `undefined` when it takes writes, otherwise why not. */
  readonly idleReason: string | undefined;
  /** URL of the leader that took over from this one, where it is known. */
  readonly deposedBy: string | undefined;
  readonly writeQuorum: number;
  /** Writes whose client waits for an answer. */
  readonly inFlight: number;
  write(submission: Submission): Promise<Outcome>;
  writeStatus(version: Version): WriteStatus;
  isCommitted(version: Version): boolean;
  /** Everything at or below it is committed. */
  readonly committedThrough: Version;
  /** Resolves when a write quorum of followers has confirmed, after this call, that this is the leader. */
  confirm(): Promise<void>;
  /**
   * Asks a follower as a client would.
   *
   * @param place of the follower in the configured order, from 1
   * @param asker whose token it shows, and who may go before the answer comes
   * @throws QuorateError `FOLLOWER_UNREACHABLE`, `QUEUE_FULL`, or `INVALID_REQUEST` where there is no such follower
   */
  askFollower(place: number, path: string, asker: Asker): Promise<FollowerAnswer>;
  progress(): readonly Progress[];
  /** What each quorum costs, out of the races of the last so many milliseconds; of the last minutes if absent. */
  quorumCurve(windowMs?: number): readonly CurvePoint[];
  /** What followers are shown from the next connection on. */
  renewTls(tls: TlsIdentity): void;
  /** Begins the takeover; writes are refused until it is done. */
  start(): void;
  /** Lets writes in flight finish for a while, then stops sending. */
  stop(): Promise<void>;
}

interface Asker {
  readonly authorization: string | undefined;
  readonly gone: AbortSignal;
}

/** Questions to followers for clients, which may each take as long as a read may wait. */
const MAX_ASKED = 64;
/** How long a stop waits for writes in flight, in milliseconds. */
const DRAIN_MS = 2_000;

export function createLeader(options: LeaderOptions): Leader {
  const { store, log, writeQuorum } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const random = Math.random;
  const now = () => performance.now();
  const drawDelay = createDelay(
    options.delay,
    options.delaySeed === undefined ? random : seededRandom(options.delaySeed),
  );
  const leader = { id: options.id, url: options.url, incarnation: options.incarnation };
  let { tls } = options;
  const followers = options.followerUrls.map(url => {
    const timeoutMs = limits.followerTimeoutMs;
    const { clusterToken, faults } = options;
    const client = createFollowerClient({ url, clusterToken, tls: () => tls, timeoutMs, now });
    return { url, client: faults ? createFaultyClient({ url, client, faults, timeoutMs }) : client };
  });
  const curve = new QuorumCurve(followers.length, now);
  const observer = observeAll([
    {
      started: () => {},
      acked: (_follower, place, afterMs, nowMs) => curve.record(place, afterMs, nowMs),
      answered: () => {},
      sent: () => {},
    },
    ...(options.observers ?? []),
  ]);
  const stopping = new AbortController();
  let leadership: Leadership | undefined;
  let idleReason: string | undefined =
    'The leader is taking over: it consults its followers before its first write.';
  let deposedBy: string | undefined;
  let deposed = false;
  let asked = 0;

  async function takeOverNow(): Promise<void> {
    try {
      const clients = followers.map(({ client }) => client);
      const takenOver = await takeOver({
        store,
        clients,
        writeQuorum,
        leader,
        log,
        random,
        signal: stopping.signal,
      });
      leadership = new Leadership({
        ...options,
        takenOver,
        leader,
        followers,
        limits,
        observer,
        drawDelay,
        now,
        wallClock: Date.now,
        random,
        onDeposed: stepDown,
        onExhausted: () =>
          takeOverAnew('The versions of this epoch are used up; the leader takes over anew.'),
        onProgress: options.onProgress ?? (() => {}),
      });
      idleReason = undefined;
    } catch (error) {
      if (stopping.signal.aborted) return;
      idleReason = `The takeover failed (${(error as Error).message}); restart this node once that is mended.`;
      log.error({ event: 'takeover_failed', err: error }, 'takeover failed');
    }
  }

  /** A newer leader exists. This one takes no more writes until it is restarted, and then consults first. */
  function stepDown(error: FollowerError): void {
    if (deposed) return;
    // The other may have the same epoch, promised to another run: this one's own must not look like the last.
    const epoch = Math.max(error.refusal?.epoch ?? 0, (leadership?.epoch ?? 0) + 1);
    const promised = store.promiseEpoch({ epoch, candidate: '' }).catch(() => {});
    if (leadership?.untested) {
      // Taken over without learning, and nothing written yet: it is no loss to consult again.
      void promised.then(() =>
        takeOverAnew('Another leader took over in the meantime; this one consults its followers.'),
      );
      return;
    }
    deposed = true;
    deposedBy = error.refusal?.leader ?? undefined;
    idleReason = `Another leader took over with epoch ${epoch}.`;
    log.error({ event: 'deposed', epoch, by: deposedBy }, 'a newer leader took over; this one steps down');
    leadership?.end(notServing(), idleReason);
  }

  function takeOverAnew(reason: string): void {
    if (idleReason !== undefined) return;
    idleReason = reason;
    leadership?.end(notServing(), idleReason);
    leadership = undefined;
    void takeOverNow();
  }

  function notServing(): QuorateError {
    const reason = idleReason ?? '';
    if (!deposed) return new QuorateError('NOT_READY', `${reason} Nothing was stored; try again soon.`);
    const where = deposedBy === undefined ? 'find the new leader' : `send writes to ${deposedBy}`;
    return new QuorateError('NOT_LEADER', `${reason} Nothing was stored; ${where}.`, {
      leader: deposedBy ?? null,
    });
  }

  /** Of a request that was done before it cannot be said that nothing was stored. */
  function refusalOf({ retryable }: Submission): QuorateError {
    const refusal = notServing();
    const done = retryable && findDone(store, retryable);
    if (done === undefined) return refusal;
    return new QuorateError(
      refusal.code,
      `${idleReason ?? ''} The write was stored before; send it again soon to hear whether it is committed.`,
      { ...refusal.details, outcome: 'indeterminate', version: done.lastVersion },
    );
  }

  /** What became of a write that its client calls something. */
  function tell({ requestId, trace }: Origin, what: object): void {
    log.debug({ event: 'write_answered', requestId, ...trace, ...what }, 'a write is answered');
  }

  function serving(): Leadership {
    if (leadership === undefined || idleReason !== undefined) throw notServing();
    return leadership;
  }

  return {
    get idleReason() {
      return idleReason;
    },
    get deposedBy() {
      return deposedBy;
    },
    writeQuorum,
    get inFlight() {
      return leadership?.writePath.inFlight ?? 0;
    },
    write: async submission => {
      const { quorum = writeQuorum } = submission;
      const startedMs = now();
      try {
        if (leadership === undefined || idleReason !== undefined) throw refusalOf(submission);
        const outcome = await leadership.writePath.submit(submission);
        observer.answered(quorum, outcome.durationMs);
        if (submission.origin) tell(submission.origin, outcome);
        return outcome;
      } catch (error) {
        const { code, details } = toQuorateError(error);
        observer.answered(quorum, now() - startedMs, code);
        if (submission.origin) tell(submission.origin, { ...details, code });
        throw error;
      }
    },
    writeStatus: version => {
      const { issuer, ledger, epoch } = serving();
      return writeStatus({ store, issuer, ledger, epoch, followerUrls: options.followerUrls }, version);
    },
    isCommitted: version => leadership?.ledger.isCommitted(version) ?? false,
    get committedThrough() {
      return leadership?.ledger.committedThrough ?? 0;
    },
    confirm: async () => {
      const current = serving();
      await current.confirm(writeQuorum);
      if (leadership !== current || idleReason !== undefined) throw notServing();
    },
    askFollower: async (place, path, { authorization, gone }) => {
      const follower = followers[place - 1];
      if (follower === undefined)
        throw new QuorateError(
          'INVALID_REQUEST',
          `There is no follower ${place}, only 1 to ${followers.length}.`,
        );
      if (asked >= MAX_ASKED)
        throw new QuorateError(
          'QUEUE_FULL',
          `${asked} readers ask followers through this leader; ask one directly.`,
        );
      asked++;
      try {
        return await follower.client.ask(path, authorization, gone);
      } catch (error) {
        const why = (error as Error).message;
        throw new QuorateError(
          'FOLLOWER_UNREACHABLE',
          `${follower.url} gave ${why}. Ask it directly, or another one.`,
        );
      } finally {
        asked--;
      }
    },
    progress: () => leadership?.senders.map(sender => sender.progress) ?? [],
    quorumCurve: windowMs => curve.points(windowMs),
    renewTls: renewed => {
      tls = renewed;
    },
    start: () => void takeOverNow(),
    stop: async () => {
      idleReason ??= 'The leader is stopping.';
      const until = now() + DRAIN_MS;
      while ((leadership?.writePath.inFlight ?? 0) > 0 && now() < until) {
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      stopping.abort();
      leadership?.end(notServing(), idleReason);
      await Promise.all(followers.map(({ client }) => client.close()));
    },
  };
}
