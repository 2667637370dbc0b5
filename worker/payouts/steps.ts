/** The steps that people take with payouts. */
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type * as contract from '#shared/contracts/payouts.ts';
import type { Call } from '../base/call.ts';
import { personOf } from './actor.ts';
import { stepEach } from './step-each.ts';

export const approvePayouts = (
  call: Call,
  { payoutIds }: In<typeof contract.approvePayouts>,
): Promise<Out<typeof contract.approvePayouts>> =>
  stepEach(
    call,
    unique(payoutIds).map((payoutId) => ({ type: 'payout.approved', payoutId, by: personOf(call) })),
  );

export const cancelPayouts = (
  call: Call,
  { payoutIds, why }: In<typeof contract.cancelPayouts>,
): Promise<Out<typeof contract.cancelPayouts>> =>
  stepEach(
    call,
    unique(payoutIds).map((payoutId) => ({ type: 'payout.cancelled', payoutId, why, by: personOf(call) })),
  );

export const settlePayouts = (call: Call, { results }: In<typeof contract.settlePayouts>): Promise<Out<typeof contract.settlePayouts>> =>
  stepEach(
    call,
    results.map((result) =>
      result.state === 'paid'
        ? { type: 'payout.paid', payoutId: result.payoutId, providerRef: result.ref, by: personOf(call) }
        : { type: 'payout.failed', payoutId: result.payoutId, why: result.why, by: personOf(call) },
    ),
  );

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
