import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { findProgram } from './program.ts';
import type { User } from './user.ts';

const LAST_CHARACTERS = 4000;
/** A stop that takes longer than this ends in a kill. */
const STOP_LIMIT_MS = 10_000;

export interface ServerCommand {
  readonly path: string;
  readonly args: readonly string[];
  readonly folder: string;
  /** Ends the server at once, with all its children. Its data is thrown away, so none needs a good order. */
  readonly stopSignal: 'SIGKILL' | 'SIGQUIT';
  readonly env?: Readonly<Record<string, string>>;
}

/** A server that is not ours, as a child process. It ends with this process, whatever ends this one (Linux). */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #gone: Promise<unknown>;
  readonly #stopSignal: NodeJS.Signals;
  #printed = '';

  constructor({ path, args, folder, stopSignal, env }: ServerCommand, user: User | null) {
    this.#stopSignal = stopSignal;
    const leash = findProgram('setpriv')?.path;
    const command = [...(leash ? [leash, '--pdeathsig', stopSignal.slice(3)] : []), path, ...args];
    this.#child = spawn(command[0]!, command.slice(1), {
      cwd: folder,
      // Nothing of the caller's environment may set up a server.
      env: { PATH: process.env['PATH'] ?? '', LANG: 'C', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A session of its own: Ctrl-C reaches this process, which then stops the servers.
      detached: true,
      ...user,
    });
    this.#gone = new Promise(resolve => {
      this.#child.once('exit', resolve);
      this.#child.once('error', resolve);
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.#printed = (this.#printed + text).slice(-LAST_CHARACTERS);
      });
    }
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Throws, with its last words, if the server has ended. */
  assertRunning(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined)
      return;
    throw new Error(`A server has ended (${this.#child.spawnfile}):\n${this.#printed}`);
  }

  /** Without waiting, for when this process is about to end. */
  signal(): void {
    this.#signalGroup(this.#stopSignal);
  }

  async stop(): Promise<void> {
    const alive =
      this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
    if (!alive) return;
    this.signal();
    const timer = setTimeout(() => this.#signalGroup('SIGKILL'), STOP_LIMIT_MS);
    await this.#gone;
    clearTimeout(timer);
  }

  /** With what it has started, such as a child that rewrites a file. */
  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch {
      // It has ended by itself.
    }
  }
}

/** Runs a program that ends by itself; throws with what it printed if it fails. */
export async function runTool(path: string, args: readonly string[], user: User | null): Promise<void> {
  const child = spawn(path, args, { env: { PATH: process.env['PATH'] ?? '', LANG: 'C' }, ...user });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  }
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${path} failed:\n${printed}`);
}
