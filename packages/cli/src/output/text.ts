// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** A text on one line, with nothing in it that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(CONTROL, char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A key as it stands in a line: as JSON where it would be hard to tell from the rest of the line. */
export function shownKey(key: string): string {
  const plain = key !== '' && key === printable(key) && !/^["\s]|\s$|\t/.test(key);
  return plain ? key : printable(JSON.stringify(key));
}

/** A value as JSON on one line. */
export function shownValue(value: unknown): string {
  return printable(JSON.stringify(value));
}

export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

export function counted(count: number, one: string, many: string): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** Milliseconds with three digits that count. */
export function shownMs(ms: number): string {
  return `${ms >= 100 ? grouped(Math.round(ms)) : ms.toFixed(ms >= 10 ? 1 : 2)} ms`;
}
