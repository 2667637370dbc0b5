import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { type CreditRow, findCredit } from './review-store.ts';

export interface Reviewer {
  kind: 'brand' | 'operator';
  id: Id<'usr'>;
  /** Null: all brands. */
  brandId: Id<'brd'> | null;
}

export function reviewerOf({ actor }: Call): Reviewer {
  if (actor.kind === 'operator') return { kind: 'operator', id: actor.userId, brandId: null };
  if (actor.kind === 'brand' && 'userId' in actor) return { kind: 'brand', id: actor.userId, brandId: actor.id };
  throw new Error('broken promise: this verb is for people of brands and the operator');
}

/** Another brand's is not there. */
export async function reviewable(call: Call, { brandId }: Reviewer, creditId: Id<'crd'>): Promise<CreditRow> {
  const found = await findCredit(call.env, creditId);
  return found && (brandId === null || found.brand_id === brandId) ? found : fail('not_found', 'There is no such commission.');
}
