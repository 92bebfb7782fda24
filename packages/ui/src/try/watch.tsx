import type { Change, ErrorReply } from '@quorate/protocol';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { formatCount, shortJson } from '../format.ts';
import { messageOf } from '../live/api.ts';
import { readEvents } from '../live/events.ts';
import { MAX_CHANGES, withChange } from './changes.ts';
import { Field, type Outcome, OutcomeText } from './field.tsx';

const SHOWN_CHARS = 60;

/** Changes of keys as they come, from this node. */
export function WatchPanel({ version }: { readonly version: number }) {
  const id = useId();
  const [prefix, setPrefix] = useState('');
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [outcome, setOutcome] = useState<Outcome>();
  const [isOn, setOn] = useState(false);
  const watch = useRef<AbortController>(undefined);
  useEffect(() => () => watch.current?.abort(), []);

  async function start(): Promise<void> {
    const end = new AbortController();
    watch.current = end;
    setOn(true);
    setChanges([]);
    setOutcome({ isError: false, text: 'Watching; changes from now on appear here.' });
    try {
      const query = new URLSearchParams({ since: String(version), prefix });
      for await (const event of readEvents(`/changes?${query}`, { signal: end.signal })) {
        if (event.type === 'change') {
          const change = JSON.parse(event.data) as Change;
          setChanges(list => withChange(list, change));
        } else if (event.type === 'error') {
          throw new Error((JSON.parse(event.data) as ErrorReply).error.message);
        }
      }
      setOutcome({ isError: true, text: 'The node has ended the stream; watch again.' });
    } catch (error) {
      if (end.signal.aborted) setOutcome({ isError: false, text: 'Stopped.' });
      else setOutcome({ isError: true, text: messageOf(error) });
    }
    if (watch.current === end) setOn(false);
  }

  return (
    <form
      class="panel"
      aria-labelledby={`${id}title`}
      onSubmit={event => {
        event.preventDefault();
        if (isOn) watch.current?.abort();
        else void start();
      }}
    >
      <h3 id={`${id}title`}>Watch</h3>
      <Field id={`${id}prefix`} label="Keys that begin with (all if empty)">
        <input
          id={`${id}prefix`}
          spellcheck={false}
          autocomplete="off"
          disabled={isOn}
          value={prefix}
          onInput={event => setPrefix(event.currentTarget.value)}
        />
      </Field>
      <button type="submit" class={isOn ? '' : 'primary'}>
        {isOn ? 'Stop' : 'Watch'}
      </button>
      {outcome === undefined && (
        <p class="quiet">Changes appear here as this node applies them, the newest on top.</p>
      )}
      <OutcomeText outcome={outcome} />
      {changes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard.
        <ol class="changes" tabIndex={0} aria-label={`The last changes, ${MAX_CHANGES} at most`}>
          {changes.map(change => (
            <li key={change.version}>
              <span class="change-key">{change.key}</span>
              <code>{change.deleted === true ? 'deleted' : shortJson(change.value, SHOWN_CHARS)}</code>
              <span class="quiet">{formatCount(change.version)}</span>
            </li>
          ))}
        </ol>
      )}
    </form>
  );
}
