import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorReply, LineSplitter, NDJSON, type ReplicateReply, toQuorateError } from '@quorate/protocol';

export interface BatchStreamOptions {
  readonly requestId: string;
  /** Longest line taken, in bytes. */
  readonly maxBatchBytes: number;
  /** Takes one batch, as JSON text. */
  readonly receive: (batch: string) => Promise<ReplicateReply>;
}

/** Batches that may wait for their ack before no more is read. */
const MAX_UNANSWERED = 32;

/**
 * Serves one long request whose body is batches, one a line, with their acks as the lines of the answer, in
 * the same order: what a request for each batch costs is paid once. It ends when the leader ends it.
 */
export function serveBatches(
  request: IncomingMessage,
  response: ServerResponse,
  options: BatchStreamOptions,
): void {
  const { requestId, maxBatchBytes, receive } = options;
  const lines = new LineSplitter(maxBatchBytes);
  let unanswered = 0;
  let answered = Promise.resolve();

  response.writeHead(200, { 'content-type': NDJSON });
  response.flushHeaders();

  request.on('data', (chunk: Buffer) => {
    try {
      for (const line of lines.push(chunk)) take(line);
    } catch {
      request.destroy();
    }
  });
  request.on('end', () => void answered.then(() => response.end()));
  request.on('error', () => response.destroy());

  function take(line: string): void {
    if (++unanswered === MAX_UNANSWERED) request.pause();
    const answer = receive(line).catch(error => errorReply(toQuorateError(error), requestId));
    answered = answered.then(async () => {
      response.write(`${JSON.stringify(await answer)}\n`);
      if (unanswered-- === MAX_UNANSWERED) request.resume();
    });
  }
}
