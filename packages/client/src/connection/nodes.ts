/** What a node says of itself and of others in `GET /status`. */
export interface NodeStatus {
  readonly role: 'leader' | 'follower';
  readonly url: string;
  readonly leader: string | null;
  readonly epoch: number;
  readonly followers?: readonly { readonly follower: string }[];
}

interface Known {
  readonly given: boolean;
  /** Whether it ever answered this client. A URL that another node named may mean nothing here. */
  reached: boolean;
  failures: number;
  restsUntil: number;
}

/** URLs remembered, at most. */
const MAX_NODES = 64;
const REST_MS = 250;
const MAX_REST_MS = 30_000;

/** Which nodes there are, who leads, and whom to ask next. */
export class Nodes {
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();
  /** The URL that this client reaches a node by, for the one by which the node knows itself. */
  readonly #aliases = new Map<string, string>();
  #leader: string | undefined;
  #leaderEpoch = -1;
  #turn = 0;

  /** @param now milliseconds that only grow */
  constructor(urls: readonly string[], now: () => number) {
    this.#now = now;
    for (const url of urls) this.#known.set(url, { given: true, reached: false, failures: 0, restsUntil: 0 });
  }

  get urls(): readonly string[] {
    return [...this.#known.keys()];
  }

  get leader(): string | undefined {
    return this.#leader;
  }

  /** The next node to read from: each in its turn, those that failed lately last; none if all were tried. */
  reader(tried: ReadonlySet<string>): string | undefined {
    const now = this.#now();
    const left = [...this.#known].filter(([url, node]) => (node.given || node.reached) && !tried.has(url));
    const rested = left.filter(([, node]) => node.restsUntil <= now);
    const candidates = rested.length > 0 ? rested : left;
    return candidates.length === 0 ? undefined : candidates[this.#turn++ % candidates.length]![0];
  }

  answered(url: string): void {
    const node = this.#known.get(url);
    if (node === undefined) return;
    node.reached = true;
    node.failures = 0;
    node.restsUntil = 0;
  }

  /** It could not be reached or is of no use now: others go first for a while, and it leads no more. */
  failed(url: string): void {
    const node = this.#known.get(url);
    if (node !== undefined) {
      node.failures++;
      node.restsUntil = this.#now() + Math.min(MAX_REST_MS, REST_MS * 2 ** Math.min(node.failures, 16));
    }
    this.#forgetLeader(url);
  }

  /** It did what only a leader does. */
  leads(url: string): void {
    if (this.#leader !== url) this.#leaderEpoch = -1;
    this.#leader = url;
  }

  /** A follower refused and named the leader. @returns the leader's URL as this client would reach it */
  refusedBy(url: string, leader: unknown): string | undefined {
    this.#forgetLeader(url);
    const named = typeof leader === 'string' ? this.#add(leader) : undefined;
    if (named !== undefined && named !== url) this.leads(named);
    return this.#leader;
  }

  /** Takes in what a node says in its status. */
  learn(url: string, status: NodeStatus): void {
    this.answered(url);
    const own = baseUrl(status.url);
    if (own !== undefined && own !== url) this.#alias(own, url);
    if (status.role === 'leader') this.#elect(url, status.epoch);
    else this.#forgetLeader(url);
    if (status.leader !== null) this.#add(status.leader);
    for (const { follower } of status.followers ?? []) this.#add(follower);
  }

  /** Of all that say they lead, the one with the highest epoch does. */
  #elect(url: string, epoch: number): void {
    if (this.#leader !== undefined && this.#leader !== url && epoch < this.#leaderEpoch) return;
    this.#leader = url;
    this.#leaderEpoch = epoch;
  }

  #forgetLeader(url: string): void {
    if (this.#leader !== url) return;
    this.#leader = undefined;
    this.#leaderEpoch = -1;
  }

  /** A URL that the client was given stays, even where another node goes by the same name elsewhere. */
  #alias(own: string, url: string): void {
    const node = this.#known.get(own);
    if (node?.given || node?.reached || this.#aliases.size >= MAX_NODES) return;
    this.#known.delete(own);
    this.#aliases.set(own, url);
    if (this.#leader === own) this.#leader = url;
  }

  #add(url: string): string | undefined {
    const base = baseUrl(url);
    if (base === undefined) return undefined;
    const known = this.#aliases.get(base) ?? base;
    if (!this.#known.has(known)) {
      if (this.#known.size >= MAX_NODES) return undefined;
      this.#known.set(known, { given: false, reached: false, failures: 0, restsUntil: 0 });
    }
    return known;
  }
}

/** A URL without its path; undefined for what is no HTTP URL. */
export function baseUrl(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed !== null && /^https?:$/.test(parsed.protocol) ? parsed.origin : undefined;
}
