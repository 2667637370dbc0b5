import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import { errorKind, log } from '../base/log.ts';
import { markOrdered } from './store.ts';

/** Orders that followed from clicks: a click has its card's id. Only versions learn from it, so it may be lost; the order may not wait for it. */
export function noteOrders(call: Call, clickIds: readonly Id<'clk'>[]): void {
  if (clickIds.length === 0) return;
  const cards = clickIds.map((id): Id<'car'> => `car_${id.slice('clk_'.length)}`);
  call.later(
    markOrdered(call.env, cards).catch((error: unknown) =>
      log('learning.order_not_noted', { requestId: call.requestId, error: errorKind(error) }),
    ),
  );
}
