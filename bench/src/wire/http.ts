const END_OF_HEAD = '\r\n\r\n';

/** A whole POST, for a connection that is kept. `body` may hold ASCII only. */
export function httpPost(path: string, body: string): string {
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
    `content-length: ${body.length}\r\n\r\n${body}`
  );
}

/** By Content-Length, which Fastify always sends with a JSON reply. */
export function isWholeHttp(received: Buffer): boolean {
  const head = received.indexOf(END_OF_HEAD);
  if (head < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.toString('latin1', 0, head))?.[1];
  return received.length >= head + END_OF_HEAD.length + Number(length ?? 0);
}

export function httpStatus(reply: Buffer): number {
  return Number(reply.toString('latin1', 9, 12));
}
