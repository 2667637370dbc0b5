/** Who earned an order and by what part, or why nobody did. */
import type { FrozenTerms } from '../contracts/books.ts';
import type { NoCreditReason } from '../contracts/orders.ts';
import type { Id } from '../ids.ts';
import { dayMs } from '../time.ts';
import { type WeightModel, weightsOf } from './attribution/models.ts';
import type { OrderRecorded, Touch, Traffic } from './events.ts';
import type { Facts } from './state.ts';
import type { DatedTerms } from './terms.ts';

/** One creator's part in an order, by a click or by a code. */
export interface Claim {
  creatorId: Id<'crt'>;
  clickId: Id<'clk'> | null;
  clickedAt: number | null;
  contentUrl: string | null;
  /** The product whose rate was promised on the card. */
  sku: string | null;
  code: string | null;
  frozen: Pick<FrozenTerms, 'version' | 'rateBps' | 'flat' | 'feeBps' | 'holdDays'>;
  /** Its part is `weight` of the sum of all weights. */
  weight: number;
}
export type Attribution = { claims: readonly Claim[]; termsVersion: number } | { reason: NoCreditReason };

/** Of a longer path the newest clicks count. */
export const pathMax = 30;

export function attribute(facts: Facts, order: OrderRecorded): Attribution {
  if (facts.isKnownElsewhere(order.source, order.orderId)) return { reason: 'duplicate' };
  const terms = facts.termsAt(order.placedAt);
  if (terms && order.at - order.placedAt > terms.terms.reportDaysMax * dayMs) return { reason: 'late_report' };
  const code = terms && codeOf(terms, order.codes ?? []);
  if (terms && code?.owner && terms.terms.codes.use === 'priority') return byCode(terms, code.owner);
  if (terms && code?.isOthers && terms.terms.codes.othersCode === 'deny') return { reason: 'others_code' };
  const path = runningPath(order.touches, order.placedAt);
  const last = path.at(-1);
  if (last) return { claims: byClicks(facts, path, last), termsVersion: last.frozen.version };
  if (terms && code?.owner && terms.terms.codes.use === 'fallback') return byCode(terms, code.owner);
  const hasNoProgramme = order.touches.length === 0 && facts.termsCount() === 0;
  return { reason: hasNoProgramme ? 'no_programme' : reasonWithout(order.touches, order.placedAt) };
}

/** Valid clicks at or before the order whose window still runs (`t0 <= t1 < t0 + window`), oldest first; at one instant the greater id is later. */
export const runningPath = (touches: readonly Touch[], placedAt: number): Touch[] =>
  touches
    .filter((touch) => touch.traffic === 'valid' && isRunning(touch, placedAt))
    .sort((a, b) => a.clickedAt - b.clickedAt || (a.clickId < b.clickId ? -1 : 1))
    .slice(-pathMax);

const isRunning = (touch: Touch, placedAt: number): boolean =>
  touch.clickedAt <= placedAt && placedAt < touch.clickedAt + touch.frozen.windowDays * dayMs;

/**
 * The terms of the last click say how the path is weighed; each creator's own quote says what they get of their part.
 * @param model another one than those terms name: what it would have given
 */
export function byClicks(facts: Facts, path: readonly Touch[], last: Touch, model: WeightModel = last.frozen.model): Claim[] {
  const terms = facts.terms(last.frozen.version)?.terms;
  const weighing = { model, halfLifeDays: terms?.halfLifeDays, assists: terms?.assists };
  const weights = weightsOf(weighing, path.map(stepOf));
  return path.flatMap((touch, at) => {
    const weight = weights[at] ?? 0;
    return weight === 0 ? [] : [claimOf(touch, weight)];
  });
}

const stepOf = ({ creatorId, clickedAt }: Touch) => ({ channel: creatorId, at: clickedAt });

function claimOf({ creatorId, clickId, clickedAt, contentUrl, sku, frozen }: Touch, weight: number): Claim {
  const { version, rateBps, flat, feeBps, holdDays } = frozen;
  const kept = { version, rateBps, feeBps, holdDays, ...(flat && { flat }) };
  return { creatorId, clickId, clickedAt, contentUrl, sku, code: null, frozen: kept, weight };
}

interface CodeOwner {
  creatorId: Id<'crt'>;
  code: string;
}
/** Codes are compared as people type them: in either case. */
/** Whose code it is that can earn the order, by these terms. */
export const codeOwnerOf = (dated: Pick<DatedTerms, 'terms'>, entered: readonly string[]): Id<'crt'> | undefined =>
  dated.terms.codes.use === 'off' ? undefined : codeOf(dated, entered).owner?.creatorId;

function codeOf({ terms }: Pick<DatedTerms, 'terms'>, entered: readonly string[]): { owner?: CodeOwner; isOthers: boolean } {
  const owners = new Map(terms.codes.creatorCodes.map((one) => [one.code.toUpperCase(), one]));
  const ours = terms.benefit?.kind === 'discount' ? terms.benefit.code.toUpperCase() : undefined;
  const codes = entered.map((code) => code.toUpperCase());
  const owner = codes.map((code) => owners.get(code)).find((found) => found !== undefined);
  return { ...(owner && { owner }), isOthers: codes.some((code) => code !== ours && !owners.has(code)) };
}

/** No card was clicked, so no quote froze anything: the terms at the time of the order count. */
function byCode({ version, feeBps, terms }: DatedTerms, { creatorId, code }: CodeOwner): Attribution {
  const frozen = { version, rateBps: terms.rateBps, feeBps, holdDays: terms.holdDays };
  return {
    claims: [{ creatorId, clickId: null, clickedAt: null, contentUrl: null, sku: null, code, frozen, weight: 1 }],
    termsVersion: version,
  };
}

/** The reason that a person could do most about comes first. */
function reasonWithout(touches: readonly Touch[], placedAt: number): NoCreditReason {
  const before = touches.filter((touch) => touch.clickedAt <= placedAt);
  const running = new Set<Traffic>(before.filter((touch) => isRunning(touch, placedAt)).map((touch) => touch.traffic));
  if (running.has('suspect')) return 'fraud_hold';
  if (before.some((touch) => touch.traffic === 'valid')) return 'window_over';
  for (const traffic of ['stand_down', 'consent_off', 'duplicate'] as const) if (running.has(traffic)) return traffic;
  return 'no_click';
}
