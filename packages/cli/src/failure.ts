/** What the command itself found wrong, in the shape of the client's errors: a stable code, and a line for people. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** The command line makes no sense. */
export function usageError(message: string): CliError {
  return new CliError('USAGE', message);
}

/** An error that was met at some place of the input, which is told before it. */
export class Located extends Error {
  override readonly name = 'Located';
  readonly details: Readonly<Record<string, unknown>>;

  constructor(where: string, cause: unknown, details: Readonly<Record<string, unknown>>) {
    super(where, { cause });
    this.details = details;
  }
}
