import { styleText } from 'node:util';

export type Tone = 'good' | 'bad' | 'warn' | 'dim' | 'strong';

/** Gives a text a colour, or leaves it. */
export type Paint = (tone: Tone, text: string) => string;

const formats = { good: 'green', bad: 'red', warn: 'yellow', dim: 'dim', strong: 'bold' } as const;

/** Colours where the stream is a terminal and `NO_COLOR` is not set. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (tone, text) => styleText(formats[tone], text, { stream });
}

export const plain: Paint = (_tone, text) => text;
