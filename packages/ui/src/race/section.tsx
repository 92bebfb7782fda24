import { useState } from 'preact/hooks';
import { counted, formatCount, formatMs } from '../format.ts';
import { useTween } from '../live/use-tween.ts';
import { type Lane, laneOf, longestMs } from './lane.ts';
import type { SeenRace } from './races.ts';

const BAR = 4;
const STEP = 7;

/** The newest writes on their way to every follower. Can be held still. */
export function RaceSection({ races }: { readonly races: readonly SeenRace[] }) {
  const [held, setHeld] = useState<readonly SeenRace[]>();
  const shown = held ?? races;
  const [fullMs = 1] = useTween([longestMs(shown) * 1.04]);
  return (
    <section aria-labelledby="race-title">
      <div class="section-head">
        <h2 id="race-title">The race</h2>
        {(shown.length > 0 || held !== undefined) && (
          <button
            type="button"
            aria-pressed={held !== undefined}
            onClick={() => setHeld(held === undefined ? races : undefined)}
          >
            {held === undefined ? 'Pause' : 'Go on'}
          </button>
        )}
      </div>
      <p class="lead">
        Each write goes to every follower at once and is done with the ack that completes its quorum. A bar is
        one follower, the first on top; the upright line is where the client was told “done”.
      </p>
      {shown.length === 0 ? (
        <p class="quiet">No writes yet. Once there are some, the newest are here.</p>
      ) : (
        <>
          <ol class="lanes">
            {shown.map(race => (
              <LaneRow key={race.version} race={race} lane={laneOf(race, fullMs)} />
            ))}
          </ol>
          <p class="lane-scale quiet" aria-hidden="true">
            <span>0</span>
            <span>{formatMs(fullMs)}</span>
          </p>
        </>
      )}
    </section>
  );
}

function LaneRow({ race, lane }: { readonly race: SeenRace; readonly lane: Lane }) {
  const { key, version, quorum, acksMs, isOver } = race;
  const height = acksMs.length * STEP + 3;
  return (
    <li class="lane">
      <p class="lane-name">
        <span class="lane-key" title={key}>
          {key}
        </span>
        <span class="quiet">version {formatCount(version)}</span>
      </p>
      <svg class="lane-bars" width="100%" height={height} aria-hidden="true">
        {lane.bars.map(({ follower, kind, length }, i) => (
          <rect
            key={follower}
            class={`bar bar-${kind}`}
            x="0"
            y={i * STEP + 3}
            width={`${(length * 100).toFixed(2)}%`}
            height={BAR}
            rx="2"
          />
        ))}
        {lane.line !== undefined && (
          <line
            class="lane-line"
            x1={`${(lane.line * 100).toFixed(2)}%`}
            x2={`${(lane.line * 100).toFixed(2)}%`}
            y1="0"
            y2={height}
          />
        )}
      </svg>
      <p class="lane-result">
        <strong>
          {lane.reachedMs === undefined ? (isOver ? 'not reached' : 'waiting') : formatMs(lane.reachedMs)}
        </strong>
        <span class="quiet">
          {quorum} of {acksMs.length}
          {isOver && lane.acks < acksMs.length && `, ${counted(acksMs.length - lane.acks, 'ack')} missing`}
        </span>
      </p>
    </li>
  );
}
