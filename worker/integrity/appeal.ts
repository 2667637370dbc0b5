import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { appeal as contract } from '#shared/contracts/integrity.ts';
import { assert, fail } from '#shared/errors.ts';
import { type Call, creatorOf } from '../base/call.ts';
import { appealUntil, caseViews, known } from './case-view.ts';
import { addAppeal, findCredit } from './review-store.ts';

export async function appeal(call: Call, { creditId, text }: In<typeof contract>): Promise<Out<typeof contract>> {
  const credit = await findCredit(call.env, creditId);
  if (!credit || credit.creator_id !== creatorOf(call)) return fail('not_found', 'There is no such commission.');
  const [before] = await known(call, [credit]);
  assert(before, 'a credit that is there is known');
  // The same words again, from an answer that was lost, are the same appeal.
  if (before.appeal && before.appeal.text !== text) fail('conflict', 'You have appealed already; an appeal is made once.');
  if (!before.appeal) {
    const until = appealUntil(before);
    if (until === undefined) fail('conflict', 'Only a rejected commission can be appealed.');
    if (call.now >= until) fail('gone', 'The time to appeal is over.', { until });
    await addAppeal(call, creditId, text);
  }
  const [view] = await caseViews(call, [credit]);
  assert(view, 'what was appealed can be shown');
  return view;
}
