import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import type { Entry, JsonValue, Store } from '../../src/index.ts';

/** What happens between two batches: nothing, a turn of the event loop, or a wait for the disk. */
type Pause = 'none' | 'turn' | 'durable';

interface Delivery {
  readonly batch: readonly Entry[];
  readonly pause: Pause;
}

/** Some writes, and one way in which they might reach a replica: in any order, twice, in batches of any size. */
export interface History {
  readonly entries: readonly Entry[];
  readonly watermark: number;
  readonly deliveries: readonly Delivery[];
}

const key = fc.constantFrom('a', 'b', 'c', 'a\u0000', '__proto__', '\uff21', '\u{1f600}');
const content = fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined });

const written = fc.array(fc.record({ key, content, gap: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 40,
});

export const history: fc.Arbitrary<History> = written.chain(writes => {
  let version = 0;
  const entries = writes.map(({ key, content, gap }): Entry => {
    version += gap;
    if (content === undefined) return { key, version, tombstone: true };
    return { key, version, value: JSON.parse(JSON.stringify(content)) as JsonValue };
  });
  const all = entries.map((_, i) => i);
  const twice = fc.array(fc.constantFrom(...all), { maxLength: 20 });
  const order = twice.chain(again =>
    fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }),
  );
  const size = fc.record({
    size: fc.integer({ min: 1, max: 8 }),
    pause: fc.constantFrom<Pause[]>('none', 'turn', 'durable'),
  });
  return fc
    .record({ order, sizes: fc.array(size, { minLength: 60, maxLength: 60 }) })
    .map(({ order, sizes }) => {
      const deliveries: Delivery[] = [];
      for (let at = 0; at < order.length; ) {
        const { size, pause } = sizes[deliveries.length]!;
        deliveries.push({ batch: order.slice(at, at + size).map(i => entries[i]!), pause });
        at += size;
      }
      return { entries, watermark: version, deliveries };
    });
});

/** Puts a history through a store; its watermark comes with the last batch. */
export async function deliver(store: Store, { deliveries, watermark }: History): Promise<void> {
  for (const [i, { batch, pause }] of deliveries.entries()) {
    const last = i === deliveries.length - 1;
    const { durable } = store.apply(batch, last ? watermark : undefined);
    if (pause === 'turn') await turn();
    else if (pause === 'durable') await durable;
  }
}
