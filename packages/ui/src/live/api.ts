import type { ErrorReply } from '@quorate/protocol';

const TOKEN = 'quorate.token';

/** What the node refused, in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Keeps the token for as long as this tab is open, and never in a URL. */
export function keepToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

export interface Question {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/**
 * Asks this node.
 *
 * @throws ApiError with the node's own code and message; TypeError where it does not answer
 */
export async function ask(path: string, question: Question = {}): Promise<Response> {
  const { method = 'GET', body, accept = 'application/json', signal } = question;
  const token = sessionStorage.getItem(TOKEN);
  const response = await fetch(path, {
    method,
    headers: {
      accept,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    cache: 'no-store',
    credentials: 'omit',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (response.ok) return response;
  throw await refusalOf(response);
}

/** As {@link ask}, for an answer in JSON of a shape that the protocol promises. */
export async function askJson<Reply>(path: string, question?: Question): Promise<Reply> {
  return (await (await ask(path, question)).json()) as Reply;
}

/** What to show of an error: the node's own message as it stands. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError) return `${error.code}: ${error.message}`;
  if (error instanceof TypeError) return 'The node does not answer.';
  return error instanceof Error ? error.message : String(error);
}

async function refusalOf(response: Response): Promise<ApiError> {
  const reply = (await response.json().catch(() => undefined)) as ErrorReply | undefined;
  const { code = `HTTP ${response.status}`, message = 'The answer is not one of Quorate.' } =
    reply?.error ?? {};
  return new ApiError(response.status, code, message);
}
