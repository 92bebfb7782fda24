import type { ReadReply, StatusReply } from '@quorate/protocol';
import { useId, useState } from 'preact/hooks';
import { shortJson, shortUrl } from '../format.ts';
import { askJson, messageOf } from '../live/api.ts';
import { Field, type Outcome, OutcomeText } from './field.tsx';

export interface ReadPanelProps {
  readonly role: StatusReply['role'];
  /** URLs in the configured order; none on a follower. */
  readonly followers: readonly string[];
}

const levels = ['local', 'committed', 'linearizable'] as const;
const SHOWN_CHARS = 2_000;

/** One read, of this node or through the leader of any follower, at any level. */
export function ReadPanel({ role, followers }: ReadPanelProps) {
  const id = useId();
  const [key, setKey] = useState('greeting');
  const [place, setPlace] = useState(0);
  const [consistency, setConsistency] = useState<string>('local');
  const [outcome, setOutcome] = useState<Outcome>();

  async function read(): Promise<void> {
    try {
      const path = place === 0 ? '/read' : `/followers/${place}/read`;
      const reply = await askJson<ReadReply>(`${path}?${new URLSearchParams({ key, consistency })}`);
      const committed =
        reply.committed === undefined ? '' : reply.committed ? ', committed' : ', not committed yet';
      const text = `${shortJson(reply.value, SHOWN_CHARS)}, version ${reply.version}${committed}.`;
      setOutcome({ isError: false, text });
    } catch (error) {
      setOutcome({ isError: true, text: messageOf(error) });
    }
  }

  return (
    <form
      class="panel"
      aria-labelledby={`${id}title`}
      onSubmit={event => {
        event.preventDefault();
        void read();
      }}
    >
      <h3 id={`${id}title`}>Read</h3>
      <Field id={`${id}key`} label="Key">
        <input
          id={`${id}key`}
          required
          spellcheck={false}
          autocomplete="off"
          value={key}
          onInput={event => setKey(event.currentTarget.value)}
        />
      </Field>
      <Field id={`${id}node`} label="On">
        <select
          id={`${id}node`}
          value={place}
          onChange={event => setPlace(Number(event.currentTarget.value))}
        >
          <option value={0}>{role === 'leader' ? 'the leader' : 'this follower'}</option>
          {followers.map((url, i) => (
            <option key={url} value={i + 1}>
              follower {i + 1} ({shortUrl(url)})
            </option>
          ))}
        </select>
      </Field>
      <Field id={`${id}level`} label="Consistency">
        <select
          id={`${id}level`}
          value={consistency}
          onChange={event => setConsistency(event.currentTarget.value)}
        >
          {levels.map(level => (
            <option key={level} value={level}>
              {level}
            </option>
          ))}
        </select>
      </Field>
      <button type="submit" class="primary">
        Read
      </button>
      <OutcomeText outcome={outcome} />
    </form>
  );
}
