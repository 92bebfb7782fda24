import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Test } from 'tap';

interface Request {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface Answer {
  readonly status?: number;
  readonly body: unknown;
}

/** `break` closes the connection without an answer, `hang` never answers. */
export type Script = (
  request: Request,
  response: ServerResponse,
) => Answer | 'break' | 'hang' | 'streams' | undefined;

/** A server that answers what a test says, and keeps what it was asked. */
export interface FakeNode {
  readonly url: string;
  /** What it was asked, without `GET /status`. */
  readonly requests: Request[];
  script: Script;
  status: unknown;
  stop(): Promise<void>;
}

/** Starts one; what the script leaves open is a 404. The test stops it. */
export async function fakeNode(t: Test, script: Script = () => undefined): Promise<FakeNode> {
  const server: Server = createServer((request, response) => {
    void answer(node, request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const node: FakeNode = {
    url,
    requests: [],
    script,
    status: undefined,
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  t.teardown(() => node.stop());
  return node;
}

async function answer(node: FakeNode, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const request: Request = {
    method: incoming.method!,
    path: incoming.url!,
    headers: incoming.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
  if (request.path === '/status') {
    if (node.status === undefined) reply(response, refusal(404, 'ROUTE_NOT_FOUND'));
    else reply(response, { body: node.status });
    return;
  }
  node.requests.push(request);
  const given = node.script(request, response) ?? refusal(404, 'ROUTE_NOT_FOUND');
  if (given === 'break') incoming.socket.destroy();
  else if (given !== 'hang' && given !== 'streams') reply(response, given);
}

function reply(response: ServerResponse, { status = 200, body }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(text);
}

export function refusal(status: number, code: string, details: object = {}): Answer {
  return { status, body: { error: { code, message: `${code}.`, requestId: 'r-1', ...details } } };
}

export function statusOf(url: string, role: 'leader' | 'follower', more: object = {}): object {
  return { id: role, role, url, leader: null, epoch: 0, version: 0, ...more };
}

/** Answers each write with the next version. */
export function writes(first = 1): Script {
  let version = first;
  return ({ body }) => ({
    body: {
      key: (body as { key?: string } | undefined)?.key ?? '',
      version: version++,
      quorum: 1,
      acks: 1,
      followers: 1,
      durationMs: 1,
    },
  });
}

/** The answers one after the other; the last one goes on. */
export function inTurn(...answers: readonly (Answer | 'break' | 'hang')[]): Script {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)];
}

/** A URL at which nothing listens. */
export async function deadUrl(t: Test): Promise<string> {
  const node = await fakeNode(t);
  await node.stop();
  return node.url;
}
