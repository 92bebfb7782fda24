import type { WriteReply } from '@quorate/protocol';
import { useId, useState } from 'preact/hooks';
import { formatMs } from '../format.ts';
import { askJson, messageOf } from '../live/api.ts';
import { Field, type Outcome, OutcomeText } from './field.tsx';
import { parseValue } from './value.ts';

export interface WritePanelProps {
  readonly followers: number;
  readonly writeQuorum: number;
}

/** One write, with the quorum of your choice. */
export function WritePanel({ followers, writeQuorum }: WritePanelProps) {
  const id = useId();
  const [key, setKey] = useState('greeting');
  const [value, setValue] = useState('"hello"');
  const [quorum, setQuorum] = useState(writeQuorum);
  const [outcome, setOutcome] = useState<Outcome>();

  async function write(): Promise<void> {
    try {
      const body = { key, value: parseValue(value), quorum };
      const reply = await askJson<WriteReply>('/write', { method: 'POST', body });
      const text = `Version ${reply.version}: ${reply.acks} of ${reply.followers} followers had it after ${formatMs(reply.durationMs)}.`;
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
        void write();
      }}
    >
      <h3 id={`${id}title`}>Write</h3>
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
      <Field id={`${id}value`} label="Value, as JSON">
        <textarea
          id={`${id}value`}
          rows={2}
          required
          spellcheck={false}
          value={value}
          onInput={event => setValue(event.currentTarget.value)}
        />
      </Field>
      <Field id={`${id}quorum`} label="Quorum">
        <select
          id={`${id}quorum`}
          value={quorum}
          onChange={event => setQuorum(Number(event.currentTarget.value))}
        >
          {Array.from({ length: followers }, (_, i) => (
            <option key={i} value={i + 1}>
              {i + 1} of {followers}
            </option>
          ))}
        </select>
      </Field>
      <button type="submit" class="primary">
        Write
      </button>
      <OutcomeText outcome={outcome} />
    </form>
  );
}
