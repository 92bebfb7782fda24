import type { Socket } from 'node:net';
import { type ErrorCode, errorReply, QuorateError } from '@quorate/protocol';

/** Answers what is not HTTP at all, or did not come in time, in the one shape of errors, and hangs up. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  // Whoever speaks no TLS would read nothing but noise.
  if (
    error.code === 'ECONNRESET' ||
    /^ERR_(SSL|TLS)_/.test(error.code ?? '') ||
    socket.destroyed ||
    !socket.writable
  ) {
    socket.destroy();
    return;
  }
  const refusal = describe(error.code);
  const body = JSON.stringify(errorReply(refusal, 'none'));
  const head = [
    `HTTP/1.1 ${refusal.statusCode} ${refusal.code}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

function describe(code: string | undefined): QuorateError {
  const [errorCode, message]: [ErrorCode, string] =
    code === 'HPE_HEADER_OVERFLOW'
      ? ['HEADERS_TOO_LARGE', 'The request line and headers are too large; send less in them.']
      : code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? ['REQUEST_TIMEOUT', 'The request did not arrive whole in time; send it again.']
        : ['INVALID_REQUEST', 'This is not a well-formed HTTP request.'];
  return new QuorateError(errorCode, message);
}
