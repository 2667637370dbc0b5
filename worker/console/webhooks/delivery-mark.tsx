/** Where a delivery stands, with the answer that put it there. */
import type { Delivery } from '#shared/contracts/webhooks.ts';
import { formatDay, formatMoment, formatTime } from '../format.ts';
import { locale, words } from '../look.ts';
import { Mark } from '../ui/state-mark.tsx';

const forms = { waiting: 'held', delivered: 'payable', failed: 'none' } as const;

export function DeliveryMark({ delivery, now }: { delivery: Delivery; now: number }) {
  const { webhooks: said } = words.value;
  const { state, nextAt, lastStatus, lastProblem } = delivery;
  const when = nextAt === null ? '' : `${formatDay(locale.value, nextAt, now)}, ${formatTime(locale.value, nextAt)}`;
  return (
    <>
      <Mark form={forms[state]} text={said.states[state]} />
      <span class="second" title={nextAt === null ? undefined : formatMoment(locale.value, nextAt)}>
        {answerText(lastStatus, lastProblem)}
        {state === 'waiting' && delivery.attempts > 0 ? ` · ${said.next(when)}` : ''}
      </span>
    </>
  );
}

/** "500", "No answer in time", or nothing before the first attempt. */
export function answerText(status: number | null, problem: Delivery['lastProblem']): string {
  const { webhooks: said } = words.value;
  if (status !== null) return said.answered(String(status)) + (problem === 'redirect' ? ` · ${said.problems.redirect}` : '');
  return problem === null ? said.notYet : said.problems[problem];
}
