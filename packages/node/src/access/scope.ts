/** What a token may do; each scope includes those before it. */
export const scopes = ['read', 'write', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** `public`: anybody may. `cluster`: nodes may, by the cluster's own token, which its routes ask for. */
export type Demand = Scope | 'public' | 'cluster';

/** By the first part of the path. What is not here is asked an admin's token. */
const demands: Readonly<Record<string, Demand | { readonly read: Scope; readonly write: Scope }>> = {
  ping: 'public',
  healthz: 'public',
  readyz: 'public',
  docs: 'public',
  ui: 'public',
  replicate: 'cluster',
  status: 'read',
  metrics: 'read',
  live: 'read',
  read: 'read',
  changes: 'read',
  dump: 'read',
  followers: 'read',
  writes: 'read',
  keys: { read: 'read', write: 'write' },
  write: 'write',
  batch: 'write',
  faults: 'admin',
};

/**
 * What a route asks of its caller.
 *
 * @param path as the route was registered, such as `/keys/:key`
 */
export function demandOf(method: string, path: string): Demand {
  const first = path.split('/')[1] ?? '';
  const demand = Object.hasOwn(demands, first) ? demands[first]! : 'admin';
  if (typeof demand === 'string') return demand;
  return method === 'GET' || method === 'HEAD' ? demand.read : demand.write;
}

export function isScope(demand: Demand): demand is Scope {
  return demand !== 'public' && demand !== 'cluster';
}

export function includes(held: Scope, asked: Scope): boolean {
  return scopes.indexOf(held) >= scopes.indexOf(asked);
}
