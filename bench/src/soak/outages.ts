/** Which nodes are down on purpose, so that a broken connection to any other is told from those. */
export class Outages {
  /** By URL: when it ended; infinite while it lasts. In ms of `performance.now()`. */
  readonly #endedAt = new Map<string, number>();

  begin(url: string): void {
    this.#endedAt.set(url, Infinity);
  }

  end(url: string, nowMs: number): void {
    this.#endedAt.set(url, nowMs);
  }

  /** Whether the node was down at any time since then. */
  touched(url: string, sinceMs: number): boolean {
    return (this.#endedAt.get(url) ?? -Infinity) >= sinceMs;
  }
}
