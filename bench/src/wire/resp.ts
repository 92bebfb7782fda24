const CR = 13;
const BULK = 36;
const ARRAY = 42;

/** A Redis command as an array of bulk strings; see the Redis serialization protocol, RESP2. */
export function respCommand(...words: readonly string[]): string {
  return `*${words.length}\r\n${words.map(word => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

/** Where the reply that starts at `from` ends, or -1 while it is not whole. */
export function respEnd(received: Buffer, from: number): number {
  const line = received.indexOf(CR, from);
  if (line < 0 || line + 2 > received.length) return -1;
  const type = received[from];
  if (type !== BULK && type !== ARRAY) return line + 2;
  const count = Number(received.toString('latin1', from + 1, line));
  let end = line + 2;
  if (type === BULK) {
    if (count >= 0) end += count + 2;
    return end > received.length ? -1 : end;
  }
  for (let i = 0; i < count && end >= 0; i++) end = respEnd(received, end);
  return end;
}

/** Tells when `count` replies have come. */
export function respReplies(count: number): (received: Buffer) => boolean {
  return received => {
    let end = 0;
    for (let i = 0; i < count && end >= 0; i++) end = respEnd(received, end);
    return end > 0;
  };
}
