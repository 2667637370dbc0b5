import type { In, Out } from '#shared/contracts/endpoint.ts';
import type * as contract from '#shared/contracts/payouts.ts';
import { fail } from '#shared/errors.ts';
import { getBrands } from '../accounts/index.ts';
import { brandOf, type Call } from '../base/call.ts';
import * as books from '../books/index.ts';
import { personOf } from './actor.ts';

export async function getPeriod(call: Call, { brandId }: In<typeof contract.getPeriod>): Promise<Out<typeof contract.getPeriod>> {
  const whose = call.actor.kind === 'brand' ? call.actor.id : brandId;
  if (!whose) return fail('unprocessable', 'Say whose: query.brandId.');
  if ((await getBrands(call, [whose])).length === 0) return fail('not_found', 'There is no such brand.');
  return { closedUntil: await books.closedUntil(call, whose) };
}

export async function closePeriod(call: Call, { until }: In<typeof contract.closePeriod>): Promise<Out<typeof contract.closePeriod>> {
  await books.closePeriod(call, brandOf(call), { until, by: personOf(call) });
  return { closedUntil: until };
}
