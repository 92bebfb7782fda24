import type { LiveSample, LiveState, Progress, StatusReply } from '@quorate/protocol';
import { describeFault } from '../faults/describe.ts';
import { formatCount, formatLeft, formatMs, shortUrl } from '../format.ts';
import { seriesOf } from './series.ts';
import { StateMark } from './state-mark.tsx';
import { TimeSeries } from './time-series.tsx';

export interface ClusterSectionProps {
  readonly state: LiveState;
  readonly samples: readonly LiveSample[];
}

/** Every node, and what the last minutes were like. */
export function ClusterSection({ state, samples }: ClusterSectionProps) {
  const { status } = state;
  return (
    <section aria-labelledby="cluster-title">
      <h2 id="cluster-title">{status.role === 'leader' ? 'The cluster' : 'This node'}</h2>
      <ul class="nodes">
        <OwnCard status={status} />
        {status.followers?.map((progress, i) => (
          <FollowerCard key={progress.follower} place={i + 1} progress={progress} state={state} />
        ))}
      </ul>
      {status.role === 'leader' && <Charts samples={samples} />}
    </section>
  );
}

function OwnCard({ status }: { readonly status: StatusReply }) {
  const isLeader = status.role === 'leader';
  return (
    <li class="node is-here">
      <h3>{isLeader ? 'Leader' : 'Follower'}</h3>
      <p class="node-url">{shortUrl(status.url)}</p>
      <StateMark state={isLeader ? 'leader' : 'here'} />
      <dl>
        <Fact name="Version" value={formatCount(status.version)} />
        <Fact name="Keys" value={formatCount(status.keys)} />
        <Fact name="Digest" value={status.digest.slice(0, 8)} />
      </dl>
    </li>
  );
}

interface FollowerCardProps {
  readonly place: number;
  readonly progress: Progress;
  readonly state: LiveState;
}

function FollowerCard({ place, progress, state: { atMs, faults } }: FollowerCardProps) {
  const { follower, state, lag, queued, inFlight, digest, error } = progress;
  const own = faults.faults.filter(fault => fault.follower === follower || fault.follower === '*');
  return (
    <li class={`node node-${state}`} data-testid={`follower-${place}`}>
      <h3>Follower {place}</h3>
      <p class="node-url">{shortUrl(follower)}</p>
      <StateMark state={state} />
      <dl>
        <Fact name="Lag" value={formatCount(lag)} />
        <Fact name="Queued" value={formatCount(queued)} />
        <Fact name="In flight" value={formatCount(inFlight)} />
        <Fact name="Digest" value={digest} isAlarming={digest === 'different'} />
      </dl>
      {own.map(fault => (
        <p key={fault.id} class="node-fault">
          On purpose: {describeFault(fault)}, {formatLeft(fault.endsAtMs - atMs)} left
        </p>
      ))}
      {error !== undefined && <p class="node-error">{error}</p>}
    </li>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly isAlarming?: boolean;
}

function Fact({ name, value, isAlarming = false }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={isAlarming ? 'is-alarming' : ''}>{value}</dd>
    </div>
  );
}

function Charts({ samples }: Pick<ClusterSectionProps, 'samples'>) {
  const { at, writes, errors, p50, p99 } = seriesOf(samples);
  const last = samples.at(-1);
  return (
    <div class="charts">
      <TimeSeries
        title="Writes a second"
        lines={[
          { name: 'done', value: formatCount(last?.writes ?? 0), look: 'main' },
          { name: 'not done', value: formatCount(last?.errors ?? 0), look: 'bad' },
        ]}
        data={[at, writes, errors]}
      />
      <TimeSeries
        title="How long a write took, in ms"
        isLog
        lines={[
          { name: 'p50', value: formatLatency(last?.p50Ms), look: 'main' },
          { name: 'p99', value: formatLatency(last?.p99Ms), look: 'weak' },
        ]}
        data={[at, p50, p99]}
      />
    </div>
  );
}

function formatLatency(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '–' : formatMs(ms);
}
