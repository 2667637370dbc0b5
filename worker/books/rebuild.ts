import type { rebuildReadModels as contract } from '#shared/contracts/books.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import { fail } from '#shared/errors.ts';
import { type Id, isId } from '#shared/ids.ts';
import { hourMs } from '#shared/time.ts';
import { nextBrandId } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { limit } from '../base/rate-limit.ts';
import { openAnswer } from './answered.ts';
import { bookOf } from './book-of.ts';

const ofOneBrandMax = { timesMax: 20, windowMs: hourMs };

interface Place {
  brandId: Id<'brd'>;
  from: { generation: number; after: number } | null;
}

/** One page of one book. The operator goes from book to book, a brand through its own; a run that was broken off may begin anew. */
export async function rebuild(call: Call, { after }: In<typeof contract>): Promise<Out<typeof contract>> {
  const place = after === null ? await firstPlace(call) : placeOf(after);
  if (!place) return { brandId: null, told: 0, next: null };
  const { actor } = call;
  if (actor.kind === 'brand') {
    if (place.brandId !== actor.id) fail('not_found', 'There is no such place: begin anew with `after: null`.');
    if (!place.from) await limit(call, { what: 'rebuild', whom: actor.id, ...ofOneBrandMax });
  }
  const { told, isLast, ...from } = openAnswer(await bookOf(call, place.brandId).retell(place.brandId, place.from));
  const next = isLast ? await placeAfter(call, place.brandId) : `${place.brandId}.${from.generation}.${from.after}`;
  return { brandId: place.brandId, told, next };
}

async function firstPlace(call: Call): Promise<Place | undefined> {
  const brandId = call.actor.kind === 'brand' ? call.actor.id : await nextBrandId(call, '');
  return brandId && { brandId, from: null };
}

const placeAfter = async (call: Call, brandId: Id<'brd'>): Promise<string | null> =>
  call.actor.kind === 'brand' ? null : ((await nextBrandId(call, brandId)) ?? null);

/** A brand's id alone is the beginning of its book. */
function placeOf(text: string): Place {
  const [, brandId, generation, after] = /^(brd_\w{26})(?:\.(\d{1,15})\.(\d{1,15}))?$/.exec(text) ?? [];
  if (!isId('brd', brandId)) return fail('invalid_request', 'body.after is not a place: take `next` of the answer before.');
  return { brandId, from: generation === undefined ? null : { generation: Number(generation), after: Number(after) } };
}
