import type { BatchReply, Trace, WriteReply } from '@quorate/client';
import { bar, table } from './table.ts';
import { counted, shownMs } from './text.ts';

type Answer = Pick<WriteReply, 'quorum' | 'acks' | 'followers' | 'durationMs'>;

export function writtenLine(reply: WriteReply): string {
  return `version ${reply.version}, ${answered(reply)}`;
}

export function batchLine(reply: BatchReply): string {
  const { firstVersion, lastVersion } = reply;
  const operations = counted(lastVersion - firstVersion + 1, 'operation', 'operations');
  const versions =
    firstVersion === lastVersion ? `version ${firstVersion}` : `versions ${firstVersion} to ${lastVersion}`;
  return `${operations}, ${versions}, ${answered(reply)}`;
}

/** Who had a write when, then what each quorum would have cost. */
export function traceLines({ acks, quorums }: Trace): string[] {
  const slowestMs = Math.max(...quorums.map(({ afterMs }) => afterMs), 0.001);
  return [
    ...table(
      [{ title: 'follower' }, { title: 'had it after', right: true }],
      acks.map(({ follower, afterMs }) => [follower, shownMs(afterMs)]),
    ),
    '',
    ...table(
      [{ title: 'quorum', right: true }, { title: 'cost', right: true }, { title: '' }],
      quorums.map(({ quorum, afterMs }) => [
        String(quorum),
        shownMs(afterMs),
        bar(afterMs / slowestMs, 0, 20),
      ]),
    ),
  ];
}

function answered({ quorum, acks, followers, durationMs }: Answer): string {
  return `acked by ${acks} of ${followers} followers (quorum ${quorum}) in ${shownMs(durationMs)}`;
}
