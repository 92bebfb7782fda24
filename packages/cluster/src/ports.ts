import { createServer } from 'node:net';

/** Finds `count` ports of loopback that are free at this moment. */
export async function freePorts(count: number): Promise<number[]> {
  // All are held until all are known, so that none is found twice.
  const servers = await Promise.all(Array.from({ length: count }, listen));
  const ports = servers.map(server => (server.address() as { port: number }).port);
  await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
  return ports;
}

function listen() {
  return new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}
