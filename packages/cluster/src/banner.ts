import { styleText } from 'node:util';
import type { Cluster } from './cluster.ts';

/** What `npm start` prints once all nodes are ready: who is where, and a line to try. */
export function banner(
  { leader, nodes }: Cluster,
  writeQuorum: number,
  durability: string,
  caFile?: string,
): string {
  const curl = caFile ? `curl -s --cacert ${caFile}` : 'curl -s';
  const rows = nodes.map(({ id, role, url, pid }) => [id, role, url, String(pid)]);
  const table = [['node', 'role', 'url', 'process'], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map(row => row[column]!.length)));
  const lines = table.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('   ')
      .trimEnd(),
  );
  const followers = nodes.length - 1;
  return [
    '',
    styleText(
      'bold',
      `Quorate: a write is done when ${writeQuorum} of ${followers} followers have it (durability: ${durability})`,
    ),
    '',
    `  ${styleText('dim', lines[0]!)}`,
    ...lines.slice(1).map(line => `  ${line}`),
    '',
    `See it live, with what every quorum costs: ${leader.url}/ui`,
    '',
    'Try it:',
    '',
    `  ${curl} ${leader.url}/write -H 'content-type: application/json' -d '{"key":"greeting","value":"hello"}'`,
    `  ${curl} '${nodes.at(-1)!.url}/read?key=greeting'`,
    '',
    styleText('dim', `Ctrl-C stops all ${nodes.length}.`),
    '',
  ].join('\n');
}
