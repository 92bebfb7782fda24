import type { Progress } from '@quorate/protocol';
import { baseOf, type ClusterView, type NodeView } from '../cluster.ts';
import type { Paint, Tone } from './colour.ts';
import { curveLines } from './curve.ts';
import { type Column, table } from './table.ts';
import { grouped, printable } from './text.ts';

const columns: readonly Column[] = [
  { title: 'role' },
  { title: 'id' },
  { title: 'url' },
  { title: 'state' },
  { title: 'version', right: true },
  { title: 'watermark', right: true },
  { title: 'lag', right: true },
  { title: 'digest' },
  { title: '' },
];

const tones: Readonly<Record<string, Tone>> = {
  leads: 'good',
  stream: 'good',
  'catch-up': 'warn',
  probe: 'warn',
  down: 'bad',
  'no answer': 'bad',
  equal: 'good',
  different: 'bad',
};

/** The cluster as lines of text: what it is, a row for each node, and what each quorum costs. */
export function statusLines(view: ClusterView, paint: Paint): string[] {
  const { leader, nodes } = view;
  const rows = nodes.map(node => {
    const row = rowOf(view, node).map(printable);
    return row.map((cell, i) => (i === 3 || i === 7 ? toned(cell, paint) : cell));
  });
  const { quorumCurve = [], followers = [], writeQuorum } = leader?.status ?? {};
  return [
    headline(view, paint),
    '',
    ...table(columns, rows),
    ...(quorumCurve.length === 0
      ? []
      : ['', ...curveLines(quorumCurve, followers.length, writeQuorum, paint)]),
  ];
}

function headline({ leader, nodes }: ClusterView, paint: Paint): string {
  const status = leader?.status;
  if (status === undefined) {
    const answering = nodes.filter(node => node.status !== undefined).length;
    return paint(
      'bad',
      answering === 0 ? 'No node answers.' : 'No leader answers: there are reads, but no writes.',
    );
  }
  const { epoch, writeQuorum, followers = [], durability, keys } = status;
  return [
    `epoch ${epoch}`,
    `write quorum ${writeQuorum} of ${followers.length}`,
    `durability ${durability}`,
    `${grouped(keys)} keys`,
  ].join(', ');
}

function rowOf({ leader }: ClusterView, node: NodeView): string[] {
  const { status, url, error } = node;
  const progress = progressOf(leader, node);
  const shownUrl = status?.url ?? url;
  const version = status === undefined ? '–' : String(status.version);
  const watermark = status?.watermark ?? progress?.watermark;
  const role = status?.role ?? (progress === undefined ? '–' : 'follower');
  const id = status?.id ?? '–';
  const known = [version, watermark === undefined ? '–' : String(watermark)];
  if (node === leader) return [role, id, shownUrl, 'leads', ...known, '–', shortDigest(status!.digest), ''];
  const state = progress?.state ?? (status === undefined ? 'no answer' : '–');
  const lag = progress === undefined ? '–' : grouped(progress.lag);
  return [
    role,
    id,
    shownUrl,
    state,
    ...known,
    lag,
    digestOf(leader, node, progress),
    noteOf(node, progress, error),
  ];
}

/** Whether it holds the same as the leader: by their own words if they stand level, else by the leader's. */
function digestOf(leader: NodeView | undefined, node: NodeView, progress: Progress | undefined): string {
  const [ours, theirs] = [leader?.status, node.status];
  if (theirs === undefined || (progress !== undefined && progress.state !== 'stream'))
    return digestBefore(progress);
  if (ours === undefined) return shortDigest(theirs.digest);
  const level = ours.version === theirs.version && ours.watermark === theirs.watermark;
  if (level && ours.digest === theirs.digest) return 'equal';
  return progress?.digest ?? 'unknown';
}

/** What the leader last knew of one that has fallen behind since. */
function digestBefore(progress: Progress | undefined): string {
  if (progress === undefined) return '–';
  const { state, digest } = progress;
  return state === 'stream' || digest === 'unknown' ? digest : `was ${digest}`;
}

function noteOf({ status }: NodeView, progress: Progress | undefined, error: string | undefined): string {
  const notes: string[] = [];
  if (status === undefined && progress !== undefined && progress.state !== 'down') {
    notes.push('does not answer from here');
  }
  if (progress?.error !== undefined) notes.push(progress.error);
  else if (status === undefined && progress === undefined) notes.push(error ?? '');
  if (progress !== undefined && progress.repaired > 0)
    notes.push(`${grouped(progress.repaired)} keys repaired`);
  return notes.join('; ');
}

function progressOf(leader: NodeView | undefined, { status, url }: NodeView): Progress | undefined {
  const own = status === undefined ? [url] : [baseOf(status.url), url];
  return leader?.status?.followers?.find(({ follower }) => own.includes(baseOf(follower)));
}

function shortDigest(digest: string): string {
  return digest.slice(0, 8);
}

function toned(cell: string, paint: Paint): string {
  const tone = tones[cell];
  return tone === undefined ? cell : paint(tone, cell);
}
