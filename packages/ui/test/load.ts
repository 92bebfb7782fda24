/** Writes one small entry every so often, until told to stop. Refusals are part of what is looked at. */
export function lightLoad(leader: string, everyMs: number): () => Promise<void> {
  const stop = new AbortController();
  const pending = new Set<Promise<void>>();
  let number = 0;
  const timer = setInterval(() => {
    // A leader that answers slowly is not asked ever more.
    if (pending.size >= 20) return;
    const body = JSON.stringify({ key: `flags/feature-${number++ % 30}`, value: { on: number % 2 === 0 } });
    const headers = { 'content-type': 'application/json' };
    const write = fetch(`${leader}/write`, { method: 'POST', headers, body, signal: stop.signal })
      .then(reply => reply.arrayBuffer())
      .then(
        () => {},
        () => {},
      )
      .finally(() => pending.delete(write));
    pending.add(write);
  }, everyMs);
  return async () => {
    clearInterval(timer);
    stop.abort();
    await Promise.all(pending);
  };
}
