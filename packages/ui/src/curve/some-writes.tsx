import { useEffect, useRef, useState } from 'preact/hooks';
import { askJson, messageOf } from '../live/api.ts';

/** A little load: so many writes, one in so many milliseconds. They go by themselves after a minute. */
const WRITES = 60;
const EVERY_MS = 250;
const KEYS = 5;
const TTL_MS = 60_000;

/** A button that writes a few entries, so that there is something to see. */
export function SomeWrites() {
  const [left, setLeft] = useState(0);
  const [problem, setProblem] = useState('');
  const isWriting = left > 0;
  const number = useRef(0);

  useEffect(() => {
    if (!isWriting) return undefined;
    const timer = setInterval(() => {
      setLeft(count => Math.max(0, count - 1));
      const key = `demo/${(number.current % KEYS) + 1}`;
      askJson('/write', { method: 'POST', body: { key, value: number.current++, ttlMs: TTL_MS } }).then(
        () => setProblem(''),
        error => setProblem(messageOf(error)),
      );
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isWriting]);

  return (
    <div class="some-writes">
      <button
        type="button"
        class={isWriting ? '' : 'primary'}
        onClick={() => setLeft(isWriting ? 0 : WRITES)}
      >
        {isWriting ? 'Stop writing' : 'Make some writes'}
      </button>
      <span class="quiet" role="status">
        {problem !== '' ? problem : isWriting ? 'Four a second, for a quarter of a minute.' : ''}
      </span>
    </div>
  );
}
