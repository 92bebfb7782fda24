import { randomUUID } from 'node:crypto';
import type { StatusReply } from '@quorate/client';
import { Command } from 'commander';
import { type Agreement, untilAgreed } from '../agreement.ts';
import { viewCluster } from '../cluster.ts';
import type { Context, Runner } from '../context.ts';
import { CliError, Located } from '../failure.ts';
import { chunksOf } from '../input/chunks.ts';
import { linesOf } from '../input/lines.ts';
import { entryOf, type Numbered } from '../input/operation.ts';
import { inputOf } from '../input/text.ts';
import { progressOn } from '../output/output.ts';
import { counted, grouped } from '../output/text.ts';
import { located } from './batch.ts';

interface RestoreOptions {
  readonly merge?: true;
}

export function restoreCommand(run: Runner): Command {
  return new Command('restore')
    .description('Write the entries of a dump. They get new versions, and keep their expiry.')
    .argument('[file]', 'NDJSON of {key, value, version?, expiresAtMs?}; from stdin if it is absent or "-"')
    .option('--merge', 'into a store that is not empty; what stands for the same keys is overwritten')
    .action((file: string | undefined, options: RestoreOptions, command: Command) =>
      run(command, context => restore(context, file, options)),
    );
}

async function restore(
  context: Context,
  file: string | undefined,
  { merge }: RestoreOptions,
): Promise<undefined> {
  const { json, stdin, out, signal } = context;
  const before = await leaderStatus(context);
  if (before.keys > 0 && !merge) {
    throw new CliError(
      'STORE_NOT_EMPTY',
      `The cluster has ${counted(before.keys, 'key', 'keys')}, and a restore is for an empty one; ` +
        '--merge writes into it all the same.',
      { keys: before.keys },
    );
  }
  const { entries, keys } = await writeAll(context, inputOf(file, stdin, signal), before.keys);
  const after = await leaderStatus(context);
  const keysEqual = merge === true && before.keys > 0 ? undefined : after.keys === keys;
  const agreement = await untilAgreed(context);
  if (json) {
    await out.line(JSON.stringify({ entries, keys: after.keys, keysEqual, ...agreement }));
    return;
  }
  await out.line(
    `${counted(entries, 'entry', 'entries')} restored. ${keysTold(keys, after.keys, keysEqual)}`,
  );
  await out.line(agreementTold(agreement));
}

/** @returns how many entries were written, and for how many keys */
async function writeAll(
  { client, err, signal }: Context,
  input: AsyncIterable<Buffer>,
  keysBefore: number,
): Promise<{ entries: number; keys: number }> {
  const progress = progressOn(err);
  const run = randomUUID();
  const keys = new Set<string>();
  let entries = 0;
  let batch = 0;
  try {
    for await (const chunk of chunksOf(entriesOf(input))) {
      const operations = chunk.map(({ operation }) => operation);
      const idempotencyKey = `restore-${run}-${batch++}`;
      await client.batch(operations, { idempotencyKey, signal }).catch((error: unknown) => {
        const [from, to] = [chunk[0].line, chunk.at(-1)!.line];
        const place = located(error, chunk);
        throw place === error ? new Located(`Lines ${from} to ${to}`, error, { from, to }) : place;
      });
      entries += chunk.length;
      for (const { key } of operations) keys.add(key);
      progress.update(`${grouped(entries)} entries written`);
    }
    return { entries, keys: keys.size };
  } catch (error) {
    if (signal.aborted) throw error;
    const what = entries === 0 ? 'Nothing was written' : `After ${counted(entries, 'entry', 'entries')}`;
    const hint = entries > 0 && keysBefore === 0 ? ' (go on with --merge)' : '';
    throw new Located(`${what}${hint}`, error, { entries });
  } finally {
    progress.end();
  }
}

async function* entriesOf(input: AsyncIterable<Buffer>): AsyncGenerator<Numbered> {
  for await (const line of linesOf(input)) yield entryOf(line, Date.now());
}

/** The status of the leader, which alone knows how many keys there are. */
async function leaderStatus({ client, urls, timeoutMs, signal }: Context): Promise<StatusReply> {
  const { leader } = await viewCluster(client, urls, { timeoutMs, signal });
  if (leader?.status !== undefined) return leader.status;
  throw new CliError('NO_LEADER', `No leader answers that ${urls.join(', ')} know of; nothing was stored.`);
}

function keysTold(written: number, standing: number, equal: boolean | undefined): string {
  if (equal === undefined) return `The cluster has ${counted(standing, 'key', 'keys')} now.`;
  return equal
    ? `The cluster has exactly these ${counted(written, 'key', 'keys')}.`
    : `They have ${counted(written, 'key', 'keys')}, but the cluster has ${grouped(standing)}: some have expired, or somebody else writes.`;
}

function agreementTold({ equal, nodes, missing }: Agreement): string {
  if (equal === nodes) return `All ${nodes} replicas hold the same.`;
  return `${equal} of ${nodes} replicas hold the same so far; not yet: ${missing.join(', ')}.`;
}
