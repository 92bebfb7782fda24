import {
  IndeterminateError,
  InvalidRequestError,
  QuorateClientError,
  TimeoutError,
  UnavailableError,
  VersionMismatchError,
} from '@quorate/client';
import { CliError, Located } from '../failure.ts';
import { printable } from './text.ts';

/** What a command ends with. */
export const exitCodes = {
  ok: 0,
  error: 1,
  usage: 2,
  notFound: 3,
  preconditionFailed: 4,
  indeterminate: 5,
  unavailable: 6,
  interrupted: 130,
} as const;

export const exitCodeHelp = `
Exit codes:
  0  done
  1  error
  2  wrong usage, or a request that is wrong in itself
  3  not found
  4  precondition failed: another version stands (VERSION_MISMATCH)
  5  indeterminate: a write is stored and may yet commit
  6  unavailable: no node could do it, or not in time; nothing was stored
  130  interrupted`;

/** What is told of an error. */
export interface Report {
  readonly code: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exitCode: number;
}

export function reportOf(error: unknown): Report {
  if (error instanceof Located) {
    const report = reportOf(error.cause);
    return {
      ...report,
      message: `${error.message}: ${report.message}`,
      details: { ...report.details, ...error.details },
    };
  }
  if (error instanceof CliError) {
    const { code, message, details } = error;
    return { code, message, details, exitCode: ownCodes[code] ?? exitCodes.error };
  }
  if (error instanceof QuorateClientError) {
    const { code, message, requestId, details } = error;
    const found = requestId === undefined ? {} : { requestId };
    return { code, message, details: { ...found, ...details }, exitCode: exitCodeOf(error) };
  }
  const { code, message } = error as NodeJS.ErrnoException;
  // Node's own errors begin with their code.
  const text = String(message ?? error);
  const bare = code !== undefined && text.startsWith(`${code}: `) ? text.slice(code.length + 2) : text;
  return { code: code ?? 'ERROR', message: bare, details: {}, exitCode: exitCodes.error };
}

/** The one line on stderr, without its line feed. */
export function errorLine({ code, message, details }: Report, json: boolean): string {
  if (json) return JSON.stringify({ error: { code, message, ...details } });
  return printable(`quorate: ${code}: ${message}`);
}

const ownCodes: Readonly<Record<string, number>> = {
  USAGE: exitCodes.usage,
  KEY_NOT_FOUND: exitCodes.notFound,
  NO_LEADER: exitCodes.unavailable,
  NO_ANSWER: exitCodes.unavailable,
  INTERRUPTED: exitCodes.interrupted,
};

function exitCodeOf(error: QuorateClientError): number {
  if (error instanceof IndeterminateError) return exitCodes.indeterminate;
  if (error instanceof VersionMismatchError) return exitCodes.preconditionFailed;
  if (error instanceof UnavailableError || error instanceof TimeoutError) return exitCodes.unavailable;
  if (error instanceof InvalidRequestError) return exitCodes.usage;
  return exitCodes.error;
}
