import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface NodeProcessOptions {
  readonly id: string;
  readonly role: 'leader' | 'follower';
  readonly url: string;
  /** The node's whole configuration, as in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Called each time its process has ended. */
  readonly onExit?: (exit: NodeExit) => void;
  /** Called with each line that the node logs. */
  readonly onLog?: ((line: string) => void) | undefined;
}

export interface NodeExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The node was told to stop. */
  readonly expected: boolean;
}

/** A stop that takes longer than this ends in a kill, in milliseconds. */
const STOP_LIMIT_MS = 12_000;
/** What is kept of a node's last words, for the message when it dies. */
const LAST_LINES = 20;

/** One node as a process of its own. It ends with this process, whatever ends this one. */
export class NodeProcess {
  readonly id: string;
  readonly role: 'leader' | 'follower';
  readonly url: string;
  /** Resolves when the process has ended. */
  exited: Promise<NodeExit>;
  readonly #options: NodeProcessOptions;
  readonly #lastLines: string[] = [];
  #child: ChildProcess;
  #stopping = false;
  #listening = false;

  constructor(options: NodeProcessOptions) {
    this.#options = options;
    this.id = options.id;
    this.role = options.role;
    this.url = options.url;
    this.#child = this.#spawn();
    this.exited = this.#watch();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Whether the node has said that it listens. */
  get listening(): boolean {
    return this.running && this.#listening;
  }

  /** The last lines that the node wrote, newest last. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** Sends a signal, as an operator or a fault would. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  /** Starts the node again with the same configuration, once its process has ended. */
  restart(): void {
    if (this.running) throw new Error(`Node ${this.id} still runs; stop or kill it first.`);
    this.#stopping = false;
    this.#child = this.#spawn();
    this.exited = this.#watch();
  }

  /** Stops the node in good order. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.#stopping = true;
    this.#child.kill('SIGTERM');
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS);
    await this.exited;
    clearTimeout(kill);
  }

  #spawn(): ChildProcess {
    const main = fileURLToPath(new URL(import.meta.resolve('@quorate/node/main')));
    const conditions = process.execArgv.filter(option => option.startsWith('--conditions='));
    const child = spawn(process.execPath, [...conditions, main], {
      // A group of its own: Ctrl-C reaches this process alone, which then stops the nodes in order.
      detached: true,
      // The channel tells the node when this process is gone.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { PATH: process.env['PATH'] ?? '', ...this.#options.environment },
    });
    this.#listening = false;
    child.once('message', () => {
      this.#listening = true;
    });
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) this.#take(line);
      });
    }
    return child;
  }

  #take(line: string): void {
    this.#lastLines.push(line);
    if (this.#lastLines.length > LAST_LINES) this.#lastLines.shift();
    this.#options.onLog?.(line);
  }

  async #watch(): Promise<NodeExit> {
    const child = this.#child;
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
    const exit = { code, signal, expected: this.#stopping };
    this.#options.onExit?.(exit);
    return exit;
  }
}
