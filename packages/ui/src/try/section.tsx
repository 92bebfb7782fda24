import type { StatusReply } from '@quorate/protocol';
import { ReadPanel } from './read.tsx';
import { WatchPanel } from './watch.tsx';
import { WritePanel } from './write.tsx';

/** Write, read on any node, and watch keys change. A follower takes no writes. */
export function TrySection({ status }: { readonly status: StatusReply }) {
  const followers = status.followers?.map(({ follower }) => follower) ?? [];
  return (
    <section aria-labelledby="try-title">
      <h2 id="try-title">Try it</h2>
      <div class="panels">
        {status.role === 'leader' && (
          <WritePanel followers={followers.length} writeQuorum={status.writeQuorum ?? 1} />
        )}
        <ReadPanel role={status.role} followers={followers} />
        <WatchPanel version={status.version} />
      </div>
    </section>
  );
}
