import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { healthy, Link } from '../network/link.ts';
import { Member } from './member.ts';
import { freePortRange } from './ports.ts';

export type Durability = 'sync' | 'async' | 'memory';

export interface FaultClusterOptions {
  readonly followers: number;
  readonly writeQuorum: number;
  readonly durability: Durability;
  /** Further settings of one node. */
  readonly environmentOf?: (id: string) => Readonly<Record<string, string>>;
  readonly onLog: (id: string, line: string) => void;
  readonly onDeath: (id: string, why: string) => void;
}

/** Short limits, so that a fault of two seconds is long. */
const PACE = { FOLLOWER_TIMEOUT_MS: '1000', HEARTBEAT_MS: '200', READ_TIMEOUT_MS: '1000' };

/**
 * A leader, its followers, and a spare that may become a second leader. Leaders reach a follower through a
 * link; clients reach every node directly.
 */
export class FaultCluster {
  readonly followers: readonly Member[];
  readonly #links: ReadonlyMap<string, Link>;
  readonly #dataDir: string;
  #leaders: readonly [Member, Member];

  private constructor(options: FaultClusterOptions, dataDir: string, base: number) {
    const { followers: count, writeQuorum, durability, environmentOf, onLog, onDeath } = options;
    this.#dataDir = dataDir;
    const ids = Array.from({ length: count }, (_, i) => `follower-${i + 1}`);
    const links = ids.map((_, i) => new Link(base + 2 + count + i, base + 2 + i));
    this.#links = new Map(ids.map((id, i) => [id, links[i]!]));
    const leading = {
      ...PACE,
      FOLLOWERS: links.map(({ url }) => url).join(','),
      WRITE_QUORUM: String(writeQuorum),
      FAULTS: 'true',
    };
    const member = (id: string, role: 'leader' | 'follower', port: number) =>
      new Member({
        id,
        role,
        port,
        folder: join(dataDir, id),
        environment: {
          DURABILITY: durability,
          ...(role === 'leader' ? leading : PACE),
          ...environmentOf?.(id),
        },
        onLog,
        onDeath,
      });
    this.#leaders = [member('leader', 'leader', base), member('spare', 'leader', base + 1)];
    this.followers = ids.map((id, i) => member(id, 'follower', base + 2 + i));
  }

  /** Starts all but the spare. The caller must {@link stop} it, even if starting was not waited for. */
  static async start(options: FaultClusterOptions): Promise<FaultCluster> {
    const dataDir = await mkdtemp(join(tmpdir(), 'quorate-faults-'));
    const cluster = new FaultCluster(options, dataDir, await freePortRange(2 + 2 * options.followers));
    await Promise.all([...cluster.#links.values()].map(link => link.open()));
    for (const member of cluster.replicas) member.start();
    return cluster;
  }

  get leader(): Member {
    return this.#leaders[0];
  }

  /** A leader that is not needed, with nothing on its disk that anyone counts on. */
  get spare(): Member {
    return this.#leaders[1];
  }

  /** The leader and its followers. */
  get replicas(): readonly Member[] {
    return [this.leader, ...this.followers];
  }

  /** Makes the spare the leader, for good. */
  swapLeaders(): void {
    this.#leaders = [this.spare, this.leader];
  }

  /** `leader` is whoever leads now. */
  member(id: string): Member {
    return id === 'leader' ? this.leader : this.followers.find(follower => follower.id === id)!;
  }

  /** The way between the leaders and a follower. */
  link(followerId: string): Link {
    return this.#links.get(followerId)!;
  }

  /** Ends every fault: what is dead is started, and a second leader is not left. */
  async heal(): Promise<void> {
    await this.spare.kill();
    for (const link of this.#links.values()) link.set(healthy);
    for (const member of this.replicas) {
      member.thaw();
      member.start();
    }
  }

  /** Stops every process, and removes their data. */
  async stop(): Promise<void> {
    for (const link of this.#links.values()) link.set(healthy);
    await Promise.all(this.#leaders.map(member => member.stop()));
    await Promise.all(this.followers.map(member => member.stop()));
    await Promise.all([...this.#links.values()].map(link => link.close()));
    await rm(this.#dataDir, { recursive: true, force: true });
  }
}
