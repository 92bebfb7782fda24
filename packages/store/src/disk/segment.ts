import { crc32 } from 'node:zlib';

/**
 * A segment of the log is a run of frames:
 *
 * | bytes | content |
 * | --- | --- |
 * | 0–3 | the segment's number, so that frames of a former use of the file do not count |
 * | 4–7 | length of the payload in bytes |
 * | 8–11 | CRC-32 over the 8 bytes before and the payload |
 * | 12– | the payload |
 *
 * All numbers are unsigned and little-endian. The first frame that does not fit this is where the segment ends:
 * the place where a crash cut the last write.
 */
const HEAD_BYTES = 12;

/** Bytes that a segment's file has before anything is written to it: a flush within them changes no file size. */
export const SEGMENT_BYTES = 4 << 20;

export function encodeFrame(segment: number, payload: Buffer): Buffer {
  const frame = Buffer.allocUnsafe(HEAD_BYTES + payload.length);
  frame.writeUInt32LE(segment, 0);
  frame.writeUInt32LE(payload.length, 4);
  payload.copy(frame, HEAD_BYTES);
  frame.writeUInt32LE(checksum(frame, payload), 8);
  return frame;
}

/** The payloads of all whole frames of the segment, up to the first that is not. */
export function* decodeFrames(segment: number, bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + HEAD_BYTES <= bytes.length; ) {
    const end = at + HEAD_BYTES + bytes.readUInt32LE(at + 4);
    if (bytes.readUInt32LE(at) !== segment || end > bytes.length) return;
    const payload = bytes.subarray(at + HEAD_BYTES, end);
    if (checksum(bytes.subarray(at), payload) !== bytes.readUInt32LE(at + 8)) return;
    yield payload;
    at = end;
  }
}

function checksum(head: Buffer, payload: Buffer): number {
  return crc32(payload, crc32(head.subarray(0, 8)));
}
