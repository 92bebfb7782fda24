/** Media type of a stream of JSON texts, one a line. */
export const NDJSON = 'application/x-ndjson';

const LINE_FEED = 0x0a;

/** Cuts a byte stream into its lines, without their line feeds. A line that is not complete waits for the rest. */
export class LineSplitter {
  readonly #maxBytes: number;
  #rest: Buffer[] = [];
  #restBytes = 0;

  /** @param maxBytes the longest line taken */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * @returns the lines that this chunk completes, as UTF-8 text
   * @throws RangeError when a line is too long
   */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      lines.push(this.#complete(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    return lines;
  }

  #complete(end: Buffer): string {
    if (this.#rest.length === 0 && end.length <= this.#maxBytes) return end.toString();
    this.#keep(end);
    const line = Buffer.concat(this.#rest).toString();
    this.#rest = [];
    this.#restBytes = 0;
    return line;
  }

  #keep(part: Buffer): void {
    this.#restBytes += part.length;
    if (this.#restBytes > this.#maxBytes)
      throw new RangeError(`A line has more than ${this.#maxBytes} bytes.`);
    this.#rest.push(part);
  }
}
