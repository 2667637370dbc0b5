/**
 * Payouts: draft, approved, sent, then paid or failed. A draft takes the creator's whole payable balance, so that every commission is in one
 * standing payout, a negative balance is recovered by the next, and lines always sum to the total. What failed is owed again.
 */
import { fail } from '../errors.ts';
import type { PayoutDrafted, PayoutStep } from './events.ts';
import { accounts, draftMoves, type Move, paidMoves, returnMoves } from './postings.ts';
import { type Facts, isLive, type PayoutState, type PayoutStateName } from './state.ts';

export interface PayoutDecision {
  payout: PayoutState;
  moves: Move[];
}

export function draftedPayout(facts: Facts, event: PayoutDrafted, seq: number): PayoutDecision {
  const { payoutId, creatorId, currency, minimumMinor, by, at } = event;
  const before = facts.standingPayout(creatorId, currency);
  if (before && isLive(before))
    fail('conflict', `Payout ${before.payoutId} of this creator and currency is still under way.`, { payoutId: before.payoutId });
  const amountMinor = facts.balanceMinor(accounts.creatorPayable(creatorId), currency);
  if (amountMinor <= 0)
    fail('unprocessable', `Nothing is due: the balance is ${amountMinor} minor units of ${currency}.`, { amountMinor, currency });
  if (amountMinor < minimumMinor)
    fail('unprocessable', `The balance of ${amountMinor} is below the minimum of ${minimumMinor} minor units of ${currency}.`, {
      amountMinor,
      minimumMinor,
      currency,
    });
  const payout: PayoutState = {
    payoutId,
    creatorId,
    currency,
    amountMinor,
    state: 'draft',
    afterSeq: before?.seq ?? 0,
    seq,
    draftedAt: at,
    draftedBy: by,
    approvedAt: null,
    approvedBy: null,
    sentAt: null,
    provider: null,
    endedAt: null,
    providerRef: null,
    why: null,
  };
  return { payout, moves: draftMoves(payout) };
}

/** From which state each step goes. */
const steps: Readonly<Record<PayoutStep['type'], readonly PayoutStateName[]>> = {
  'payout.approved': ['draft'],
  'payout.sent': ['approved'],
  'payout.paid': ['sent'],
  'payout.failed': ['sent'],
  'payout.cancelled': ['draft', 'approved'],
};

export function steppedPayout(facts: Facts, event: PayoutStep): PayoutDecision {
  const before = facts.payout(event.payoutId);
  if (!before) return fail('not_found', `There is no payout ${event.payoutId}.`, { payoutId: event.payoutId });
  if (!steps[event.type].includes(before.state))
    fail('conflict', `Payout ${before.payoutId} is ${before.state}: it cannot be ${event.type.slice('payout.'.length)} now.`, {
      payoutId: before.payoutId,
      state: before.state,
    });
  switch (event.type) {
    case 'payout.approved':
      if (event.by === before.draftedBy) fail('forbidden', 'Whoever drafted a payout cannot approve it: ask another person.');
      return { payout: { ...before, state: 'approved', approvedAt: event.at, approvedBy: event.by }, moves: [] };
    case 'payout.sent':
      return { payout: { ...before, state: 'sent', sentAt: event.at, provider: event.provider }, moves: [] };
    case 'payout.paid':
      return { payout: { ...before, state: 'paid', endedAt: event.at, providerRef: event.providerRef }, moves: paidMoves(before) };
    case 'payout.failed':
    case 'payout.cancelled': {
      const state = event.type === 'payout.failed' ? 'failed' : 'cancelled';
      return { payout: { ...before, state, endedAt: event.at, why: event.why }, moves: returnMoves(before) };
    }
  }
}
