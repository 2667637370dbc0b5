/**
 * Checks a book against what the outside did and was answered. Written a second time and otherwise than the book: exact fractions, no postings,
 * no steps; every order is worked out anew from its plan.
 */

import type { Touch } from '#shared/book/events.ts';
import { verifyBundle } from '#shared/book/verify.ts';
import type { RateRule, Terms } from '#shared/contracts/books.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';
import { idFor } from '#test/harness/book.ts';
import type { BookNode, Message } from './book-node.ts';
import type { Witness } from './outside.ts';
import type { BookPlan, OrderPlan } from './plan.ts';

export interface Expected {
  reason: string | null;
  /** What each place of the path earns in the end, with its fee. */
  earned: { creatorId: Id<'crt'>; amount: bigint; fee: bigint }[];
}
interface Goods {
  sku: string;
  category: string | undefined;
  quantity: number;
  ordered: bigint;
  left: bigint;
}
interface Part {
  creatorId: Id<'crt'>;
  touch: Touch | null;
  weight: bigint;
}

const wasTaken = (witness: Witness, id: string): boolean => 'result' in (witness.answers.get(id) ?? {});

/** @returns what is wrong, in words; nothing when the book is right */
export function audit(node: BookNode, plan: BookPlan, witness: Witness, shown: ReadonlyMap<string, Message>): string[] {
  const wrong: string[] = [];
  const say = (what: string): void => void wrong.push(`${node.brandId}: ${what}`);
  const owed = new Map<string, bigint>();
  let fees = 0n;
  const credit = (creatorId: string, currency: string, amount: bigint): void => {
    const key = `${creatorId} ${currency}`;
    owed.set(key, (owed.get(key) ?? 0n) + amount);
  };

  for (const order of plan.orders) {
    const id = `order-${order.number}`;
    if (!wasTaken(witness, `order:webhook:${id}`)) say(`${id} was never taken`);
    const expected = expectedOf(plan, order, node, witness);
    const state = node.facts().order('webhook', id);
    if (!state) {
      say(`${id} is missing`);
      continue;
    }
    if (state.reason !== expected.reason) say(`${id} has the reason ${state.reason}, not ${expected.reason}`);
    if (state.credits.length !== expected.earned.length) say(`${id} has ${state.credits.length} credits, not ${expected.earned.length}`);
    for (const [at, { creatorId, amount, fee }] of expected.earned.entries()) {
      const found = state.credits[at];
      if (found?.creatorId !== creatorId || BigInt(found.amountMinor) !== amount || BigInt(found.feeMinor) !== fee)
        say(
          `${id} credit ${at} is ${found?.creatorId} ${found?.amountMinor} fee ${found?.feeMinor}, not ${creatorId} ${amount} fee ${fee}`,
        );
      credit(creatorId, order.currency, amount);
      fees += fee;
    }
    if (
      JSON.stringify(shown.get(id)?.order.credits.map((one) => one.amountMinor)) !==
      JSON.stringify(state.credits.map((one) => one.amountMinor))
    )
      say(`${id} is shown otherwise than the book has it`);
  }
  for (const { number, creator, currency, amountMinor, approvedBy } of plan.adjustments) {
    const isTaken = wasTaken(witness, `adjustment:${idFor('adj', number)}`);
    const limit = { USD: 50_000, JPY: 500, KWD: 500_000 }[currency] ?? 0;
    if (isTaken !== (Math.abs(amountMinor) <= limit || approvedBy !== null))
      say(`adjustment ${number} of ${amountMinor} ${currency}: taken is ${isTaken}`);
    if (isTaken) credit(idFor('crt', creator), currency, BigInt(amountMinor));
  }
  auditMoney({ node, witness, owed, fees, say });
  const verdict = verifyBundle(node.bundle());
  for (const { what } of verdict.differences) say(`the verifier says: ${what}`);
  return wrong;
}

interface MoneyAudit {
  node: BookNode;
  witness: Witness;
  owed: ReadonlyMap<string, bigint>;
  fees: bigint;
  say: (what: string) => void;
}
/** In the end everything earned is payable, on its way or paid; nothing is held; what the provider moved is what the book calls paid. */
function auditMoney({ node, witness, owed, fees, say }: MoneyAudit): void {
  const has = new Map<string, bigint>();
  const paid = new Map<string, bigint>();
  const sums = new Map<string, bigint>();
  let platform = 0n;
  for (const { account, currency, amountMinor } of node.balances()) {
    const amount = BigInt(amountMinor);
    sums.set(currency, (sums.get(currency) ?? 0n) + amount);
    if (account.endsWith(':held')) say(`${account} still holds ${amountMinor} ${currency}`);
    if (account === 'platform:fee') platform += amount;
    const [kind, creatorId, name] = account.split(':');
    if (kind !== 'creator') continue;
    has.set(`${creatorId} ${currency}`, (has.get(`${creatorId} ${currency}`) ?? 0n) + amount);
    if (name === 'paid') paid.set(`${creatorId} ${currency}`, amount);
  }
  for (const [currency, sum] of sums) if (sum !== 0n) say(`${currency} sums to ${sum}`);
  for (const key of new Set([...owed.keys(), ...has.keys()]))
    if ((owed.get(key) ?? 0n) !== (has.get(key) ?? 0n)) say(`${key} has ${has.get(key) ?? 0n}, and earned ${owed.get(key) ?? 0n}`);
  if (platform !== fees) say(`the platform has ${platform}, and is due ${fees}`);
  const moved = new Map<string, bigint>();
  for (const [payoutId, { creatorId, currency, amountMinor, times }] of witness.executed) {
    if (times !== 1) say(`${payoutId} was paid ${times} times`);
    moved.set(`${creatorId} ${currency}`, (moved.get(`${creatorId} ${currency}`) ?? 0n) + BigInt(amountMinor));
  }
  for (const key of new Set([...moved.keys(), ...paid.keys()]))
    if ((moved.get(key) ?? 0n) !== (paid.get(key) ?? 0n))
      say(`${key}: the provider moved ${moved.get(key) ?? 0n}, the book says ${paid.get(key) ?? 0n}`);
}

function expectedOf(plan: BookPlan, order: OrderPlan, node: BookNode, witness: Witness): Expected {
  const found = claimsOf(plan, order, node);
  if ('reason' in found) return { reason: found.reason, earned: [] };
  const { terms, parts } = found;
  const goods = goodsOf(order, witness).filter(({ sku }) => !terms.excludedSkus.includes(sku));
  const listed = order.lines.some(({ sku }) => !terms.excludedSkus.includes(sku));
  if (!listed) return { reason: 'excluded_product', earned: [] };
  const earned = parts.map((part, at) => earnedBy(part, at, { parts, goods, currency: order.currency, quoted: terms }));
  const state = node.facts().order('webhook', `order-${order.number}`);
  // Which reviews came in time is the reviewer's knowledge: a verdict that was taken holds.
  const rejected = (state?.credits ?? []).map((credit) => rejectionOf(witness, order, credit.id));
  const last = rejected.every((reason) => reason !== null) && rejected.length > 0 ? (rejected.at(-1) ?? null) : null;
  return {
    reason: last,
    earned: earned.map((one, at) => (rejected[at] ? { ...one, amount: 0n, fee: 0n } : one)),
  };
}

function rejectionOf(witness: Witness, order: OrderPlan, creditId: string): string | null {
  if (order.verdict === null) return null;
  for (const [id, told] of witness.answers)
    if (id.startsWith('verdict:') && id.endsWith(`:${creditId}`) && 'result' in told) return order.verdict;
  return null;
}

/** What is left of every line once all that was taken has happened, in whatever order. */
function goodsOf(order: OrderPlan, witness: Witness): Goods[] {
  const newest = order.edits
    .filter((edit) => wasTaken(witness, `edit:webhook:edit-${edit.number}`))
    .sort((a, b) => b.editedAt - a.editedAt)[0];
  return order.lines.map((line) => {
    const edited = newest?.lines.find((one) => one.lineId === line.lineId) ?? line;
    const refunded = order.refunds
      .filter((refund) => refund.lineId === line.lineId && !refund.isTooMuch)
      .reduce((sum, refund) => sum + BigInt(refund.netMinor), 0n);
    const ordered = BigInt(edited.netMinor);
    const left = order.cancelledAt === null ? ordered - refunded : 0n;
    return { sku: line.sku, category: line.category, quantity: line.quantity, ordered, left };
  });
}

function claimsOf(plan: BookPlan, order: OrderPlan, node: BookNode): { reason: string } | { terms: Terms; parts: Part[] } {
  const now = termsOn(plan, order.placedAt, node);
  if (order.toldAt - order.placedAt > 60 * dayMs) return { reason: 'late_report' };
  const typed = order.codes.map((code) => code.toUpperCase());
  const owner = typed.includes('MARA10') ? idFor('crt', 2) : undefined;
  const { use, othersCode } = now.codes;
  const byCode = { terms: now, parts: [{ creatorId: idFor('crt', 2), touch: null, weight: 1n }] };
  if (owner && use === 'priority') return byCode;
  if (typed.includes('HONEY') && othersCode === 'deny') return { reason: 'others_code' };
  const before = order.touches.filter((touch) => touch.clickedAt <= order.placedAt);
  const isOver = (touch: Touch): boolean => order.placedAt >= touch.clickedAt + touch.frozen.windowDays * dayMs;
  const path = before
    .filter((touch) => touch.traffic === 'valid' && !isOver(touch))
    .sort((a, b) => a.clickedAt - b.clickedAt || (a.clickId > b.clickId ? 1 : -1));
  if (path.length > 0) return { terms: plan.terms, parts: weighed(plan.terms, path) };
  if (owner && use === 'fallback') return byCode;
  const running = before.filter((touch) => !isOver(touch)).map((touch) => touch.traffic);
  if (running.includes('suspect')) return { reason: 'fraud_hold' };
  if (before.some((touch) => touch.traffic === 'valid')) return { reason: 'window_over' };
  return { reason: running.includes('duplicate') ? 'duplicate' : 'no_click' };
}

/** The book told the brand from when its second terms count. */
function termsOn(plan: BookPlan, at: number, node: BookNode): Terms {
  const second = node.facts().terms(2);
  return plan.later && second && second.from <= at ? plan.later.terms : plan.terms;
}

function weighed(terms: Terms, path: readonly Touch[]): Part[] {
  const count = path.length;
  const winner = terms.model === 'first' ? 0 : count - 1;
  const weightAt = (at: number): bigint => {
    if (terms.model === 'linear') return 1n;
    if (terms.model === 'position') return count <= 2 ? 1n : at === 0 || at === count - 1 ? BigInt(2 * (count - 2)) : 1n;
    const helpers = helpersOf(path, winner, terms.assists?.countMax ?? 0);
    const bps = BigInt(terms.assists?.bps ?? 0);
    if (at === winner) return 10_000n - bps * BigInt(helpers.length);
    return helpers.includes(at) ? bps : 0n;
  };
  return path.map((touch, at) => ({ creatorId: touch.creatorId, touch, weight: weightAt(at) })).filter(({ weight }) => weight > 0n);
}

/** The newest click of each other creator, the nearest to the winner first. */
function helpersOf(path: readonly Touch[], winner: number, countMax: number): number[] {
  const newest: number[] = [];
  for (let at = path.length - 1; at >= 0; at--) {
    const creatorId = path[at]?.creatorId;
    if (creatorId === path[winner]?.creatorId || newest.some((other) => path[other]?.creatorId === creatorId)) continue;
    newest.push(at);
  }
  return newest.sort((a, b) => Math.abs(a - winner) - Math.abs(b - winner)).slice(0, countMax);
}

interface Whole {
  parts: readonly Part[];
  goods: readonly Goods[];
  currency: string;
  quoted: Terms;
}
function earnedBy(part: Part, at: number, { parts, goods, currency, quoted }: Whole): Expected['earned'][number] {
  let amount = 0n;
  let base = 0n;
  const shares = new Map<number, bigint>();
  const orders = new Map<number, { base: bigint; whole: bigint }>();
  for (const line of goods) {
    const left = shareAt(line.left, parts, at);
    base += left;
    const rate = rateOf(part, line, currency, quoted);
    if (rate.kind === 'share') shares.set(rate.bps, (shares.get(rate.bps) ?? 0n) + left);
    else if (rate.per === 'piece')
      amount += line.ordered === 0n ? 0n : half(BigInt(rate.amountMinor) * BigInt(line.quantity) * left, line.ordered);
    else {
      const known = orders.get(rate.amountMinor) ?? { base: 0n, whole: 0n };
      orders.set(rate.amountMinor, { base: known.base + left, whole: known.whole + line.ordered });
    }
  }
  for (const [bps, of] of shares) amount += half(of * BigInt(bps), 10_000n);
  for (const [flat, { base: of, whole }] of orders) if (whole > 0n) amount += half(BigInt(flat) * of, whole);
  const feeBps = part.touch ? part.touch.frozen.feeBps : 0;
  return { creatorId: part.creatorId, amount, fee: half(base * BigInt(feeBps), 10_000n) };
}

function rateOf(part: Part, line: Goods, currency: string, quoted: Terms): RateRule['rate'] {
  const { touch } = part;
  if (touch && touch.sku === line.sku)
    return touch.frozen.flat && touch.frozen.flat.currency === currency
      ? { kind: 'flat', ...touch.frozen.flat }
      : { kind: 'share', bps: touch.frozen.rateBps };
  for (const { skus, category, creatorIds, rate } of quoted.rates) {
    if (skus && !skus.includes(line.sku)) continue;
    if (category && line.category !== category && !line.category?.startsWith(`${category} >`)) continue;
    if (creatorIds && !creatorIds.includes(part.creatorId)) continue;
    if (rate.kind === 'flat' && rate.currency !== currency) continue;
    return rate;
  }
  return { kind: 'share', bps: quoted.rateBps };
}

/** Largest remainder: floors first, then one unit each to the greatest remainders, the earlier first. */
function shareAt(whole: bigint, parts: readonly Part[], at: number): bigint {
  const total = parts.reduce((sum, part) => sum + part.weight, 0n);
  const floors = parts.map((part) => (whole * part.weight) / total);
  const missing = whole - floors.reduce((a, b) => a + b, 0n);
  const order = parts
    .map((part, place) => ({ place, rest: (whole * part.weight) % total }))
    .sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest < b.rest ? 1 : -1));
  const isLucky = order.slice(0, Number(missing)).some(({ place }) => place === at);
  return (floors[at] ?? 0n) + (isLucky ? 1n : 0n);
}

/** To the nearest whole, of two the even one. */
function half(numerator: bigint, denominator: bigint): bigint {
  const [down, rest] = [numerator / denominator, numerator % denominator];
  if (2n * rest === denominator) return down % 2n === 0n ? down : down + 1n;
  return 2n * rest > denominator ? down + 1n : down;
}
