import type { TSchema } from '@sinclair/typebox';
import * as protocol from '../src/index.ts';

/** A schema, a body it must take, and the members that may be absent. */
export interface Example {
  readonly schema: TSchema;
  readonly good: Readonly<Record<string, unknown>>;
  readonly optional?: readonly string[];
  /** Bodies that differ from the good one in just these members, and must be refused. */
  readonly bad?: readonly Readonly<Record<string, unknown>>[];
}

const leader = { id: 'leader', url: 'http://127.0.0.1:5000', incarnation: 'run 1' };
const put = { key: 'a', version: 1, value: { any: ['thing', null] } };
const deleted = { key: 'a', version: 2, tombstone: true };
const progress = {
  follower: 'http://127.0.0.1:5001',
  state: 'catch-up',
  watermark: 3,
  lag: 4,
  queued: 5,
  inFlight: 1,
  digest: 'unknown',
  repaired: 0,
  error: 'no answer',
};

export const bodyExamples: Readonly<Record<string, Example>> = {
  WriteRequest: {
    schema: protocol.WriteRequest,
    good: { key: 'a', value: null, quorum: 2, timeoutMs: 100, ifVersion: 0 },
    optional: ['quorum', 'timeoutMs', 'ifVersion'],
    bad: [
      { key: '' },
      { key: 7 },
      { key: null },
      { key: 'x'.repeat(513) },
      { key: 'é'.repeat(257) },
      { key: '\ud800' },
      { quorum: 0 },
      { quorum: '2' },
      { quorum: 1.5 },
      { quorum: null },
      { timeoutMs: 0 },
      { timeoutMs: protocol.MAX_WRITE_TIMEOUT_MS + 1 },
      { ifVersion: -1 },
      { ifVersion: 2 ** 53 },
      { ifVersion: true },
    ],
  },
  WriteReply: {
    schema: protocol.WriteReply,
    good: { key: 'a', version: 1, quorum: 3, acks: 3, followers: 5, durationMs: 0.25 },
    bad: [{ version: 0 }, { acks: '3' }],
  },
  WriteStatus: {
    schema: protocol.WriteStatus,
    good: { version: 1, state: 'committed', acks: [{ follower: 'http://f1', afterMs: 1.5 }] },
    optional: ['acks'],
    bad: [{ state: 'failed' }, { acks: [{ follower: 'http://f1' }] }],
  },
  ReplicateRequest: {
    schema: protocol.ReplicateRequest,
    good: { epoch: 0, leader, incarnation: '', watermark: 0, collect: 0, entries: [put, deleted] },
    bad: [
      { epoch: -1 },
      { epoch: '0' },
      { leader: { ...leader, incarnation: undefined } },
      { leader: { ...leader, extra: 1 } },
      { incarnation: 'x'.repeat(101) },
      { watermark: 0.5 },
      { collect: -1 },
      { entries: {} },
      { entries: [{ ...put, version: 0 }] },
      { entries: [{ key: 'a', version: 1 }] },
      { entries: [{ ...deleted, tombstone: false }] },
      { entries: [{ ...put, tombstone: true }] },
      { entries: [{ ...put, key: '\udc00' }] },
      { entries: [{ ...put, extra: 1 }] },
      { entries: Array.from({ length: protocol.MAX_BATCH_ENTRIES + 1 }, () => deleted) },
    ],
  },
  ReplicateReply: {
    schema: protocol.ReplicateReply,
    good: { epoch: -1, incarnation: 'run 2', watermark: 0, lastVersion: 9, collected: 0, digest: '00' },
    bad: [{ incarnation: 2 }, { watermark: -1 }],
  },
  EntriesReply: {
    schema: protocol.EntriesReply,
    good: { entries: [put, deleted], covers: 2 },
    bad: [{ covers: '2' }, { entries: 'none' }],
  },
  RangeReply: {
    schema: protocol.RangeReply,
    good: {
      digest: '00',
      last: null,
      watermark: 3,
      collected: 0,
      fingerprints: [{ key: 'a', version: 1, hash: 'h' }],
    },
    bad: [{ last: 7 }, { fingerprints: [{ key: 'a' }] }],
  },
  ReadReply: {
    schema: protocol.ReadReply,
    good: { key: 'a', value: false, version: 1, committed: true },
    optional: ['committed'],
    bad: [{ committed: 'yes' }],
  },
  PingReply: {
    schema: protocol.PingReply,
    good: { status: 'ok', role: 'leader', id: 'leader', epoch: -1, version: 0 },
    bad: [{ role: 'witness' }, { status: 'fine' }],
  },
  DumpEntry: { schema: protocol.DumpEntry, good: put },
  DumpReply: {
    schema: protocol.DumpReply,
    good: { entries: [put] },
    bad: [{ entries: [{ ...put, tombstone: true }] }],
  },
  Progress: {
    schema: protocol.Progress,
    good: progress,
    optional: ['error'],
    bad: [{ state: 'dead' }, { lag: 0.5 }, { digest: 'odd' }],
  },
  StatusReply: {
    schema: protocol.StatusReply,
    good: {
      id: 'leader',
      role: 'leader',
      url: 'http://127.0.0.1:5000',
      leader: null,
      epoch: 0,
      version: 7,
      watermark: 7,
      digest: '00',
      keys: 3,
      durability: 'sync',
      uptimeMs: 12,
      writeQuorum: 3,
      followers: [progress],
    },
    optional: ['writeQuorum', 'followers'],
    bad: [{ leader: 7 }, { followers: [{}] }],
  },
  HealthReply: { schema: protocol.HealthReply, good: { status: 'ok' }, bad: [{ status: 'no' }] },
  ReadyReply: {
    schema: protocol.ReadyReply,
    good: { status: 'not ready', reason: 'it is starting' },
    optional: ['reason'],
    bad: [{ status: 'almost' }],
  },
  ErrorReply: {
    schema: protocol.ErrorReply,
    good: { error: { code: 'NOT_LEADER', message: 'Ask the leader.', requestId: 'r1', leader: null } },
    bad: [{ error: { code: 'NO_SUCH_CODE', message: '', requestId: '' } }, { error: { code: 'INTERNAL' } }],
  },
};
