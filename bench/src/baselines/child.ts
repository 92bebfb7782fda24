import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { extname, join } from 'node:path';
import type { Ready } from './serve.ts';

export interface Child {
  readonly url: string;
  readonly pid: number;
  /** Resolves once the process is gone. */
  stop(): Promise<void>;
}

/** Starts one file of this folder as a process of its own; resolves when it takes requests. */
export async function startBaseline(
  name: 'ceiling' | 'naive-leader' | 'naive-follower',
  args: readonly string[] = [],
): Promise<Child> {
  const file = join(import.meta.dirname, `${name}${extname(import.meta.filename)}`);
  const child = fork(file, args);
  const gone = once(child, 'exit');
  const { url } = await Promise.race([ready(child), gone.then(refuse(name))]);
  return {
    url,
    pid: child.pid!,
    async stop() {
      child.kill();
      await gone;
    },
  };
}

async function ready(child: ChildProcess): Promise<Ready> {
  const [message] = await once(child, 'message');
  return message as Ready;
}

function refuse(name: string): () => never {
  return () => {
    throw new Error(`The baseline ${name} ended before it took requests.`);
  };
}
