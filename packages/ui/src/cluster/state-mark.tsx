import type { FollowerState } from '@quorate/protocol';

type Shown = FollowerState | 'leader' | 'here';

const words: Readonly<Record<Shown, string>> = {
  leader: 'takes the writes',
  here: 'holds a copy',
  stream: 'stream',
  probe: 'probe',
  'catch-up': 'catch-up',
  down: 'down',
};

const titles: Readonly<Partial<Record<Shown, string>>> = {
  stream: 'gets each write as it comes',
  probe: 'is asked where it stands',
  'catch-up': 'is sent what it misses',
  down: 'does not answer; tried again with growing pauses',
};

/** A node's state as a word and a shape; the colour says nothing that these do not. */
export function StateMark({ state }: { readonly state: Shown }) {
  return (
    <p class={`state state-${state}`} title={titles[state]}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        <Shape state={state} />
      </svg>
      {words[state]}
    </p>
  );
}

function Shape({ state }: { readonly state: Shown }) {
  switch (state) {
    case 'leader':
      return <rect x="2" y="2" width="8" height="8" rx="1" transform="rotate(45 6 6)" />;
    case 'here':
    case 'stream':
      return <circle cx="6" cy="6" r="5" />;
    case 'probe':
      return <circle class="is-hollow" cx="6" cy="6" r="4" />;
    case 'catch-up':
      return <path d="M6 1l5 9.5H1z" />;
    case 'down':
      return <path class="is-hollow" d="M2 2l8 8M10 2l-8 8" />;
  }
}
