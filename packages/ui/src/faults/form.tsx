import type { ActiveFault, FaultKind } from '@quorate/protocol';
import { useId, useState } from 'preact/hooks';
import { askJson, messageOf } from '../live/api.ts';
import { Field, type Outcome } from '../try/field.tsx';
import {
  describeFault,
  durations,
  type FaultForm as Form,
  kindTexts,
  nameOf,
  requestOf,
} from './describe.ts';

export interface FaultFormProps {
  readonly followers: readonly string[];
  readonly onOutcome: (outcome: Outcome) => void;
}

const kinds = Object.keys(kindTexts) as FaultKind[];

/** Makes one fault. */
export function FaultForm({ followers, onOutcome }: FaultFormProps) {
  const id = useId();
  const [form, setForm] = useState<Form>({
    follower: followers.at(-1) ?? '*',
    kind: 'delay',
    minMs: 50,
    maxMs: 150,
    percent: 30,
    durationMs: durations[1].ms,
  });
  const set = (part: Partial<Form>) => setForm(before => ({ ...before, ...part }));

  async function make(): Promise<void> {
    try {
      const fault = await askJson<ActiveFault>('/faults', { method: 'POST', body: requestOf(form) });
      onOutcome({ isError: false, text: `${nameOf(fault.follower, followers)}: ${describeFault(fault)}.` });
    } catch (error) {
      onOutcome({ isError: true, text: messageOf(error) });
    }
  }

  return (
    <form
      class="panel"
      aria-label="Make a fault"
      onSubmit={event => {
        event.preventDefault();
        void make();
      }}
    >
      <Field id={`${id}follower`} label="Follower">
        <select
          id={`${id}follower`}
          value={form.follower}
          onChange={event => set({ follower: event.currentTarget.value })}
        >
          {followers.map((url, i) => (
            <option key={url} value={url}>
              Follower {i + 1}
            </option>
          ))}
          <option value="*">All followers</option>
        </select>
      </Field>
      <fieldset class="segments">
        <legend>Fault</legend>
        {kinds.map(kind => (
          <label key={kind}>
            <input
              type="radio"
              name={`${id}kind`}
              checked={form.kind === kind}
              onChange={() => set({ kind })}
            />
            <span>{kindTexts[kind].name}</span>
          </label>
        ))}
      </fieldset>
      <p class="quiet">{kindTexts[form.kind].text}</p>
      {form.kind === 'delay' && (
        <div class="row">
          <NumberField
            id={`${id}min`}
            label="At least, ms"
            most={form.maxMs}
            value={form.minMs}
            onSet={minMs => set({ minMs })}
          />
          <NumberField
            id={`${id}max`}
            label="At most, ms"
            most={60_000}
            value={form.maxMs}
            onSet={maxMs => set({ maxMs })}
          />
        </div>
      )}
      {form.kind === 'drop' && (
        <NumberField
          id={`${id}percent`}
          label="Share of requests, %"
          most={100}
          value={form.percent}
          onSet={percent => set({ percent })}
        />
      )}
      <fieldset class="segments">
        <legend>For</legend>
        {durations.map(({ ms, name }) => (
          <label key={ms}>
            <input
              type="radio"
              name={`${id}duration`}
              checked={form.durationMs === ms}
              onChange={() => set({ durationMs: ms })}
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <button type="submit" class="primary">
        Make this fault
      </button>
    </form>
  );
}

interface NumberFieldProps {
  readonly id: string;
  readonly label: string;
  readonly most: number;
  readonly value: number;
  readonly onSet: (value: number) => void;
}

function NumberField({ id, label, most, value, onSet }: NumberFieldProps) {
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        type="number"
        required
        min={0}
        max={most}
        value={Number.isNaN(value) ? '' : value}
        onInput={event => onSet(event.currentTarget.valueAsNumber)}
      />
    </Field>
  );
}
