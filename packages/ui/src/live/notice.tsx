import { useId, useState } from 'preact/hooks';
import type { Connection } from './connection.ts';

export interface NoticeProps {
  readonly connection: Connection;
  /** Nothing is known of the node yet. */
  readonly isEmpty: boolean;
  /** A token was given, and is not the right one. */
  readonly isRefused: boolean;
  readonly onToken: (token: string) => void;
}

/** What keeps the page from being live, and what to do about it. */
export function Notice({ connection, isEmpty, isRefused, onToken }: NoticeProps) {
  if (connection === 'unauthorized') return <TokenForm isRefused={isRefused} onToken={onToken} />;
  if (connection === 'lost')
    return (
      <p class="notice" role="alert">
        <strong>The node does not answer; trying again.</strong>
        {!isEmpty && ' Below is what it said last.'}
      </p>
    );
  return isEmpty ? <p class="quiet">Asking the node …</p> : null;
}

function TokenForm({ isRefused, onToken }: Pick<NoticeProps, 'isRefused' | 'onToken'>) {
  const id = useId();
  const [token, setToken] = useState('');
  return (
    <form
      class="notice token"
      onSubmit={event => {
        event.preventDefault();
        onToken(token.trim());
      }}
    >
      <label for={id}>
        <strong>This cluster asks for a token.</strong> It is kept until you close this tab.
      </label>
      <div class="row">
        <input
          id={id}
          type="password"
          autocomplete="off"
          required
          value={token}
          onInput={event => setToken(event.currentTarget.value)}
        />
        <button type="submit">Go on</button>
      </div>
      {isRefused && (
        <p class="outcome is-error" role="alert">
          The node does not know that token.
        </p>
      )}
    </form>
  );
}
