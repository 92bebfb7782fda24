import type { ReplicateRequest } from '@quorate/protocol';

const COMMA = Buffer.from(',');
const END = Buffer.from(']}\n');

/** Writes `ReplicateRequest`s of one leadership as lines of JSON, from entries that are encoded already. */
export type EncodeRequest = (fields: RequestFields, entries: readonly Buffer[]) => Buffer;

/** What differs from one request to the next, beside the entries. */
type RequestFields = Pick<ReplicateRequest, 'incarnation' | 'watermark' | 'collect' | 'origins'>;

export function createEncoder(epoch: number, leader: ReplicateRequest['leader']): EncodeRequest {
  const head = `{"epoch":${epoch},"leader":${JSON.stringify(leader)},"incarnation":`;
  return ({ incarnation, watermark, collect, origins = [] }, entries) => {
    const told = origins.length === 0 ? '' : `"origins":${JSON.stringify(origins)},`;
    const parts: Buffer[] = [
      Buffer.from(
        `${head}${JSON.stringify(incarnation)},"watermark":${watermark},"collect":${collect},${told}"entries":[`,
      ),
    ];
    for (const [i, part] of entries.entries()) {
      if (i > 0) parts.push(COMMA);
      parts.push(part);
    }
    parts.push(END);
    return Buffer.concat(parts);
  };
}
