import { AccessError, type Client, QuorateClientError, type StatusReply } from '@quorate/client';

/** One node, as far as it can be seen from here. */
export interface NodeView {
  /** The URL that it is asked by. */
  readonly url: string;
  /** What it says of itself; absent when it does not answer. */
  readonly status?: StatusReply;
  /** Why there is no status. */
  readonly error?: string;
}

/** All nodes that were named or that others name. */
export interface ClusterView {
  /** The one with the highest epoch of those that say they lead. */
  readonly leader: NodeView | undefined;
  /** The leader first, then its followers in their order, then the rest. */
  readonly nodes: readonly NodeView[];
}

/** The given nodes name the leader, and the leader its followers. */
const ROUNDS = 3;
/** A node that takes longer counts as not answering, in milliseconds. */
const ANSWER_MS = 1_000;

/** Asks every node for its status. A node that does not answer is part of the view, not an error. */
export async function viewCluster(
  client: Pick<Client, 'status'>,
  urls: readonly string[],
  {
    timeoutMs = ANSWER_MS,
    signal,
  }: { readonly timeoutMs?: number | undefined; readonly signal: AbortSignal },
): Promise<ClusterView> {
  const asked = new Map<string, NodeView>();
  const known = new Set(urls.map(baseOf));
  for (let round = 0; round < ROUNDS; round++) {
    const next = [...known].filter(url => !asked.has(url));
    for (const node of await Promise.all(next.map(ask))) {
      asked.set(node.url, node);
      for (const url of namedBy(node)) known.add(url);
    }
    signal.throwIfAborted();
  }
  return arrange([...asked.values()]);

  async function ask(url: string): Promise<NodeView> {
    try {
      return { url, status: await client.status({ url, timeoutMs, signal }) };
    } catch (error) {
      if (!(error instanceof QuorateClientError) || error.code === 'INVALID_REQUEST') throw error;
      if (error instanceof AccessError) throw error;
      return { url, error: error.code };
    }
  }
}

/** Puts the nodes in order, each of them once: one that answers may go by another name where it is named. */
export function arrange(asked: readonly NodeView[]): ClusterView {
  const byOwnUrl = new Map<string, NodeView>();
  for (const node of asked) {
    const own = node.status === undefined ? node.url : baseOf(node.status.url);
    if (node.status !== undefined || !byOwnUrl.has(own)) byOwnUrl.set(own, node);
  }
  const nodes = [...byOwnUrl.values()];
  const leader = nodes
    .filter(({ status }) => status?.role === 'leader')
    .toSorted((a, b) => b.status!.epoch - a.status!.epoch)[0];
  const followers = (leader?.status?.followers ?? []).map(({ follower }) => baseOf(follower));
  const rank = (node: NodeView) => {
    if (node === leader) return -1;
    const own = node.status === undefined ? node.url : baseOf(node.status.url);
    const place = followers.indexOf(own);
    return place === -1 ? followers.length : place;
  };
  return { leader, nodes: nodes.toSorted((a, b) => rank(a) - rank(b)) };
}

/** A URL as it is compared with others. */
export function baseOf(url: string): string {
  return URL.parse(url)?.origin ?? url;
}

function namedBy({ status }: NodeView): string[] {
  if (status === undefined) return [];
  const followers = status.followers ?? [];
  return [status.leader, ...followers.map(({ follower }) => follower)]
    .filter(url => url !== null)
    .map(baseOf);
}
