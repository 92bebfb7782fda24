/** A reply without what differs from run to run: times, ports, digests, request ids. */
export function scrub(reply: unknown): unknown {
  return JSON.parse(
    JSON.stringify(reply)
      .replace(/"(uptimeMs|durationMs|afterMs|p50Ms|p95Ms|p99Ms)":[\d.]+/g, '"$1":0')
      .replace(/"digest":"[^"]*"/g, '"digest":"DIGEST"')
      .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
      .replace(/"requestId":"[0-9a-f]{8}-[0-9a-z]+"/g, '"requestId":"ID"'),
  );
}
