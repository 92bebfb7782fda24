import { once } from 'node:events';

export interface Output {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly stream: NodeJS.WriteStream;
  /** Resolves when there is room for more, so that a slow reader costs no memory. */
  write(text: string | Uint8Array): Promise<void>;
  line(text: string): Promise<void>;
}

export function outputTo(stream: NodeJS.WriteStream): Output {
  async function write(text: string | Uint8Array): Promise<void> {
    if (!stream.write(text)) await once(stream, 'drain');
  }
  return {
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns || 80;
    },
    stream,
    write,
    line: text => write(`${text}\n`),
  };
}

const MIN_INTERVAL_MS = 100;

/** One line on a terminal that is written anew as things go on; nothing elsewhere. */
export interface Progress {
  update(text: string): void;
  /** Removes the line. */
  end(): void;
}

export function progressOn({ isTTY, stream, columns }: Output): Progress {
  let shownAtMs = -Infinity;
  return {
    update: text => {
      if (!isTTY || performance.now() - shownAtMs < MIN_INTERVAL_MS) return;
      shownAtMs = performance.now();
      stream.write(`\r\x1b[K${text.slice(0, columns - 1)}`);
    },
    end: () => {
      if (isTTY && shownAtMs > -Infinity) stream.write('\r\x1b[K');
    },
  };
}
