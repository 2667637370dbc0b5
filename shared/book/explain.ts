/** Why an order became what it is: what each click counted for, and what every model would have given. Pure; decides nothing. */
import type { Id } from '../ids.ts';
import { addMinor } from '../money.ts';
import { dayMs } from '../time.ts';
import { byClicks, runningPath } from './attribute.ts';
import { type WeightModel, weightModels } from './attribution/models.ts';
import { creditStates } from './credit.ts';
import type { OrderRecorded, Touch } from './events.ts';
import type { Facts, LineState } from './state.ts';

export const clickVerdicts = ['counts', 'no_part', 'window_over', 'after_order', 'not_valid', 'too_many'] as const;
/** `no_part`: it stands in the path, and the model gives it nothing. `too_many`: newer clicks fill the path. */
export type ClickVerdict = (typeof clickVerdicts)[number];

export interface ExplainedClick {
  touch: Touch;
  verdict: ClickVerdict;
  /** The first moment at which it counts no more. */
  windowEndsAt: number;
}

/** All clicks that the order's receipts proved, oldest first. */
export function explainClicks({ touches, placedAt }: OrderRecorded, earning: ReadonlySet<Id<'clk'>>): ExplainedClick[] {
  const path = new Set(runningPath(touches, placedAt));
  return [...touches]
    .sort((a, b) => a.clickedAt - b.clickedAt || (a.clickId < b.clickId ? -1 : 1))
    .map((touch) => {
      const windowEndsAt = touch.clickedAt + touch.frozen.windowDays * dayMs;
      return {
        touch,
        verdict: verdictOf(touch, { placedAt, windowEndsAt, isInPath: path.has(touch), earns: earning.has(touch.clickId) }),
        windowEndsAt,
      };
    });
}

function verdictOf(
  { clickedAt, traffic }: Touch,
  { placedAt, windowEndsAt, isInPath, earns }: { placedAt: number; windowEndsAt: number; isInPath: boolean; earns: boolean },
): ClickVerdict {
  if (isInPath) return earns ? 'counts' : 'no_part';
  if (traffic !== 'valid') return 'not_valid';
  if (clickedAt > placedAt) return 'after_order';
  return placedAt < windowEndsAt ? 'too_many' : 'window_over';
}

export interface ModelShare {
  creatorId: Id<'crt'>;
  amountMinor: number;
  feeMinor: number;
}
export interface ModelColumn {
  model: WeightModel;
  /** One for each creator on the path that it gives something, in the order of the path. */
  shares: ModelShare[];
}

/**
 * What each model would have given each creator of the path, on the goods as they are now; empty without a path. Codes, reviews and rejections are
 * left out: models weigh clicks.
 */
export function modelColumns(facts: Facts, order: OrderRecorded, lines: readonly LineState[]): ModelColumn[] {
  const path = runningPath(order.touches, order.placedAt);
  const last = path.at(-1);
  if (!last) return [];
  return weightModels.map((model) => {
    const shares = new Map<Id<'crt'>, ModelShare>();
    for (const { creatorId, amountMinor, feeMinor } of creditStates(facts, order, byClicks(facts, path, last, model), lines)) {
      const before = shares.get(creatorId) ?? { creatorId, amountMinor: 0, feeMinor: 0 };
      shares.set(creatorId, {
        creatorId,
        amountMinor: addMinor(before.amountMinor, amountMinor),
        feeMinor: addMinor(before.feeMinor, feeMinor),
      });
    }
    return { model, shares: [...shares.values()] };
  });
}
