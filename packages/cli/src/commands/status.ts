import { setTimeout as pause } from 'node:timers/promises';
import { Command } from 'commander';
import { type ClusterView, viewCluster } from '../cluster.ts';
import type { Context, Runner } from '../context.ts';
import { CliError } from '../failure.ts';
import { paintFor } from '../output/colour.ts';
import { startScreen } from '../output/screen.ts';
import { statusLines } from '../output/status.ts';

interface StatusOptions {
  readonly watch?: true;
}

const REFRESH_MS = 1_000;

export function statusCommand(run: Runner): Command {
  return new Command('status')
    .description('Show every node, and what each quorum costs. A node that does not answer is shown as such.')
    .option('--watch', 'show it anew each second, until Ctrl-C')
    .action((options: StatusOptions, command: Command) =>
      run(command, context => (options.watch ? watch(context) : once(context))),
    );
}

async function once(context: Context): Promise<undefined> {
  const { client, urls, timeoutMs, signal, json, out } = context;
  const view = await viewCluster(client, urls, { timeoutMs, signal });
  await out.line(json ? jsonOf(view) : statusLines(view, paintFor(out.stream)).join('\n'));
  if (view.nodes.every(({ status }) => status === undefined)) {
    throw new CliError('NO_ANSWER', `None of ${urls.join(', ')} answers; is the cluster running?`);
  }
}

async function watch({ client, urls, timeoutMs, signal, json, out }: Context): Promise<undefined> {
  const paint = paintFor(out.stream);
  const screen = json ? undefined : startScreen(out);
  try {
    for (;;) {
      const due = performance.now() + REFRESH_MS;
      const view = await viewCluster(client, urls, { timeoutMs, signal });
      if (screen === undefined) await out.line(jsonOf(view));
      else await screen.show(statusLines(view, paint));
      await pause(Math.max(0, due - performance.now()), undefined, { signal });
    }
  } catch (error) {
    // Ctrl-C is how it is meant to end.
    if (!signal.aborted) throw error;
  } finally {
    screen?.end();
  }
}

function jsonOf({ leader, nodes }: ClusterView): string {
  return JSON.stringify({ leader: leader?.status?.url ?? null, nodes });
}
