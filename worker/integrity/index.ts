/**
 * Integrity: how clicks are classified, what holds a commission back, who decides about it, and the creator's appeal.
 * Promises that nothing is dropped: a person's click is kept whatever it is, a robot's is counted; a commission waits for a person, and every
 * decision has who, when and why.
 * Never keeps anything about a visitor but a keyed name that changes every week, and nothing at all about a buyer.
 */
import * as contract from '#shared/contracts/integrity.ts';
import { type Served, serve } from '../base/serve.ts';
import { appeal } from './appeal.ts';
import { decideAppeal } from './decide-appeal.ts';
import { decideHeld } from './decide-held.ts';
import { listCases } from './list-cases.ts';
import { listHeld } from './list-held.ts';

export const integrity: readonly Served[] = [
  serve(contract.listHeld, listHeld),
  serve(contract.decideHeld, decideHeld),
  serve(contract.decideAppeal, decideAppeal),
  serve(contract.listCases, listCases),
  serve(contract.appeal, appeal),
];

export { suspicionsOf } from './case-view.ts';
export { classifyClick } from './classify-click.ts';
export { ForgetObject } from './forget.ts';
export { judgeOrder } from './judge-order.ts';
export { onLaterSigns } from './later-signs.ts';
export { onCreditsSettled } from './on-order-settled.ts';
export { sweepCredits } from './store.ts';
