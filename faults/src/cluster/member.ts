import { rm } from 'node:fs/promises';
import { NodeProcess } from '@quorate/cluster';
import { freeze } from './freeze.ts';

export interface MemberOptions {
  readonly id: string;
  readonly role: 'leader' | 'follower';
  readonly port: number;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLog: (id: string, line: string) => void;
  /** The process ended, and nobody had told it to. */
  readonly onDeath: (id: string, why: string) => void;
}

/** One node of the cluster under test, with all that can be done to it. */
export class Member {
  readonly id: string;
  readonly port: number;
  readonly url: string;
  readonly #options: MemberOptions;
  #process: NodeProcess | undefined;
  #thaw: (() => void) | undefined;
  #told = false;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.id = options.id;
    this.port = options.port;
    this.url = `http://127.0.0.1:${options.port}`;
  }

  get running(): boolean {
    return this.#process?.running === true;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** Has it listened since it was started last? */
  get listening(): boolean {
    return this.#process?.listening === true;
  }

  /** Starts it, unless it runs. */
  start(): void {
    if (this.running) return;
    const { id, role, port, folder, environment, onLog } = this.#options;
    this.#told = false;
    if (this.#process === undefined) {
      this.#process = new NodeProcess({
        id,
        role,
        url: this.url,
        environment: {
          ...environment,
          ROLE: role,
          NODE_ID: id,
          PORT: String(port),
          DATA_DIR: folder,
        },
        onLog: line => onLog(id, line),
      });
    } else this.#process.restart();
    void this.#watch(this.#process);
  }

  /** Ends it as a power cut would, frozen or not. */
  async kill(): Promise<void> {
    if (!this.running) return;
    this.#told = true;
    this.#process!.kill('SIGKILL');
    await this.#process!.exited;
    this.thaw();
  }

  /** Ends it in good order. */
  async stop(): Promise<void> {
    this.thaw();
    this.#told = true;
    await this.#process?.stop();
  }

  freeze(): void {
    if (this.running) this.#thaw ??= freeze(this.pid);
  }

  thaw(): void {
    try {
      this.#thaw?.();
    } catch {
      // It was killed while it was frozen.
    }
    this.#thaw = undefined;
  }

  /** Loses its disk. It must not run. */
  async wipe(): Promise<void> {
    await rm(this.#options.folder, { recursive: true, force: true });
  }

  async #watch(node: NodeProcess): Promise<void> {
    const { code, signal } = await node.exited;
    if (this.#told) return;
    const words = node.lastLines.slice(-5).join('\n  ');
    this.#options.onDeath(this.id, `ended by itself (${signal ?? `exit code ${code}`})\n  ${words}`);
  }
}
