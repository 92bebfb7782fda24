import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Test } from 'tap';
import { runProgram } from '../src/program.ts';

const bin = fileURLToPath(new URL('../bin/quorate.js', import.meta.url));

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly output: { stdout: string; stderr: string };
  readonly ended: Promise<Result>;
  kill(signal: NodeJS.Signals): void;
  /** Writes to its stdin, and resolves when all of it was taken. */
  feed(text: string): Promise<void>;
}

export interface Surroundings {
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of Node itself. */
  readonly nodeArgs?: readonly string[];
}

/** Starts the real command. The test ends it. */
export function startQuorate(
  t: Test,
  args: readonly string[],
  { stdin, env = {}, nodeArgs = [] }: Surroundings = {},
): Running {
  const child = spawn(process.execPath, [...nodeArgs, bin, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', text => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', text => {
    output.stderr += text;
  });
  child.stdin.on('error', () => {});
  if (stdin !== undefined) child.stdin.end(stdin);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  return {
    output,
    ended,
    kill: signal => void child.kill(signal),
    feed: text => new Promise(resolve => child.stdin.write(text, () => resolve())),
  };
}

/** Runs the real command to its end. */
export function quorate(t: Test, args: readonly string[], surroundings: Surroundings = {}): Promise<Result> {
  return startQuorate(t, args, { stdin: '', ...surroundings }).ended;
}

/** The same in this process, for command lines that reach no cluster: a start of Node costs more than the work. */
export async function parse(args: readonly string[]): Promise<Result> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()] as unknown as NodeJS.WriteStream[];
  const code = await runProgram(args, {
    env: {},
    stdin: Readable.from([]),
    stdout: stdout!,
    stderr: stderr!,
    stopped: new AbortController().signal,
  });
  stdout!.end();
  stderr!.end();
  const [out, err] = [stdout, stderr].map(stream => text(stream as unknown as PassThrough));
  return { code, stdout: await out!, stderr: await err! };
}

export function ndjson(...objects: readonly object[]): string {
  return objects.map(one => `${JSON.stringify(one)}\n`).join('');
}
