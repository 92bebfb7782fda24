import { constants, readdirSync, readFileSync } from 'node:fs';
import { type FileHandle, open, rename, rm, unlink } from 'node:fs/promises';
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
/** A file that is ready to be a segment. */
const SPARE = 'log-spare';

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
  #at = 0;
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

  /** Bytes written to the segment in use. */
  get bytes(): number {
    return this.#at;
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
   * Begins a new segment for what is appended from now on. What is being written goes to the old one.
   *
   * @returns the number of the last segment before it
   */
  rotate(): number {
    this.#wantsSegment = true;
    this.#schedule();
    return this.#number;
  }

  /** Drops segments whose content is elsewhere: all up to this number, but not the one in use. */
  async drop(upTo: number): Promise<void> {
    const { folder } = this.#options;
    for (const number of segmentNumbers(folder)) {
      // Its frames bear its old number, so that none of them counts in its next use.
      if (number <= upTo && number !== this.#number)
        await rename(pathOf(folder, number), join(folder, SPARE));
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
    if (!drop) return;
    for (const number of segmentNumbers(this.#options.folder))
      await unlink(pathOf(this.#options.folder, number));
    // The next log numbers its segments from 1 again, so that frames in the spare might count.
    await rm(join(this.#options.folder, SPARE), { force: true });
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
      if (this.#wantsSegment || this.#file === undefined) await this.#nextSegment();
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
    this.#at += frame.length;
    this.#writing = undefined;
    this.#failure = undefined;
    group.done.resolve();
  }

  async #nextSegment(): Promise<void> {
    const file = await createSegment(this.#options.folder, this.#number + 1);
    await this.#file?.close();
    this.#file = file;
    this.#number++;
    this.#at = 0;
    this.#wantsSegment = false;
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

/** Takes the spare file, or makes one, and gives it the segment's name: a file of that name has its size. */
async function createSegment(folder: string, number: number): Promise<FileHandle> {
  const path = pathOf(folder, number);
  const spare = join(folder, SPARE);
  await rename(spare, path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    const draft = join(folder, 'log-draft');
    await using blank = await open(draft, 'w');
    await blank.write(Buffer.alloc(SEGMENT_BYTES));
    await blank.sync();
    await rename(draft, path);
  });
  await using directory = await open(folder, 'r');
  await directory.sync();
  return open(path, constants.O_WRONLY | constants.O_DSYNC);
}

function newGroup(): Group {
  const done = Promise.withResolvers<void>();
  // Whoever waits gets the rejection; that nobody waits is no fault of the process.
  done.promise.catch(() => {});
  return { lines: [], done };
}
