import { rmSync } from 'node:fs';
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runTool, type ServerCommand, ServerProcess } from './server-process.ts';
import { serverUser } from './user.ts';

const READY_LIMIT_MS = 30_000;
const POLL_MS = 50;

/** Servers that work together, with their data in one temporary folder. Nothing of it outlives {@link stop}. */
export class ServerGroup {
  readonly folder: string;
  readonly #user = serverUser();
  readonly #servers: ServerProcess[] = [];
  readonly #abandon = () => {
    for (const server of this.#servers) server.signal();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  };

  private constructor(folder: string) {
    this.folder = folder;
    // In case this process ends without stop(); with it, this listener goes too.
    process.once('exit', this.#abandon);
  }

  /** Runs `assemble` on a new group, and leaves nothing of it if that fails. */
  static async start<T>(assemble: (group: ServerGroup) => Promise<T>): Promise<T> {
    const group = new ServerGroup(await mkdtemp(join(tmpdir(), 'quorate-peers-')));
    try {
      await group.#own(group.folder);
      return await assemble(group);
    } catch (error) {
      await group.stop();
      throw error;
    }
  }

  get pids(): readonly number[] {
    return this.#servers.map(server => server.pid);
  }

  /** A folder in this group's, which the servers may write to. */
  async makeFolder(name: string): Promise<string> {
    const path = join(this.folder, name);
    await mkdir(path, { mode: 0o700 });
    await this.#own(path);
    return path;
  }

  start(command: ServerCommand): void {
    this.#servers.push(new ServerProcess(command, this.#user));
  }

  run(path: string, args: readonly string[]): Promise<void> {
    return runTool(path, args, this.#user);
  }

  /** Asks until the answer is yes; errors count as no. Throws if a server ends, or after {@link READY_LIMIT_MS}. */
  async until(what: string, ask: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + READY_LIMIT_MS;
    let reason = '';
    for (;;) {
      for (const server of this.#servers) server.assertRunning();
      try {
        if (await ask()) return;
      } catch (error) {
        reason = `: ${(error as Error).message}`;
      }
      if (performance.now() > end)
        throw new Error(`Not so after ${READY_LIMIT_MS / 1000} s: ${what}${reason}`);
      await sleep(POLL_MS);
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map(server => server.stop()));
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    process.off('exit', this.#abandon);
  }

  async #own(path: string): Promise<void> {
    if (this.#user !== null) await chown(path, this.#user.uid, this.#user.gid);
  }
}
