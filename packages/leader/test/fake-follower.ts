import type { EntriesReply, RangeReply, ReplicateReply, ReplicateRequest } from '@quorate/protocol';
import { type Entry, openMemoryStore, type Store, summarizeRange } from '@quorate/store';
import type { FollowerClient } from '../src/followers/client.ts';
import { FollowerError } from '../src/followers/follower-error.ts';

/** A follower in this process, and the client that reaches it. The test holds, cuts and restarts it. */
export class FakeFollower implements FollowerClient {
  store: Store = openMemoryStore();
  /** Every batch that was sent, in the order of sending. */
  readonly requests: ReplicateRequest[] = [];
  /** Whether nothing gets through. */
  cut = false;
  /** Called when a batch is sent; what it returns is waited for before the batch arrives. */
  onSend: (request: ReplicateRequest) => Promise<void> | undefined = () => this.#gate?.promise;
  /** Called when the leader reads entries. */
  onRead: () => void = () => {};
  #run = 1;
  #gate: PromiseWithResolvers<void> | undefined;

  get incarnation(): string {
    return `run ${this.#run}`;
  }

  /** The entries of all requests, as `key version`, one list for each request that had some. */
  get batches(): string[][] {
    const lists = this.requests.map(({ entries }) => entries.map(({ key, version }) => `${key} ${version}`));
    return lists.filter(list => list.length > 0);
  }

  /** Batches that are sent from now on arrive only when they are let go. */
  hold(): void {
    this.#gate ??= Promise.withResolvers<void>();
  }

  letGo(): void {
    this.#gate?.resolve();
    this.#gate = undefined;
  }

  /** As a process that was killed and started again; what is on the wire is lost. */
  restart({ wiped = false } = {}): void {
    this.#run++;
    if (wiped) this.store = openMemoryStore();
  }

  promise(epoch: number, candidate = 'another'): void {
    void this.store.promiseEpoch({ epoch, candidate });
  }

  async replicate(batch: Buffer): Promise<ReplicateReply> {
    const request = JSON.parse(batch.toString()) as ReplicateRequest;
    this.requests.push(request);
    const run = this.#run;
    await this.onSend(request);
    if (this.cut || run !== this.#run) throw new FollowerError('no answer: cut');
    const { promised } = this.store.promises;
    const candidate = request.leader.incarnation;
    const stale =
      promised !== undefined &&
      (request.epoch < promised.epoch ||
        (request.epoch === promised.epoch && candidate !== promised.candidate));
    if (stale) {
      const { epoch } = promised;
      throw FollowerError.refused({ code: 'STALE_EPOCH', message: 'Step down.', requestId: 'r', epoch });
    }
    await this.store.promiseEpoch({ epoch: request.epoch, candidate });
    this.store.apply(
      request.entries as Entry[],
      request.incarnation === this.incarnation ? request.watermark : undefined,
    );
    return this.#state();
  }

  async state(): Promise<ReplicateReply> {
    if (this.cut) throw new FollowerError('no answer: cut');
    return this.#state();
  }

  async entriesAbove(after: number, limit: number): Promise<EntriesReply> {
    this.onRead();
    if (this.cut) throw new FollowerError('no answer: cut');
    const page = this.store.pageByVersion(after, { limit });
    return { entries: [...page.entries] as EntriesReply['entries'], covers: page.covers };
  }

  async range(after: string, limit: number, detail: boolean): Promise<RangeReply> {
    if (this.cut) throw new FollowerError('no answer: cut');
    const { digest, last, fingerprints } = summarizeRange(this.store, { after, limit });
    const { watermark } = this.store.promises;
    return {
      digest,
      last: last ?? null,
      watermark,
      collected: this.store.promises.collected,
      fingerprints: detail ? [...fingerprints] : [],
    };
  }

  async ask(): Promise<never> {
    throw new FollowerError('no answer: a fake one is not asked by clients');
  }

  async close(): Promise<void> {}

  #state(): ReplicateReply {
    const { promises, lastVersion, digest } = this.store;
    const { promised, watermark, collected } = promises;
    const epoch = promised?.epoch ?? -1;
    return { epoch, incarnation: this.incarnation, watermark, lastVersion, collected, digest };
  }
}
