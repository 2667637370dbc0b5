/** Where a commission stands: a form, a word and a date, so that colour is never the only sign. */
import type { creditStates } from '#shared/contracts/orders.ts';
import { formatDay, formatMoment } from '../format.ts';
import { locale, words } from '../look.ts';

export interface Standing {
  state: (typeof creditStates)[number];
  releaseAt: number;
  releasedAt: number | null;
  paidAt?: number | null;
}

const forms = {
  held: <path d="M6 1.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Zm0 2.2V6l1.9 1.2" fill="none" stroke="currentColor" stroke-width="1.4" />,
  payable: (
    <path d="M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8ZM3.6 6l1.8 1.8 3.1-3.4" fill="none" stroke="currentColor" stroke-width="1.4" />
  ),
  in_review: (
    <path d="M5.2 1.6a3.6 3.6 0 1 0 0 7.2 3.6 3.6 0 0 0 0-7.2Zm2.6 6.2 2.8 2.8" fill="none" stroke="currentColor" stroke-width="1.4" />
  ),
  paid: <path d="M1.6 6.4 4.6 9.4 10.6 2.8" fill="none" stroke="currentColor" stroke-width="1.6" />,
  rejected: (
    <path d="M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8ZM4 4l4 4M8 4 4 8" fill="none" stroke="currentColor" stroke-width="1.4" />
  ),
  reversed: <path d="M4.2 2.2 1.6 4.6 4.2 7M2 4.6h5a3 3 0 0 1 0 6H5" fill="none" stroke="currentColor" stroke-width="1.4" />,
  none: (
    <path
      d="M6 .8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 6 .8ZM4.2 4.2l3.6 3.6M7.8 4.2 4.2 7.8"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
    />
  ),
} as const;

/** A form and a word, for whatever stands somewhere. */
export function Mark({ form, text }: { form: keyof typeof forms; text: string }) {
  return (
    <span class={`state state-${form}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {forms[form]}
      </svg>
      {text}
    </span>
  );
}

export function StateMark({ state, releaseAt, releasedAt, paidAt, now }: Standing & { now: number }) {
  const at = state === 'payable' ? (releasedAt ?? releaseAt) : releaseAt;
  const day = formatDay(locale.value, at, now);
  const text = {
    held: words.value.money.heldUntil(day),
    in_review: words.value.money.states.in_review,
    payable: words.value.money.payableSince(day),
    paid: paidAt ? words.value.money.paidOn(formatDay(locale.value, paidAt, now)) : words.value.money.states.paid,
    reversed: words.value.money.reversed,
    rejected: words.value.money.states.rejected,
  }[state];
  return (
    <span class={`state state-${state}`} title={state === 'held' || state === 'payable' ? formatMoment(locale.value, at) : undefined}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {forms[state]}
      </svg>
      {text}
    </span>
  );
}

/** Proven or not: for handles, domains, keys. */
export const ProofMark = ({ done, text }: { done: boolean; text: string }) => <Mark form={done ? 'payable' : 'held'} text={text} />;
