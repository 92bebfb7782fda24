/**
 * What a quorum costs when every ack takes an independent, uniformly distributed time: the write waits for the
 * k-th fastest of n followers, so its latency is the k-th order statistic of n uniforms. On 0..1 that follows
 * Beta(k, n − k + 1); see David and Nagaraja, "Order Statistics", sections 2.1 and 3.1.
 */

/** Mean of the k-th smallest of n uniforms on 0..1. */
function orderStatisticMean(k: number, n: number): number {
  return k / (n + 1);
}

/** Standard deviation of the k-th smallest of n uniforms on 0..1. */
export function orderStatisticDeviation(k: number, n: number): number {
  return Math.sqrt((k * (n + 1 - k)) / ((n + 1) ** 2 * (n + 2)));
}

/** P(k-th smallest of n uniforms ≤ x): that at least k of n fall below x, a binomial tail. */
export function orderStatisticCdf(x: number, k: number, n: number): number {
  let tail = 0;
  for (let i = k; i <= n; i++) tail += choose(n, i) * x ** i * (1 - x) ** (n - i);
  return tail;
}

/** The x whose {@link orderStatisticCdf} is `probability`, to the precision of a double. */
export function orderStatisticQuantile(probability: number, k: number, n: number): number {
  let low = 0;
  let high = 1;
  // The tail rises with x, so bisection closes in; 60 halvings use up a double's 53 bits.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (orderStatisticCdf(middle, k, n) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export interface Delays {
  readonly followers: number;
  readonly minDelayMs: number;
  readonly maxDelayMs: number;
}

export interface Theory {
  readonly meanMs: number;
  readonly p99Ms: number;
  /** Of the mean of `writes` measured latencies. */
  readonly standardErrorMs: number;
}

export function quorumTheory(
  { followers, minDelayMs, maxDelayMs }: Delays,
  quorum: number,
  writes: number,
): Theory {
  const rangeMs = maxDelayMs - minDelayMs;
  return {
    meanMs: minDelayMs + rangeMs * orderStatisticMean(quorum, followers),
    p99Ms: minDelayMs + rangeMs * orderStatisticQuantile(0.99, quorum, followers),
    standardErrorMs: (rangeMs * orderStatisticDeviation(quorum, followers)) / Math.sqrt(writes),
  };
}

function choose(n: number, k: number): number {
  let product = 1;
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i;
  return product;
}
