import { formatMs } from '../format.ts';
import type { CurveRow } from './rows.ts';

export interface CurveTableProps {
  readonly rows: readonly CurveRow[];
  readonly writeQuorum: number;
}

/** The curve in numbers. */
export function CurveTable({ rows, writeQuorum }: CurveTableProps) {
  return (
    <div class="curve-table">
      <table>
        <caption>The last 10 to 20 seconds</caption>
        <thead>
          <tr>
            <th scope="col">Quorum</th>
            <th scope="col">p50</th>
            <th scope="col">p95</th>
            <th scope="col">p99</th>
            <th scope="col">May fail</th>
            <th scope="col">Reached by</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ quorum, mayFail, recent, share, isReliable }) => (
            <tr key={quorum} class={quorum === writeQuorum ? 'is-own' : isReliable ? '' : 'is-weak'}>
              <th scope="row">
                {quorum}
                {quorum === writeQuorum && <span class="own-mark">configured</span>}
              </th>
              <td data-testid={`p50-${quorum}`}>{recent === undefined ? '–' : formatMs(recent.p50Ms)}</td>
              <td>{recent === undefined ? '–' : formatMs(recent.p95Ms)}</td>
              <td>{recent === undefined ? '–' : formatMs(recent.p99Ms)}</td>
              <td>{mayFail}</td>
              <td>{recent === undefined ? '–' : `${Math.round(share * 100)} %`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">
        p50: half of the writes were faster. <em>May fail</em>: followers that can be lost while writes of
        that quorum still work. <em>Reached by</em>: the share of writes with so many acks.
      </p>
    </div>
  );
}
