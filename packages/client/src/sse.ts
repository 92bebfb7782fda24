/** One server-sent event. */
export interface ServerSentEvent {
  /** `message` where the stream names none. */
  readonly type: string;
  readonly data: string;
  /** The last id seen up to it, '' before the first. */
  readonly id: string;
}

/**
 * Reads a stream of server-sent events, as the HTML standard describes it: lines end with CR, LF or both, and
 * an id counts from the end of its block on, even where the block has no data.
 */
export class EventParser {
  readonly #maxChars: number;
  readonly #decoder = new TextDecoder();
  /** The beginning of a line that is not complete. */
  #line = '';
  /** The last chunk ended with a CR: an LF that comes next belongs to it. */
  #afterReturn = false;
  #type = '';
  #data: string[] = [];
  #dataChars = 0;
  #nextId = '';
  #lastId = '';

  /** @param maxChars the longest line, and the most data of one event, in UTF-16 units */
  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  /** What to send as `Last-Event-ID` so that the stream goes on from here. */
  get lastId(): string {
    return this.#lastId;
  }

  /**
   * @returns the events that this chunk completes
   * @throws RangeError when a line or an event is too long
   */
  push(chunk: Uint8Array): ServerSentEvent[] {
    const events: ServerSentEvent[] = [];
    const text = this.#decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === LF && this.#afterReturn) start = at + 1;
      else if (char === LF || char === CR) {
        this.#keep(text.slice(start, at));
        const event = this.#take(this.#line);
        if (event !== undefined) events.push(event);
        this.#line = '';
        start = at + 1;
      }
      this.#afterReturn = char === CR;
    }
    this.#keep(text.slice(start));
    return events;
  }

  #keep(part: string): void {
    if (this.#line.length + part.length > this.#maxChars) {
      throw new RangeError(`A line of the stream has more than ${this.#maxChars} characters.`);
    }
    this.#line += part;
  }

  #take(line: string): ServerSentEvent | undefined {
    if (line === '') return this.#dispatch();
    const colon = line.indexOf(':');
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'event') this.#type = value;
    else if (field === 'id' && !value.includes('\0')) this.#nextId = value;
    else if (field === 'data') {
      this.#dataChars += value.length + 1;
      if (this.#dataChars > this.#maxChars + 1) {
        throw new RangeError(`An event of the stream has more than ${this.#maxChars} characters.`);
      }
      this.#data.push(value);
    }
    return undefined;
  }

  #dispatch(): ServerSentEvent | undefined {
    this.#lastId = this.#nextId;
    const [type, data] = [this.#type, this.#data];
    this.#type = '';
    this.#data = [];
    this.#dataChars = 0;
    return data.length === 0
      ? undefined
      : { type: type === '' ? 'message' : type, data: data.join('\n'), id: this.#lastId };
  }
}

const LF = 0x0a;
const CR = 0x0d;
