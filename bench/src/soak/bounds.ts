/**
 * What the soak must keep to. These were set down before the first long run, from what the service says of itself,
 * and not to fit its figures.
 */
export const bounds = {
  /**
   * Without a fault. At 70% of the peak a request waits for few others; what is left are pauses: a flush to a disk
   * that others use too, a checkpoint, the garbage collector. A tenth of a second is what a person takes for "at once".
   */
  quietP99Ms: 100,
  /**
   * While one follower is away or comes back. Four are left for a quorum of three, so that no write need wait for it;
   * a third of the time after which a silent follower counts as down (`FOLLOWER_TIMEOUT_MS`, 3 s) leaves room for a
   * process that starts on the same cores, and is too little for a leader that waits for the silent one.
   */
  faultP99Ms: 1_000,
  /** While the leader restarts. Until it serves again nobody can write: not longer than `WRITE_TIMEOUT_MS`. */
  restartP99Ms: 5_000,
  /** Greatest resident memory of a process in its last quarter, in parts of that in its second. */
  memoryGrowth: 1.15,
} as const;
