import { Command } from 'commander';
import { load, type Measured } from '../bench/load.ts';
import { isLoopback } from '../bench/loopback.ts';
import { type ClusterView, viewCluster } from '../cluster.ts';
import type { Context, Runner } from '../context.ts';
import { CliError, usageError } from '../failure.ts';
import { integer, quorumOption } from '../options.ts';
import { paintFor } from '../output/colour.ts';
import { curveLines } from '../output/curve.ts';
import { progressOn } from '../output/output.ts';
import { counted, grouped, shownMs } from '../output/text.ts';

interface BenchOptions {
  readonly seconds?: number;
  readonly connections?: number;
  readonly quorum?: number;
  readonly yes?: true;
}

const MAX_SECONDS = 600;
/** What the client opens to one node, at most. */
const MAX_CONNECTIONS = 64;

export function benchCommand(run: Runner): Command {
  return new Command('bench')
    .description('Write as fast as the cluster answers, under quorate-bench/, and delete it all at the end.')
    .option('--seconds <n>', 'how long it writes (default: 5)', integer(1, MAX_SECONDS))
    .option('--connections <n>', 'writes in flight at any time (default: 16)', integer(1, MAX_CONNECTIONS))
    .addOption(quorumOption())
    .option('--yes', 'also where the cluster is not on this machine')
    .action((options: BenchOptions, command: Command) => run(command, context => bench(context, options)));
}

async function bench(
  context: Context,
  { seconds = 5, connections = 16, quorum, yes }: BenchOptions,
): Promise<undefined> {
  const { client, urls, timeoutMs, signal, json, out, err } = context;
  const view = await viewCluster(client, urls, { timeoutMs, signal });
  if (view.leader === undefined) {
    throw new CliError(
      'NO_LEADER',
      `No leader answers that ${urls.join(', ')} know of; nothing was written.`,
    );
  }
  const strange = view.nodes.find(({ url, status }) => !isLoopback(url) || !isLoopback(status?.url ?? url));
  if (strange !== undefined && !yes) {
    throw usageError(`${strange.url} is not on this machine; with --yes it gets the load all the same.`);
  }
  const progress = progressOn(err);
  const measured = await load(client, {
    seconds,
    connections,
    quorum,
    signal,
    onTick: writes => progress.update(`${grouped(writes)} writes`),
  }).finally(progress.end);
  const after = await viewCluster(client, urls, { timeoutMs, signal });
  const quorumCurve = after.leader?.status?.quorumCurve ?? [];
  if (json) await out.line(JSON.stringify({ ...measured, connections, quorumCurve }));
  else await out.line([...measuredLines(measured, connections), ...curveOf(after, context)].join('\n'));
  if (measured.writes === 0) {
    throw new CliError('NO_WRITES', `No write was done: ${Object.keys(measured.errors).join(', ')}.`);
  }
}

function measuredLines(measured: Measured, connections: number): string[] {
  const { writes, seconds, writesPerSecond, p50Ms, p99Ms, errors } = measured;
  const at = counted(connections, 'connection', 'connections');
  return [
    `${grouped(writes)} writes in ${seconds.toFixed(1)} s at ${at}: ${grouped(Math.round(writesPerSecond))} writes/s`,
    ...(writes === 0 ? [] : [`p50 ${shownMs(p50Ms)}, p99 ${shownMs(p99Ms)}, as seen from here`]),
    ...Object.entries(errors).map(([code, count]) => `${counted(count, 'error', 'errors')}: ${code}`),
  ];
}

function curveOf({ leader }: ClusterView, { out }: Context): string[] {
  const { quorumCurve = [], followers = [], writeQuorum } = leader?.status ?? {};
  if (quorumCurve.length === 0) return [];
  return ['', ...curveLines(quorumCurve, followers.length, writeQuorum, paintFor(out.stream))];
}
