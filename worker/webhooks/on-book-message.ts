import type { EventType } from '#shared/contracts/webhooks.ts';
import type { Id } from '#shared/ids.ts';
import type { BookConsumer, BookMessage } from '../books/index.ts';
import type { Env } from '../env.ts';
import { creatorsWithCredits } from '../orders/index.ts';
import { courierOf } from './courier-of.ts';
import { type Audience, type Happened, happened } from './happened.ts';
import { type MadeEvent, madeEvent } from './made-event.ts';
import { creatorsHearing, type EndpointRow, endpointsOf } from './store.ts';

const creatorsAtOnce = 200;

export const tellEndpoints =
  (type: string): BookConsumer =>
  (env, message) =>
    onBookMessage(env, type, message);

/** Hands what happened to the courier of every endpoint that wants to hear it. Couriers take an event once, so a message may come twice. */
async function onBookMessage(env: Env, type: string, message: BookMessage): Promise<void> {
  const { seq, at, body } = message;
  // A book is named by its brand.
  const brandId = message.brandId as Id<'brd'>;
  const facts = happened(type, { brandId, seq, at, body });
  const direct = facts.filter(({ to }) => to.kind !== 'creators_of');
  await tell(env, brandId, direct, [...new Set(direct.map(({ to }) => to.id))]);
  for (const fact of facts) if (fact.to.kind === 'creators_of') await tellCreators(env, brandId, fact);
}

/** To creators who have earned with this brand, however many: a page at a time. */
async function tellCreators(env: Env, brandId: Id<'brd'>, fact: Happened): Promise<void> {
  for (let after = ''; ; ) {
    const hearing = await creatorsHearing(env, fact.type, after, creatorsAtOnce);
    const earning = await creatorsWithCredits(env, brandId, hearing);
    await tell(env, brandId, [fact], earning);
    if (hearing.length < creatorsAtOnce) return;
    after = hearing.at(-1) ?? '';
  }
}

async function tell(env: Env, brandId: Id<'brd'>, facts: readonly Happened[], tenantIds: readonly string[]): Promise<void> {
  if (facts.length === 0 || tenantIds.length === 0) return;
  for (const endpoint of await endpointsOf(env, tenantIds)) {
    const events = eventsFor(endpoint, brandId, facts);
    if (events.length > 0) await courierOf(env, endpoint.id).take(endpoint.id, events, endpoint.state === 'on');
  }
}

const eventsFor = ({ tenant, eventTypes }: EndpointRow, brandId: Id<'brd'>, facts: readonly Happened[]): MadeEvent[] =>
  facts
    .filter(({ type, to }) => eventTypes.includes(type as EventType) && isFor(to, tenant))
    .map((fact) => madeEvent(brandId, tenant.id, fact));

const isFor = (to: Audience, tenant: EndpointRow['tenant']): boolean =>
  to.kind === 'creators_of' ? tenant.kind === 'creator' : to.kind === tenant.kind && to.id === tenant.id;
