import type { Recorder } from '../measure/recorder.ts';
import { httpPost, httpStatus, isWholeHttp } from '../wire/http.ts';
import { Line } from '../wire/line.ts';
import { driveWriters } from '../wire/loop.ts';
import type { Point } from './points.ts';

/** Many, so that the batches are large and a flush serves many writes; fewer where these writes would fill the queues. */
const PRELOAD_CONNECTIONS = 1024;
const PRELOAD_BYTES = 8_000_000;

/**
 * Bodies are made when they are sent: a list of a million would burden the load, which is why this is not
 * autocannon. The client costs as much (0.16 CPU seconds for 10,000 writes of 100 bytes).
 */
export function writeBody({ valueBytes }: Point, filler: string, index: number): string {
  const head = `value-${index}-`;
  return `{"key":"key-${index}","value":"${head}${filler.slice(0, valueBytes - head.length)}"}`;
}

export function makeFiller(valueBytes: number): string {
  return 'abcdefghijklmnopqrstuvwxyz'.repeat(Math.ceil(valueBytes / 26));
}

/** Writes every key once, in order. */
export async function preload(port: number, point: Point, signal: AbortSignal): Promise<void> {
  const filler = makeFiller(point.valueBytes);
  let next = 0;
  const connection = async () => {
    const line = await Line.open(port, isWholeHttp);
    try {
      while (next < point.keys) {
        signal.throwIfAborted();
        const status = httpStatus(await line.send(httpPost('/write', writeBody(point, filler, next++))));
        if (status !== 200) throw new Error(`A write of the preload was answered ${status}.`);
      }
    } finally {
      line.close();
    }
  };
  const length = Math.min(PRELOAD_CONNECTIONS, point.keys, Math.ceil(PRELOAD_BYTES / point.valueBytes));
  await Promise.all(Array.from({ length }, connection));
}

/** A closed loop of writes to keys all over the place, until `signal` aborts. */
export function driveScattered(
  port: number,
  point: Point,
  connections: number,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const filler = makeFiller(point.valueBytes);
  let turn = 0;
  return driveWriters(
    async () => {
      const line = await Line.open(port, isWholeHttp);
      return {
        async write() {
          const body = writeBody(point, filler, scatter(turn++, point.keys));
          const status = httpStatus(await line.send(httpPost('/write', body)));
          return status === 200 ? null : `HTTP ${status}`;
        },
        close: () => line.close(),
      };
    },
    connections,
    recorder,
    signal,
  );
}

/** Visits every number below `count` once in `count` turns, with neighbours in time far apart. */
export function scatter(turn: number, count: number): number {
  return ((turn % count) * stride(count)) % count;
}

/** Near the golden section of `count`, and without a common divisor. */
function stride(count: number): number {
  let candidate = Math.max(1, Math.round(count * 0.618));
  while (commonDivisor(candidate, count) !== 1) candidate++;
  return candidate;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
