import type { ReplicateRequest } from '@quorate/protocol';
import { type Entry, openMemoryStore, type Store } from '@quorate/store';
import type { Test } from 'tap';
import { type Batch, createBatch } from '../src/followers/batch.ts';
import type { DrawDelay } from '../src/followers/delay.ts';
import { Sender } from '../src/followers/sender.ts';
import { defaultLimits, type LeaderLimits } from '../src/limits.ts';
import type { Log } from '../src/log.ts';
import { Ledger } from '../src/write/ledger.ts';
import { Race } from '../src/write/race.ts';
import { VersionIssuer } from '../src/write/version.ts';
import { FakeFollower } from './fake-follower.ts';
import { until } from './until.ts';

export const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
export const leader: ReplicateRequest['leader'] = {
  id: 'leader',
  url: 'http://leader',
  incarnation: 'leader run 1',
};

export interface Rig {
  readonly sender: Sender;
  readonly follower: FakeFollower;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clock: { nowMs: number };
  readonly events: string[];
  /** All entries that were issued. */
  readonly issued: Entry[];
  /** Issues one write for each key, and offers them as one batch. */
  readonly write: (...keys: string[]) => Race[];
  readonly last: () => number;
  /** Waits until the follower streams and has acked all that was issued. */
  readonly level: () => Promise<void>;
}

export interface RigOptions {
  readonly limits?: Partial<LeaderLimits>;
  readonly drawDelay?: DrawDelay;
  /** In place of it, one that changes: see `Sender.delayChanged`. */
  readonly delays?: () => DrawDelay;
  /** A clock that runs ten times as fast as the real one, instead of one that stands still. */
  readonly fastClock?: boolean;
  readonly prepare?: (rig: { store: Store; follower: FakeFollower; issuer: VersionIssuer }) => void;
}

/**
 * One sender with one fake follower, in epoch 0. The clock stands still, so that a shipment waits for the one
 * before it however slow the machine is; an idle follower is left alone.
 */
export function createRig(t: Test, { limits, drawDelay, delays, fastClock, prepare }: RigOptions = {}): Rig {
  const store = openMemoryStore();
  const follower = new FakeFollower();
  const issuer = new VersionIssuer(0);
  prepare?.({ store, follower, issuer });
  const ledger = new Ledger({ followers: 1, writeQuorum: 1, maxSettled: 10_000 });
  const clock = { nowMs: 0 };
  const events: string[] = [];
  const issued: Entry[] = [];
  let lastOffered = issuer.last;
  const sender = new Sender({
    index: 0,
    url: 'http://follower',
    client: follower,
    store,
    ledger,
    epoch: 0,
    leader,
    lastVersion: () => issuer.last,
    lastOffered: () => lastOffered,
    limits: { ...defaultLimits, heartbeatMs: 600_000, ...limits },
    drawDelay: delays ?? (() => drawDelay),
    now: fastClock ? () => performance.now() * 10 : () => clock.nowMs,
    random: () => 0,
    log: silent,
    welcome: async ({ incarnation }) => void events.push(`welcome ${incarnation}`),
    onDeposed: error => events.push(`deposed by epoch ${error.refusal?.epoch}`),
    onAcked: () => {},
    onSent: () => {},
    onProgress: () => {
      const { state } = sender.progress;
      if (events.at(-1) !== state) events.push(state);
    },
  });
  const write = (...keys: string[]): Race[] => {
    const races = keys.map(key => {
      const version = issuer.next!;
      const entry: Entry = { key, version, value: `value ${version}` };
      store.apply([entry], version);
      issuer.issue(version);
      issued.push(entry);
      const race = new Race(key, version, 1, 1, clock.nowMs, undefined);
      ledger.add(race);
      return race;
    });
    lastOffered = issuer.last;
    sender.offer(batchOf(store, races));
    return races;
  };
  const level = () =>
    until(() => {
      const { state, watermark, inFlight } = sender.progress;
      return state === 'stream' && watermark === issuer.last && inFlight === 0;
    }, 'the follower is level');
  void sender.run();
  t.teardown(() => {
    sender.stop();
    follower.letGo();
  });
  return { sender, follower, store, ledger, clock, events, issued, write, last: () => issuer.last, level };
}

function batchOf(store: Store, races: readonly Race[]): Batch {
  return createBatch(
    races.map(race => ({
      version: race.version,
      encoded: JSON.stringify(store.get(race.key)),
      race,
    })),
  );
}
