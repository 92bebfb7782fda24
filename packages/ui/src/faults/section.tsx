import type { FaultsReply, LiveState } from '@quorate/protocol';
import { useState } from 'preact/hooks';
import { formatLeft } from '../format.ts';
import { askJson, messageOf } from '../live/api.ts';
import { type Outcome, OutcomeText } from '../try/field.tsx';
import { describeFault, nameOf } from './describe.ts';
import { FaultForm } from './form.tsx';

/** Faults on purpose, where the leader allows them: to see what they cost. */
export function FaultsSection({ state: { atMs, status, faults } }: { readonly state: LiveState }) {
  const [outcome, setOutcome] = useState<Outcome>();
  const followers = status.followers?.map(({ follower }) => follower) ?? [];

  async function undo(path: string, text: string): Promise<void> {
    try {
      await askJson<FaultsReply>(path, { method: 'DELETE' });
      setOutcome({ isError: false, text });
    } catch (error) {
      setOutcome({ isError: true, text: messageOf(error) });
    }
  }

  return (
    <section aria-labelledby="faults-title">
      <h2 id="faults-title">Faults on purpose</h2>
      {faults.enabled ? (
        <>
          <p class="lead">
            Slow down a follower, cut it off or freeze it, and see above what that costs at each quorum. Every
            fault ends by itself.
          </p>
          <div class="faults">
            <FaultForm followers={followers} onOutcome={setOutcome} />
            <div class="panel active-faults">
              <div class="section-head">
                <h3>Active now</h3>
                {faults.faults.length > 0 && (
                  <button type="button" onClick={() => void undo('/faults', 'All faults are undone.')}>
                    Undo all
                  </button>
                )}
              </div>
              {faults.faults.length === 0 ? (
                <p class="quiet">None.</p>
              ) : (
                <ul>
                  {faults.faults.map(fault => (
                    <li key={fault.id}>
                      <span>
                        <strong>{nameOf(fault.follower, followers)}</strong> {describeFault(fault)}
                      </span>
                      <span class="left">{formatLeft(fault.endsAtMs - atMs)}</span>
                      <button
                        type="button"
                        aria-label={`Undo: ${nameOf(fault.follower, followers)} ${describeFault(fault)}`}
                        onClick={() => void undo(`/faults/${encodeURIComponent(fault.id)}`, 'Undone.')}
                      >
                        Undo
                      </button>
                    </li>
                  ))}
                </ul>
              )}
              <OutcomeText outcome={outcome} />
            </div>
          </div>
        </>
      ) : (
        <p class="quiet">
          Off. Start with <code>FAULTS=true npm start</code> to slow down, cut off or freeze followers from
          here.
        </p>
      )}
    </section>
  );
}
