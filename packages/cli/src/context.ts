import type { Readable } from 'node:stream';
import { type Client, createClient } from '@quorate/client';
import type { Command } from 'commander';
import { CliError } from './failure.ts';
import { type GlobalOptions, tokenOf, urlsOf } from './options.ts';
import { errorLine, exitCodes, reportOf } from './output/errors.ts';
import { type Output, outputTo } from './output/output.ts';

/** What the process gives to a command. */
export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Aborts when the command is to end. */
  readonly stopped: AbortSignal;
}

/** What a command works with. */
export interface Context {
  readonly client: Client;
  /** The nodes that were named. */
  readonly urls: readonly string[];
  /** Shown to every node. */
  readonly token: string | undefined;
  readonly timeoutMs: number | undefined;
  readonly json: boolean;
  readonly stdin: Readable;
  readonly out: Output;
  readonly err: Output;
  /** Aborts on Ctrl-C. */
  readonly signal: AbortSignal;
}

/** A command's work; resolves to its exit code, 0 if to nothing. */
export type Work = (context: Context) => Promise<number | undefined>;

/** Runs the work of a command that was parsed, and resolves to the exit code; it never rejects. */
export type Runner = (command: Command, work: Work) => Promise<void>;

export async function runWork(host: Host, options: GlobalOptions, work: Work): Promise<number> {
  const json = options.json === true;
  const err = outputTo(host.stderr);
  let client: Client | undefined;
  try {
    const urls = urlsOf(options, host.env);
    const timeoutMs = options.timeout;
    const token = tokenOf(options, host.env);
    client = createClient({ urls, timeoutMs, token });
    const { stdin, stopped: signal } = host;
    return (
      (await work({
        client,
        urls,
        token,
        timeoutMs,
        json,
        stdin,
        out: outputTo(host.stdout),
        err,
        signal,
      })) ?? 0
    );
  } catch (error) {
    const ended = host.stopped.aborted && (error as Error).name === 'AbortError';
    const report = reportOf(ended ? interrupted() : error);
    await err.line(errorLine(report, json));
    return host.stopped.aborted ? exitCodes.interrupted : report.exitCode;
  } finally {
    await client?.close();
  }
}

function interrupted(): CliError {
  return new CliError(
    'INTERRUPTED',
    'The command was interrupted; a write that was on its way may be stored.',
  );
}
