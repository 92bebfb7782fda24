import type { ReplicateRequest } from '@quorate/protocol';
import type { Version } from '@quorate/store';

const COMMA = Buffer.from(',');
const END = Buffer.from(']}\n');

/** Writes `ReplicateRequest`s of one leadership as lines of JSON, from entries that are encoded already. */
export type EncodeRequest = (incarnation: string, watermark: Version, entries: readonly Buffer[]) => Buffer;

export function createEncoder(epoch: number, leader: ReplicateRequest['leader']): EncodeRequest {
  const head = `{"epoch":${epoch},"leader":${JSON.stringify(leader)},"incarnation":`;
  return (incarnation, watermark, entries) => {
    const parts: Buffer[] = [
      Buffer.from(`${head}${JSON.stringify(incarnation)},"watermark":${watermark},"entries":[`),
    ];
    for (const [i, part] of entries.entries()) {
      if (i > 0) parts.push(COMMA);
      parts.push(part);
    }
    parts.push(END);
    return Buffer.concat(parts);
  };
}
