import { isWholeHttp } from '../wire/http.ts';
import { Line } from '../wire/line.ts';

export interface Reply {
  readonly status: number;
  /** Empty where the body is no JSON. */
  readonly body: ReplyBody;
}

/** What the load reads of an answer. */
interface ReplyBody {
  readonly version?: number;
  readonly firstVersion?: number;
  readonly error?: { readonly code?: string; readonly outcome?: string };
}

/** A kept connection to one node, with one request at a time. After it broke, the next request opens another. */
export class Caller {
  readonly #port: number;
  #line: Line | null = null;
  #closed = false;

  constructor(url: string) {
    this.#port = Number(new URL(url).port);
  }

  /** Connects if it can. */
  async open(): Promise<void> {
    await this.#connected().catch(() => {});
  }

  /** @throws Error with a `code` such as `ECONNREFUSED`, or `NO_ANSWER` after `patienceMs` */
  async call(request: string, patienceMs: number): Promise<Reply> {
    const line = await this.#connected();
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      line.close();
    }, patienceMs);
    try {
      return parse(await line.send(request));
    } catch (error) {
      line.close();
      this.#line = null;
      throw late ? Object.assign(new Error('no answer in time'), { code: 'NO_ANSWER' }) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  async #connected(): Promise<Line> {
    if (this.#line?.closed) this.#line = null;
    this.#line ??= await Line.open(this.#port, isWholeHttp);
    if (this.#closed) this.#line.close();
    return this.#line;
  }

  close(): void {
    this.#closed = true;
    this.#line?.close();
  }
}

/** Whether the request may have reached the node before the connection failed. */
export function mayHaveArrived(error: unknown): boolean {
  return codeOf(error) !== 'ECONNREFUSED';
}

/** `ECONNRESET` and its like; a connection that the other side ended has no code of its own. */
export function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'CONNECTION_CLOSED';
}

function parse(reply: Buffer): Reply {
  const text = reply.toString('utf8');
  const body = text.slice(text.indexOf('\r\n\r\n') + 4);
  const status = Number(text.slice(9, 12));
  try {
    return { status, body: JSON.parse(body) as ReplyBody };
  } catch {
    return { status, body: {} };
  }
}
