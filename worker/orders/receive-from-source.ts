import type { In, Out } from '#shared/contracts/endpoint.ts';
import { OrderMessage, type OrderSource, type receiveShopify as receiveShopifyEndpoint } from '#shared/contracts/orders.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { hourMs } from '#shared/time.ts';
import type { Call } from '../base/call.ts';
import { jsonOf, parse } from '../base/serve.ts';
import { takeMessage } from './receive-order.ts';
import { heardFrom, remember, remembered, secretsOf } from './source-store.ts';
import { sources } from './sources/registry.ts';
import type { Arrived } from './sources/source.ts';

/** Messages out of order come right within this; who is refused for ever stops telling at all. */
const waitMs = 2 * hourMs;

type Answer = Out<typeof receiveShopifyEndpoint>;

/** A message in a shop system's own words: proven, put into ours, and then taken like any other. */
export const receiveFrom =
  (source: OrderSource) =>
  async (call: Call, { brandId }: In<typeof receiveShopifyEndpoint>): Promise<Answer> => {
    const arrived: Arrived = { header: (name) => call.request.headers.get(name), body: call.rawBody, nowMs: call.now };
    // An unknown brand has no secret, so it cannot be told from a wrong signature.
    const problem = await sources[source].problem(arrived, await secretsOf(call, brandId, source));
    if (problem) fail('invalid_signature', problem);
    call.later(heardFrom(call, brandId, source));
    return takenFrom(call, { brandId, source, arrived });
  };

async function takenFrom(
  call: Call,
  { brandId, source, arrived }: { brandId: Id<'brd'>; source: OrderSource; arrived: Arrived },
): Promise<Answer> {
  const said = await sources[source].read(arrived, jsonOf(call), (orderId) => remembered(call, { brandId, source, orderId }));
  if ('ignored' in said) return { result: 'ignored', notes: [said.ignored] };
  if ('needs' in said && call.now - said.at > waitMs)
    return { result: 'ignored', notes: [`Order ${said.orderId} was never told here: there is no commission to take back.`] };
  if ('needs' in said)
    return fail('unavailable', `Order ${said.orderId} has not been told yet: send this again later.`, { orderId: said.orderId });
  const message = parse(OrderMessage, said.message, 'body') as OrderMessage;
  // Before the book takes it: what later messages need is there as soon as the order is.
  if (said.remember) await remember(call, { brandId, source, orderId: message.data.orderId }, said.remember);
  return takeMessage(call, { brandId, source }, message);
}
