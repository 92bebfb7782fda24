/** What came back: an answer, or why there was none. */
export type Answer =
  | { readonly status: number; readonly body: Body }
  | { readonly status: 'none'; readonly why: string };

/** The members of all replies and errors that the workload looks at. */
interface Body {
  readonly value?: unknown;
  readonly version?: number;
  readonly acks?: number;
  readonly committed?: boolean;
  readonly error?: {
    readonly code?: string;
    readonly version?: number;
    readonly outcome?: string;
    readonly leader?: string | null;
  };
}

/** Asks once, and never throws: a node that is dead, frozen or mad is what this is for. */
export async function ask(url: string, timeoutMs: number, body?: object): Promise<Answer> {
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          }),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  } catch (error) {
    const { cause, name, message } = error as Error & { cause?: { code?: string } };
    return { status: 'none', why: cause?.code ?? (name === 'TimeoutError' ? 'timeout' : message) };
  }
}

export function describeAnswer(answer: Answer): string {
  if (answer.status === 'none') return `none: ${answer.why}`;
  const code = answer.body.error?.code;
  return code === undefined ? String(answer.status) : `${answer.status} ${code}`;
}
