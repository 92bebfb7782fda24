import type { Output } from './output.ts';

/** Where lines are shown in place of the ones before. */
export interface Screen {
  show(lines: readonly string[]): Promise<void>;
  /** Gives the terminal back as it was. */
  end(): void;
}

const ENTER = '\x1b[?1049h\x1b[?25l\x1b[?7l';
const LEAVE = '\x1b[?7h\x1b[?25h\x1b[?1049l';
const HOME = '\x1b[H';
const CLEAR_LINE = '\x1b[K';
const CLEAR_BELOW = '\x1b[J';

/** The alternate screen of a terminal; elsewhere one frame after the other, with an empty line between. */
export function startScreen({ isTTY, stream, write }: Output): Screen {
  if (!isTTY) return { show: lines => write(`${lines.join('\n')}\n\n`), end: () => {} };
  stream.write(ENTER);
  return {
    show: lines => {
      // A terminal that does not know its size says 0.
      const shown = lines.slice(0, (stream.rows || 24) - 1);
      return write(HOME + shown.map(line => `${line}${CLEAR_LINE}\n`).join('') + CLEAR_BELOW);
    },
    end: () => {
      stream.write(LEAVE);
    },
  };
}
