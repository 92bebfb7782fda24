const VITAL = /^\/(replicate|ping|healthz|readyz|status|metrics)(\/|$)/;

/** What the cluster needs to live, and its operators to see why it suffers: never refused for lack of room. */
export function isVital(path: string): boolean {
  return VITAL.test(path);
}
