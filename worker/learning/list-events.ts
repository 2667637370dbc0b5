import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { listEvents as contract } from '#shared/contracts/learning.ts';
import type { Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { listEventRows } from './store.ts';

export async function listEvents(call: Call, { after, limit }: In<typeof contract>): Promise<Out<typeof contract>> {
  const found = await listEventRows(call.env, { after: placeOf(after), limit: limit + 1, order: 'forward' });
  const { page, next } = pageOf(found, limit, ({ day, cardId }) => ({ at: day, id: cardId }));
  return { events: page.map(({ cardId: _, ...event }) => event), next };
}
