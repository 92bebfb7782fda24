import { Command } from 'commander';
import type { Context, Runner } from '../context.ts';
import { Located, usageError } from '../failure.ts';
import { chunksOf, MAX_OPERATIONS } from '../input/chunks.ts';
import { badLine, linesOf } from '../input/lines.ts';
import { type Numbered, operationOf } from '../input/operation.ts';
import { inputOf } from '../input/text.ts';
import { quorumOption } from '../options.ts';
import { grouped } from '../output/text.ts';
import { batchLine } from '../output/write.ts';

interface BatchOptions {
  readonly split?: true;
  readonly quorum?: number;
}

const help = `
Each line is {"key", "value", "ttlMs"?, "ifVersion"?} or {"key", "delete": true, "ifVersion"?}.
All operations of a batch are done or none. A batch has at most ${MAX_OPERATIONS} of them, each key once; with --split
a longer input becomes several batches, one after the other, and each is done or not on its own.`;

export function batchCommand(run: Runner): Command {
  return new Command('batch')
    .description('Do the operations of an NDJSON file, or of stdin, together.')
    .argument('[file]', 'from stdin if it is absent or "-"')
    .option('--split', `take more than ${MAX_OPERATIONS} operations, in several batches`)
    .addOption(quorumOption())
    .addHelpText('after', help)
    .action((file: string | undefined, options: BatchOptions, command: Command) =>
      run(command, context => batch(context, file, options)),
    );
}

async function batch(
  { client, json, stdin, out, signal }: Context,
  file: string | undefined,
  { split, quorum }: BatchOptions,
): Promise<undefined> {
  const operations = operationsOf(inputOf(file, stdin, signal));
  let done = 0;
  try {
    for await (const chunk of split ? chunksOf(operations) : whole(operations)) {
      try {
        const reply = await client.batch(
          chunk.map(({ operation }) => operation),
          { quorum, signal },
        );
        done += chunk.length;
        await out.line(json ? JSON.stringify(reply) : batchLine(reply));
      } catch (error) {
        throw located(error, chunk);
      }
    }
  } catch (error) {
    if (done === 0 || signal.aborted) throw error;
    throw new Located(`After ${grouped(done)} operations that are done`, error, { done });
  }
  if (done === 0 && !json) await out.line('0 operations');
}

async function* operationsOf(input: AsyncIterable<Buffer>): AsyncGenerator<Numbered> {
  for await (const line of linesOf(input)) yield operationOf(line);
}

/** All operations as one batch; nothing was written when it cannot be one. */
async function* whole(operations: AsyncIterable<Numbered>): AsyncGenerator<Numbered[]> {
  const chunk: Numbered[] = [];
  const keys = new Map<string, number>();
  for await (const one of operations) {
    const { line, operation } = one;
    if (chunk.length === MAX_OPERATIONS) {
      throw usageError(
        `There are more than ${MAX_OPERATIONS} operations, too many to be done together; ` +
          'with --split they are done in several batches.',
      );
    }
    const before = keys.get(operation.key);
    if (before !== undefined) throw badLine(line, `it names the key of line ${before} again`);
    keys.set(operation.key, line);
    chunk.push(one);
  }
  if (chunk.length > 0) yield chunk;
}

/** Where the node names an operation, the line that it stands in. */
export function located(error: unknown, chunk: readonly Numbered[]): unknown {
  const index = (error as { details?: { operation?: unknown } }).details?.operation;
  const line = typeof index === 'number' ? chunk[index]?.line : undefined;
  return line === undefined ? error : new Located(`Line ${line}`, error, { line });
}
