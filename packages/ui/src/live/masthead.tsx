import type { StatusReply } from '@quorate/protocol';
import { formatCount, shortUrl } from '../format.ts';
import type { Connection } from './connection.ts';

export interface MastheadProps {
  readonly connection: Connection;
  readonly status: StatusReply | undefined;
}

const words: Readonly<Record<Connection, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  lost: 'No answer',
  unauthorized: 'Token needed',
};

/** Which node this is, and whether it speaks. */
export function Masthead({ connection, status }: MastheadProps) {
  return (
    <header class="masthead">
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <h1 class="wordmark">
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <circle class="mark-leader" cx="12" cy="12" r="4" />
          <circle class="mark-on" cx="12" cy="2.8" r="2.2" />
          <circle class="mark-on" cx="20.7" cy="9.2" r="2.2" />
          <circle class="mark-on" cx="17.4" cy="19.4" r="2.2" />
          <circle class="mark-off" cx="6.6" cy="19.4" r="2.2" />
          <circle class="mark-off" cx="3.3" cy="9.2" r="2.2" />
        </svg>
        Quorate
      </h1>
      {status !== undefined && (
        <dl class="facts">
          <Fact name={status.role} value={shortUrl(status.url)} />
          <Fact name="keys" value={formatCount(status.keys)} />
          <Fact name="version" value={formatCount(status.version)} />
          <Fact name="epoch" value={String(status.epoch)} />
          <Fact name="durability" value={status.durability} />
        </dl>
      )}
      <p class={`pulse pulse-${connection}`} role="status">
        {words[connection]}
      </p>
    </header>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
