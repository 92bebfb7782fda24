import type { LiveState } from '@quorate/protocol';
import { useState } from 'preact/hooks';
import { CurveChart } from './chart.tsx';
import { Compare } from './compare.tsx';
import { rowsOf } from './rows.ts';
import { SomeWrites } from './some-writes.tsx';
import { CurveTable } from './table.tsx';
import { verdict } from './verdict.ts';

/** What every quorum costs now: the sentence, the chart, the numbers. */
export function CurveSection({ state: { status, recentCurve } }: { readonly state: LiveState }) {
  const { followers = [], writeQuorum = 1, quorumCurve = [] } = status;
  const count = followers.length;
  const [chosen, setChosen] = useState<number>();
  const otherQuorum = chosen ?? (writeQuorum < count ? count : count - 1);
  const rows = rowsOf(recentCurve, quorumCurve, count);
  const live = followers.filter(({ state }) => state !== 'down').length;
  const sentence = verdict({ rows, writeQuorum, otherQuorum, live });
  return (
    <section class="hero" aria-labelledby="curve-title">
      <h2 id="curve-title" class="eyebrow">
        What a quorum costs, right now
      </h2>
      <p class="verdict is-changing" data-testid="verdict">
        {sentence === undefined ? 'No writes in the last seconds.' : emphasised(sentence)}
      </p>
      <div class="hero-controls">
        {count > 1 && (
          <Compare quorums={count} writeQuorum={writeQuorum} chosen={otherQuorum} onChoose={setChosen} />
        )}
        <SomeWrites />
      </div>
      <div class="hero-body">
        <CurveChart rows={rows} writeQuorum={writeQuorum} otherQuorum={otherQuorum} />
        <CurveTable rows={rows} writeQuorum={writeQuorum} />
      </div>
    </section>
  );
}

/** The numbers of the sentence stand out. */
function emphasised(sentence: string) {
  return sentence
    .split(/(\d[\d.]* m?s|quorum \d+)/)
    .map((part, i) => (i % 2 === 1 ? <strong key={`${i}`}>{part}</strong> : part));
}
