import { constants, readdirSync, readFileSync } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError } from '../store.ts';
import { decodeFrames, encodeFrame, SEGMENT_BYTES } from './segment.ts';

export interface LogOptions {
  readonly folder: string;
  /** How long appends gather before they are written, in milliseconds; 0: no longer than this turn of the event loop. */
  readonly gatherMs: number;
  /** Text that begins each payload, as it is when the payload is written; no line feeds. */
  readonly head: () => string;
  /** Told how long it took to make a group durable, in milliseconds. */
  readonly onFlush?: ((ms: number) => void) | undefined;
}

interface Group {
  readonly lines: string[];
  readonly done: PromiseWithResolvers<void>;
}

const RETRY_MS = 1_000;
const NAME = /^log-(\d+)$/;
/** Files that are ready to be segments. */
const SPARE = /^log-spare/;
/** More of them than a checkpoint leaves behind are of no use. */
const MAX_SPARES = 4;
/** When a segment has so many bytes, the next one is made. */
const PREPARE_AT_BYTES = SEGMENT_BYTES / 2;

/**
 * An append-only log with group commit: what is appended while one flush runs goes with the next. A flush is
 * one write to a file opened with O_DSYNC, so that no metadata need be flushed with it.
 *
 * When the disk refuses a group, those who wait for it are told, and it is tried again each second; until the
 * disk takes it, {@link failure} says why nothing can be appended.
 */
export class Log {
  readonly #options: LogOptions;
  #number: number;
  #file: FileHandle | undefined;
  /** The file of the segment after this one, once it was asked for. */
  #next: Promise<FileHandle> | undefined;
  /** Where the segment in use ends. */
  #at = 0;
  #bytes = 0;
  #gathering = newGroup();
  #writing: Group | undefined;
  #wantsSegment = true;
  #work: Promise<void> | undefined;
  #scheduled = false;
  #timer: NodeJS.Timeout | undefined;
  #hurried = false;
  #failure: string | undefined;

  /** Begins a segment after those that are there; see {@link readLog} for these. */
  constructor(options: LogOptions) {
    this.#options = options;
    this.#number = Math.max(0, ...segmentNumbers(options.folder));
  }

  get failure(): string | undefined {
    return this.#failure;
  }

  /** Bytes written since the last {@link rotate}. */
  get bytes(): number {
    return this.#bytes;
  }

  /** @param line text without line feeds */
  append(line: string): void {
    this.#gathering.lines.push(line);
    this.#schedule();
  }

  /** Resolves when all that was appended is on disk; `null` when it is so already. */
  durable(): Promise<void> | null {
    if (this.#gathering.lines.length > 0) return this.#gathering.done.promise;
    return this.#writing?.done.promise ?? null;
  }

  /**
   * Makes the next segment, so that {@link rotate} holds up no write: it takes tens of milliseconds. `null` when none
   * is in use yet, so that there is nothing to wait for.
   */
  prepare(): Promise<unknown> | null {
    return this.#file === undefined ? null : this.#openNext();
  }

  /**
   * Begins a new segment for what is appended from now on. What is being written goes to the old one.
   *
   * @returns the number of the last segment before it
   */
  rotate(): number {
    this.#wantsSegment = true;
    this.#bytes = 0;
    this.#schedule();
    return this.#number;
  }

  /** Drops segments whose content is elsewhere: all up to this number, but not the one in use. */
  async drop(upTo: number): Promise<void> {
    const { folder } = this.#options;
    let spares = spareNames(folder).length;
    for (const number of segmentNumbers(folder)) {
      if (number > upTo || number === this.#number) continue;
      const path = pathOf(folder, number);
      // Its frames bear its old number, so that none of them counts in its next use.
      if (spares++ < MAX_SPARES) await rename(path, join(folder, `log-spare-${number}`));
      else await unlink(path);
    }
  }

  /** Writes without gathering, from now on. */
  hurry(): void {
    this.#hurried = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#schedule();
  }

  /** @param drop whether all that it has is elsewhere, and is to be forgotten */
  async close(drop: boolean): Promise<void> {
    await this.#work;
    clearTimeout(this.#timer);
    await this.#file?.close();
    await (await this.#next?.catch(() => undefined))?.close();
    if (!drop) return;
    for (const number of segmentNumbers(this.#options.folder))
      await unlink(pathOf(this.#options.folder, number));
    // The next log numbers its segments from 1 again, so that frames in a spare might count.
    for (const name of spareNames(this.#options.folder)) await unlink(join(this.#options.folder, name));
  }

  #schedule(): void {
    if (this.#work !== undefined || this.#scheduled || this.#timer !== undefined) return;
    if (this.#options.gatherMs > 0 && !this.#hurried) {
      this.#timer = setTimeout(() => this.#begin(), this.#options.gatherMs);
      return;
    }
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#begin();
    });
  }

  #begin(): void {
    this.#timer = undefined;
    this.#work ??= this.#writeAll()
      .catch(error => this.#fail(error as Error))
      .finally(() => {
        this.#work = undefined;
        // Something may have come since the last look at what gathers.
        if (this.#gathering.lines.length > 0) this.#schedule();
      });
  }

  async #writeAll(): Promise<void> {
    while (this.#gathering.lines.length > 0) {
      if (this.#wantsSegment || this.#file === undefined || this.#at >= SEGMENT_BYTES)
        await this.#nextSegment();
      else await this.#writeGroup(this.#file);
    }
  }

  async #writeGroup(file: FileHandle): Promise<void> {
    const group = this.#gathering;
    this.#writing = group;
    this.#gathering = newGroup();
    const frame = encodeFrame(
      this.#number,
      Buffer.from(`${this.#options.head()}\n${group.lines.join('\n')}`),
    );
    const startedMs = performance.now();
    for (let done = 0; done < frame.length; ) {
      done += (await file.write(frame, done, frame.length - done, this.#at + done)).bytesWritten;
    }
    this.#options.onFlush?.(performance.now() - startedMs);
    const before = this.#at;
    this.#at += frame.length;
    this.#bytes += frame.length;
    // Once: should the disk refuse it, it is asked for again when it is needed, and not with each group until then.
    if (before <= PREPARE_AT_BYTES && this.#at > PREPARE_AT_BYTES) this.#openNext().catch(() => {});
    this.#writing = undefined;
    this.#failure = undefined;
    group.done.resolve();
  }

  async #nextSegment(): Promise<void> {
    const file = await this.#openNext();
    await this.#file?.close();
    this.#file = file;
    // In one turn with the number: else the same segment could be made again, under the one that is written to.
    this.#next = undefined;
    this.#number++;
    this.#at = 0;
    this.#wantsSegment = false;
  }

  #openNext(): Promise<FileHandle> {
    this.#next ??= createSegment(this.#options.folder, this.#number + 1).catch(error => {
      this.#next = undefined;
      throw error;
    });
    return this.#next;
  }

  #fail({ message }: Error): void {
    const again = newGroup();
    for (const group of [this.#writing, this.#gathering]) {
      if (group === undefined) continue;
      again.lines.push(...group.lines);
      group.done.reject(
        new StorageError(`The disk refused the write (${message}); free some space or mend it.`),
      );
    }
    this.#writing = undefined;
    this.#gathering = again;
    this.#failure = message;
    this.#timer = setTimeout(() => this.#begin(), RETRY_MS);
  }
}

/** The payloads that a log in this folder has, oldest first: what the tree may not have. */
export function* readLog(folder: string): Generator<string> {
  for (const number of segmentNumbers(folder)) {
    for (const payload of decodeFrames(number, readFileSync(pathOf(folder, number))))
      yield payload.toString();
  }
}

function segmentNumbers(folder: string): number[] {
  const numbers = readdirSync(folder).flatMap(name => NAME.exec(name)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => a - b);
}

function pathOf(folder: string, number: number): string {
  return join(folder, `log-${number}`);
}

function spareNames(folder: string): string[] {
  return readdirSync(folder).filter(name => SPARE.test(name));
}

/** Takes a spare file, or makes one, and gives it the segment's name: a file of that name has its size. */
async function createSegment(folder: string, number: number): Promise<FileHandle> {
  const path = pathOf(folder, number);
  const [spare] = spareNames(folder);
  if (spare === undefined) await createBlank(join(folder, 'log-draft'));
  await rename(join(folder, spare ?? 'log-draft'), path);
  await using directory = await open(folder, 'r');
  await directory.sync();
  return open(path, constants.O_WRONLY | constants.O_DSYNC);
}

async function createBlank(path: string): Promise<void> {
  await using blank = await open(path, 'w');
  await blank.writeFile(Buffer.alloc(SEGMENT_BYTES));
  await blank.sync();
}

function newGroup(): Group {
  const done = Promise.withResolvers<void>();
  // Whoever waits gets the rejection; that nobody waits is no fault of the process.
  done.promise.catch(() => {});
  return { lines: [], done };
}
