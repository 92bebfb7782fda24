import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';

/** A file's bytes, or those of stdin for `-` and for none; reading them ends with the signal's reason. */
export function inputOf(file: string | undefined, stdin: Readable, signal: AbortSignal): Readable {
  const input = file === undefined || file === '-' ? stdin : createReadStream(file);
  signal.addEventListener('abort', () => input.destroy(signal.reason), { once: true });
  return input;
}

/**
 * All of a stream as text, without the line feed at its end, which `echo` and editors add.
 *
 * @throws TypeError for what is not UTF-8
 */
export async function readText(input: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return utf8(Buffer.concat(chunks)).replace(/\r?\n$/, '');
}

function utf8(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}
