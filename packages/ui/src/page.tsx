import { ClusterSection } from './cluster/section.tsx';
import { CurveSection } from './curve/section.tsx';
import { FaultsSection } from './faults/section.tsx';
import { FollowerNotice } from './live/follower-notice.tsx';
import { Masthead } from './live/masthead.tsx';
import { Notice } from './live/notice.tsx';
import { useLive } from './live/use-live.ts';
import { RaceSection } from './race/section.tsx';
import { TrySection } from './try/section.tsx';

/** The whole page. What it last knew stays, greyed, while the node does not answer. */
export function Page() {
  const { connection, history, isRefused, useToken } = useLive();
  const isLeader = history?.state.status.role === 'leader';
  return (
    <>
      <Masthead connection={connection} status={history?.state.status} />
      <main id="content" class={connection === 'live' ? '' : 'is-stale'}>
        <Notice
          connection={connection}
          isEmpty={history === undefined}
          isRefused={isRefused}
          onToken={useToken}
        />
        {history !== undefined && !isLeader && <FollowerNotice status={history.state.status} />}
        {history !== undefined && isLeader && (
          <>
            <CurveSection state={history.state} />
            <RaceSection races={history.races} />
          </>
        )}
        {history !== undefined && (
          <>
            <ClusterSection state={history.state} samples={history.samples} />
            <TrySection status={history.state.status} />
          </>
        )}
        {history !== undefined && isLeader && <FaultsSection state={history.state} />}
      </main>
      <footer class="footer">
        <p>
          <em>Quorate (adj.): of a meeting, having enough members present to decide.</em>
        </p>
        <nav aria-label="More of this node">
          <a href="/docs">API</a> <a href="/status">Status as JSON</a>
        </nav>
      </footer>
    </>
  );
}
