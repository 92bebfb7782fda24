import { useCallback, useEffect, useState } from 'preact/hooks';
import { keepToken } from './api.ts';
import { type Connection, stayConnected } from './connection.ts';
import { type History, remember } from './history.ts';

export interface Live {
  readonly connection: Connection;
  readonly history: History | undefined;
  /** The token that was given last is not the right one. */
  readonly isRefused: boolean;
  /** Tries again with this token. */
  readonly useToken: (token: string) => void;
}

/** The node's state, as long as the page is open. */
export function useLive(): Live {
  const [connection, setConnection] = useState<Connection>('connecting');
  const [history, setHistory] = useState<History>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const end = new AbortController();
    void stayConnected({
      signal: end.signal,
      onConnection: setConnection,
      onState: state => setHistory(before => remember(before, state)),
    });
    return () => end.abort();
  }, [attempt]);

  const useToken = useCallback((token: string) => {
    keepToken(token);
    setConnection('connecting');
    setAttempt(number => number + 1);
  }, []);
  return { connection, history, isRefused: connection === 'unauthorized' && attempt > 0, useToken };
}
