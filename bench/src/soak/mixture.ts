import { VALUE_BYTES } from '../throughput/bodies.ts';

/** So many keys are written again and again, so that what the nodes hold has a limit. */
export const SOAK_KEYS = 10_000;
export const BATCH_ENTRIES = 10;
/** Of all requests. */
export const READ_SHARE = 0.2;

/** Of twenty writes. */
const writeKinds = [
  ...Array.from({ length: 9 }, () => 'POST' as const),
  ...Array.from({ length: 7 }, () => 'PUT' as const),
  'keyed POST' as const,
  'DELETE' as const,
  'DELETE' as const,
  'batch' as const,
];

/** One write request: what it writes, and its text on the wire. */
export interface SoakWrite {
  /** Unlike that of any other write of the run; its values begin with it. */
  readonly id: number;
  readonly kind: (typeof writeKinds)[number];
  readonly keys: readonly string[];
  readonly deletes: boolean;
  readonly request: string;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.repeat(4);

/** Draws what is sent next: mostly single writes, and among twenty one with an idempotency key, two deletions and a batch. */
export class Mixture {
  readonly #random: () => number;
  #issued = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  key(): string {
    return keyAt(this.#below(SOAK_KEYS));
  }

  isRead(): boolean {
    return this.#random() < READ_SHARE;
  }

  write(): SoakWrite {
    const id = ++this.#issued;
    const kind = writeKinds[this.#below(writeKinds.length)]!;
    const first = this.#below(SOAK_KEYS);
    const value = valueText(id);
    const of = (keys: readonly string[], request: string): SoakWrite => ({
      id,
      kind,
      keys,
      deletes: kind === 'DELETE',
      request,
    });
    const key = keyAt(first);
    switch (kind) {
      case 'PUT':
        return of([key], text('PUT', `/keys/${key}`, JSON.stringify(value)));
      case 'DELETE':
        return of([key], text('DELETE', `/keys/${key}`));
      case 'batch': {
        // Far apart, so that no key comes twice.
        const step = SOAK_KEYS / BATCH_ENTRIES;
        const keys = Array.from({ length: BATCH_ENTRIES }, (_, i) => keyAt((first + i * step) % SOAK_KEYS));
        const operations = keys.map(one => ({ key: one, value }));
        return of(keys, text('POST', '/batch', JSON.stringify({ operations })));
      }
      case 'POST':
        return of([key], text('POST', '/write', JSON.stringify({ key, value })));
      case 'keyed POST': {
        const head = `idempotency-key: soak-${id}\r\n`;
        return of([key], text('POST', '/write', JSON.stringify({ key, value }), head));
      }
    }
  }

  #below(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

export function readRequest(key: string, minVersion: number): string {
  return text('GET', `/read?key=${key}${minVersion > 0 ? `&minVersion=${minVersion}` : ''}`);
}

/** The id of the write that a value comes from; NaN for any other value. */
export function writerOf(value: unknown): number {
  return typeof value === 'string' ? Number(/^value-(\d+)-/.exec(value)?.[1]) : Number.NaN;
}

function keyAt(index: number): string {
  return `key-${index}`;
}

function valueText(id: number): string {
  const head = `value-${id}-`;
  return head + LETTERS.slice(0, VALUE_BYTES - head.length);
}

/** A whole request; `body` may hold ASCII only. */
function text(method: string, path: string, body = '', head = ''): string {
  const content = body === '' ? '' : `content-type: application/json\r\ncontent-length: ${body.length}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${head}${content}\r\n${body}`;
}
