import { createServer } from 'node:net';

const FIRST = 10_000;
const LAST = 32_000;

/**
 * The first of `count` ports in a row that are free. They lie below those that systems give to outgoing
 * connections, so that a node can be sure to have its port again after a restart.
 */
export async function freePortRange(count: number): Promise<number> {
  for (let base = FIRST + ((process.pid * 61) % (LAST - FIRST)); ; base += count) {
    if (base > LAST) base = FIRST;
    const ports = Array.from({ length: count }, (_, i) => base + i);
    if ((await Promise.all(ports.map(isFree))).every(free => free)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
