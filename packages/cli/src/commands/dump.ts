import { open, rename, rm } from 'node:fs/promises';
import { Command } from 'commander';
import { type NodeView, viewCluster } from '../cluster.ts';
import type { Context, Runner } from '../context.ts';
import { CliError } from '../failure.ts';
import { progressOn } from '../output/output.ts';
import { counted, grouped } from '../output/text.ts';

const LINE_FEED = 0x0a;

export function dumpCommand(run: Runner): Command {
  return new Command('dump')
    .description('Write every live entry, one JSON object {key, value, version, expiresAtMs?} a line.')
    .argument('[file]', 'to stdout if it is absent or "-"; the file is there only once it is whole')
    .action((file: string | undefined, _options: object, command: Command) =>
      run(command, context => dump(context, file)),
    );
}

async function dump(context: Context, file: string | undefined): Promise<undefined> {
  const { client, urls, token, timeoutMs, signal, json, out, err } = context;
  const { leader, nodes } = await viewCluster(client, urls, { timeoutMs, signal });
  const source = leader ?? newest(nodes);
  if (source?.status === undefined) {
    throw new CliError('NO_ANSWER', `None of ${urls.join(', ')} answers; is the cluster running?`);
  }
  const { url, status } = source;
  if (leader === undefined) {
    await err.line(`quorate: No leader answers; this is what ${url} has, which may not be the newest.`);
  }
  const toFile = file !== undefined && file !== '-';
  const entries = await withProgress(context, status.keys, onChunk =>
    toFile
      ? toWholeFile(file, write => stream({ url, token }, signal, write, onChunk))
      : stream({ url, token }, signal, bytes => out.write(bytes), onChunk),
  );
  const told = json
    ? JSON.stringify({ entries, node: url })
    : `${counted(entries, 'entry', 'entries')} from ${url}`;
  await (toFile && json ? out : err).line(told);
}

/** @returns how many lines came */
async function stream(
  { url, token }: { readonly url: string; readonly token: string | undefined },
  signal: AbortSignal,
  write: (bytes: Uint8Array) => Promise<void>,
  onChunk: (entries: number) => void,
): Promise<number> {
  const cut = (cause?: unknown) =>
    new CliError('DUMP_CUT_SHORT', `The dump of ${url} broke off${cause === undefined ? '' : `: ${cause}`}.`);
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const reply = await fetch(`${url}/dump?format=ndjson`, { signal, headers }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw cut((error as { cause?: Error }).cause?.message ?? error);
  });
  if (reply.status !== 200 || reply.body === null) throw cut(`status ${reply.status}`);
  let entries = 0;
  let last = LINE_FEED;
  const chunks = reply.body[Symbol.asyncIterator]();
  for (;;) {
    const next = await chunks.next().catch((error: unknown) => {
      signal.throwIfAborted();
      throw cut((error as Error).message);
    });
    if (next.done) break;
    for (const byte of next.value) if (byte === LINE_FEED) entries++;
    last = next.value.at(-1) ?? last;
    await write(next.value);
    onChunk(entries);
  }
  if (last !== LINE_FEED) throw cut();
  return entries;
}

/** The file appears under its name when all is in it and on disk; until then, and if it fails, it does not. */
async function toWholeFile<T>(
  file: string,
  fill: (write: (bytes: Uint8Array) => Promise<void>) => Promise<T>,
): Promise<T> {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = await open(temporary, 'wx');
  try {
    const result = await fill(bytes => handle.writeFile(bytes));
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
    return result;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

async function withProgress<T>(
  { err }: Context,
  keys: number,
  work: (onChunk: (entries: number) => void) => Promise<T>,
): Promise<T> {
  const progress = progressOn(err);
  try {
    return await work(entries => progress.update(`${grouped(entries)} of about ${grouped(keys)} entries`));
  } finally {
    progress.end();
  }
}

function newest(nodes: readonly NodeView[]): NodeView | undefined {
  return nodes
    .filter(({ status }) => status !== undefined)
    .toSorted((a, b) => b.status!.watermark - a.status!.watermark)[0];
}
