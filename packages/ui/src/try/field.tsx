import type { ComponentChildren } from 'preact';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A control with its label. */
export function Field({ id, label, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
    </div>
  );
}

export interface Outcome {
  readonly isError: boolean;
  readonly text: string;
}

/** What came of it, told to those who do not see it too. */
export function OutcomeText({ outcome }: { readonly outcome: Outcome | undefined }) {
  return (
    <p class={outcome?.isError === true ? 'outcome is-error' : 'outcome'} role="status">
      {outcome?.text}
    </p>
  );
}
