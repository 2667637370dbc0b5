/** The outside of one book: a shop, a reviewer, an owner and a payout provider, all of whom ask until they are answered. */
import type { BookEvent } from '#shared/book/events.ts';
import { accounts } from '#shared/book/postings.ts';
import type { PayoutState } from '#shared/book/state.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';
import {
  adjustmentEvent,
  cancelEvent,
  draftEvent,
  editEvent,
  idFor,
  orderEvent,
  refundEvent,
  reviewEvent,
  type Step,
  stepEvent,
  type Told,
  termsEvent,
  verdictEvent,
} from '#test/harness/book.ts';
import type { BookNode } from './book-node.ts';
import { callUntilAnswered, type Nature } from './channel.ts';
import { type BookPlan, creatorsMax, type OrderPlan } from './plan.ts';

/** What the outside knows for sure: the answers it got. */
export interface Witness {
  answers: Map<string, Told>;
  /** Money that the provider moved, by payout. */
  executed: Map<string, { creatorId: Id<'crt'>; currency: string; amountMinor: number; times: number }>;
}

export function liveOutside(nature: Nature, node: BookNode, plan: BookPlan): Witness {
  const witness: Witness = { answers: new Map(), executed: new Map() };
  const { clock } = nature;
  /** The time in an event is that of the front door at each try; everything else stays as it was said first. */
  const tell = (event: BookEvent, answered: () => void = () => undefined): void =>
    callUntilAnswered(
      nature,
      () => node.record({ ...event, at: clock.now() }),
      (told) => {
        // A repetition says what the first telling became.
        if (!witness.answers.has(event.id)) witness.answers.set(event.id, told);
        answered();
      },
    );
  const at = (time: number, work: () => void): void => clock.after(time - clock.now(), work);

  tell(termsEvent(1, plan.terms), () => undefined);
  if (plan.later) at(plan.later.at, () => tell(termsEvent(2, plan.later?.terms)));
  for (const order of plan.orders) at(order.toldAt, () => liveOrder({ tell, at, node, order }));
  for (const { number, at: time, creator, currency, amountMinor, approvedBy } of plan.adjustments)
    at(time, () => tell(adjustmentEvent(number, { creatorId: idFor('crt', creator), currency, amountMinor, approvedBy })));
  livePayouts({ nature, node, tell, witness });
  return witness;
}

interface OrderLife {
  tell: (event: BookEvent, answered?: () => void) => void;
  at: (time: number, work: () => void) => void;
  node: BookNode;
  order: OrderPlan;
}
function liveOrder({ tell, at, node, order }: OrderLife): void {
  const { number, placedAt, currency, lines, touches, codes, findings, refunds, edits, cancelledAt, review, verdict } = order;
  tell(orderEvent(number, { placedAt, currency, lines, touches, codes, findings }));
  for (const refund of refunds)
    at(refund.at, () =>
      tell(
        refundEvent(refund.number, number, {
          currency,
          refundedAt: placedAt,
          lines: [{ lineId: refund.lineId, netMinor: refund.netMinor }],
        }),
      ),
    );
  for (const edit of edits)
    at(edit.at, () => tell(editEvent(edit.number, number, { currency, editedAt: edit.editedAt, lines: edit.lines })));
  if (cancelledAt !== null) at(cancelledAt, () => tell(cancelEvent(number, { cancelledAt })));
  const creditsNow = () => node.facts().order('webhook', `order-${number}`)?.credits ?? [];
  if (review)
    at(review.at, () => {
      const credit = creditsNow()[review.creditPlace];
      if (credit) tell(reviewEvent(number, credit.id));
    });
  // Somebody decides whatever is open, again and again, in the same way.
  const decide = (tries: number): void => {
    for (const credit of creditsNow()) if (credit.review) tell(verdictEvent(number * 100 + tries, credit.id, verdict));
    if (tries < 8) at(placedAt + (80 + tries * 7) * dayMs, () => decide(tries + 1));
  };
  at(placedAt + 20 * dayMs, () => decide(0));
}

const currencies = ['USD', 'JPY', 'KWD'] as const;
const roundDays = 5;

/** The pay day goes by what the book says, so that it may die anywhere: it finds the payout where it was left. */
function livePayouts({ nature, node, tell, witness }: { nature: Nature; node: BookNode; tell: OrderLife['tell']; witness: Witness }): void {
  const { chance, clock } = nature;
  let drafts = 0;
  const outcomes = new Map<string, Step>();
  /** Idempotent by the payout's id: asked again it answers the same and moves nothing. */
  const provider = (payout: PayoutState): Step => {
    const known = outcomes.get(payout.payoutId);
    if (known) return known;
    const outcome: Step = chance.happens(0.2) ? 'failed' : 'paid';
    outcomes.set(payout.payoutId, outcome);
    if (outcome === 'paid') {
      const { creatorId, currency, amountMinor } = payout;
      const times = (witness.executed.get(payout.payoutId)?.times ?? 0) + 1;
      witness.executed.set(payout.payoutId, { creatorId, currency, amountMinor, times });
    }
    return outcome;
  };
  const step = (payout: PayoutState, name: Step): void => tell(stepEvent(Number(payout.payoutId.slice('payout-'.length)), name));
  const round = (): void => {
    for (const payout of node.payouts()) {
      if (payout.state === 'draft') step(payout, chance.happens(0.1) ? 'cancelled' : 'approved');
      if (payout.state === 'approved') step(payout, 'sent');
      if (payout.state === 'sent')
        callUntilAnswered(
          nature,
          () => provider(payout),
          (outcome) => step(payout, outcome),
        );
    }
    for (let creator = 1; creator <= creatorsMax; creator++)
      for (const currency of currencies) {
        const creatorId = idFor('crt', creator);
        const isDue = node.facts().balanceMinor(accounts.creatorPayable(creatorId), currency) > 0;
        if (isDue && chance.happens(0.5)) tell(draftEvent(++drafts, { creatorId, currency, minimumMinor: chance.pick([0, 1000]) }));
      }
    clock.after(roundDays * dayMs, round);
  };
  clock.after(roundDays * dayMs, round);
}
