/** What may enter a book at all. Bundles come from strangers and numbers from merchants: nothing is decided on values that cannot be kept. */
import type { FrozenTerms } from '../contracts/books.ts';
import { fail } from '../errors.ts';
import { isCurrency } from '../money.ts';
import { pathMax } from './attribute.ts';
import { type WeightModel, weightModels } from './attribution/models.ts';
import {
  type Adjustment,
  adjustmentReasons,
  type BookEvent,
  type Cancellation,
  eventIds,
  type Order,
  type OrderEdit,
  type OrderedLine,
  type Refund,
  type TermsSetEvent,
  type Touch,
} from './events.ts';
import { fullTerms, rateRulesMax } from './terms.ts';

const idCharsMax = 300;
const touchesMax = 100;
const linesMax = 1000;
const codesMax = 50;
const findingsMax = 50;
const quantityMax = 100_000;
const textCharsMax = 1000;
const reportDaysLimit = 100_000;
const bpsMax = 10_000;
const daysMax = 365;
const timeMax = 8_640_000_000_000;
const sourcePattern = /^[a-z0-9_-]{1,40}$/;

/** Refuses as `unprocessable`, naming the field. */
export function admit(event: BookEvent): void {
  need(event.id === idOf(event) && event.id.length <= idCharsMax && event.id.isWellFormed(), 'id', 'is not the id of this event');
  needWhole(event.at, 'at', timeMax);
  admitContent(event);
  if ('by' in event) needText(event.by, 'by');
}

function admitContent(event: BookEvent): void {
  switch (event.type) {
    case 'terms.set':
      admitTerms(event);
      break;
    case 'touch.recorded':
      admitTouch(event, '');
      break;
    case 'order.recorded':
      admitOrder(event);
      break;
    case 'refund.recorded':
      admitRefund(event);
      break;
    case 'order.edited':
      admitEdit(event);
      break;
    case 'order.cancelled':
      admitCancellation(event);
      break;
    case 'adjustment.recorded':
      admitAdjustment(event);
      break;
    case 'review.decided':
      need((event.verdict === 'reject') === (event.reason !== null), 'reason', 'is there when rejected, and only then');
      break;
    case 'payout.drafted':
      need(isCurrency(event.currency), 'currency', 'is not one whose minor units are known here');
      needWhole(event.minimumMinor, 'minimumMinor', Number.MAX_SAFE_INTEGER);
      break;
    case 'period.closed':
      needWhole(event.until, 'until', timeMax);
      break;
    default:
  }
}

function idOf(event: BookEvent): string | undefined {
  switch (event.type) {
    case 'terms.set':
      return event.id.startsWith(eventIds.terms('')) ? event.id : undefined;
    case 'touch.recorded':
      return eventIds.touch(event.clickId);
    case 'order.recorded':
      return eventIds.order(event.source, event.orderId);
    case 'refund.recorded':
      return eventIds.refund(event.source, event.refundId);
    case 'order.edited':
      return eventIds.edit(event.source, event.editId);
    case 'order.cancelled':
      return eventIds.cancel(event.source, event.orderId);
    case 'hold.released':
      return eventIds.release(event.creditId);
    case 'review.opened':
      return eventIds.review(event.reviewId, event.creditId);
    case 'review.decided':
      return eventIds.verdict(event.reviewId, event.creditId);
    case 'review.reversed':
      return eventIds.reversal(event.reviewId, event.creditId);
    case 'adjustment.recorded':
      return eventIds.adjustment(event.adjustmentId);
    case 'payout.drafted':
    case 'payout.approved':
    case 'payout.sent':
    case 'payout.paid':
    case 'payout.failed':
    case 'payout.cancelled':
      return eventIds.payout(event.payoutId, event.type.slice('payout.'.length));
    case 'period.closed':
      return eventIds.period(event.until);
    default:
      return fail('unprocessable', `A book knows no event of the type ${JSON.stringify((event as { type?: unknown }).type)}.`);
  }
}

function admitTerms({ terms, feeBps }: TermsSetEvent): void {
  needWhole(feeBps, 'feeBps', bpsMax);
  needWhole(terms.rateBps, 'terms.rateBps', bpsMax);
  needWhole(terms.windowDays, 'terms.windowDays', daysMax);
  needWhole(terms.holdDays, 'terms.holdDays', daysMax);
  needModel(terms.model, 'terms.model');
  const { rates, halfLifeDays, assists, reportDaysMax } = fullTerms(terms);
  need(rates.length <= rateRulesMax, 'terms.rates', `has at most ${rateRulesMax}`);
  for (const [at, { rate }] of rates.entries()) {
    if (rate.kind === 'share') needWhole(rate.bps, `terms.rates.${at}.rate.bps`, bpsMax);
    else needFlat(rate, `terms.rates.${at}.rate`);
  }
  need(halfLifeDays >= 1, 'terms.halfLifeDays', 'is at least 1');
  needWhole(halfLifeDays, 'terms.halfLifeDays', daysMax);
  needWhole(reportDaysMax, 'terms.reportDaysMax', reportDaysLimit);
  if (assists) {
    needWhole(assists.bps, 'terms.assists.bps', bpsMax);
    needWhole(assists.countMax, 'terms.assists.countMax', pathMax);
    need(assists.bps * assists.countMax < bpsMax, 'terms.assists', 'together are less than the whole');
  }
}

function needFlat({ amountMinor, currency, per }: NonNullable<FrozenTerms['flat']>, where: string): void {
  needWhole(amountMinor, `${where}.amountMinor`, Number.MAX_SAFE_INTEGER);
  need(isCurrency(currency), `${where}.currency`, 'is not one whose minor units are known here');
  need(per === 'order' || per === 'piece', `${where}.per`, 'is order or piece');
}

const needModel = (model: WeightModel, where: string): void =>
  need(weightModels.includes(model), where, `is one of ${weightModels.join(', ')}`);

function admitTouch({ clickedAt, frozen }: Touch, where: string): void {
  needWhole(clickedAt, `${where}clickedAt`, timeMax);
  needWhole(frozen.version, `${where}frozen.version`, Number.MAX_SAFE_INTEGER);
  needWhole(frozen.rateBps, `${where}frozen.rateBps`, bpsMax);
  needWhole(frozen.feeBps, `${where}frozen.feeBps`, bpsMax);
  needWhole(frozen.windowDays, `${where}frozen.windowDays`, daysMax);
  needWhole(frozen.holdDays, `${where}frozen.holdDays`, daysMax);
  needModel(frozen.model, `${where}frozen.model`);
  if (frozen.flat) needFlat(frozen.flat, `${where}frozen.flat`);
}

function admitOrder({ source, placedAt, currency, lines, touches, codes, findings }: Order): void {
  needSource(source);
  needWhole(placedAt, 'placedAt', timeMax);
  admitLines(currency, lines, 0);
  admitQuantities(lines);
  need((codes ?? []).length <= codesMax, 'codes', `has at most ${codesMax}`);
  need((findings ?? []).length <= findingsMax, 'findings', `has at most ${findingsMax}`);
  need(touches.length <= touchesMax, 'touches', `has at most ${touchesMax}`);
  for (const [at, touch] of touches.entries()) admitTouch(touch, `touches.${at}.`);
}

function admitRefund({ source, refundedAt, currency, lines }: Refund): void {
  needSource(source);
  needWhole(refundedAt, 'refundedAt', timeMax);
  admitLines(currency, lines, 1);
}

function admitEdit({ source, editedAt, currency, lines }: OrderEdit): void {
  needSource(source);
  needWhole(editedAt, 'editedAt', timeMax);
  admitLines(currency, lines, 0);
  admitQuantities(lines);
}

function admitCancellation({ source, cancelledAt }: Cancellation): void {
  needSource(source);
  needWhole(cancelledAt, 'cancelledAt', timeMax);
}

function admitAdjustment({ currency, amountMinor, reason, note }: Adjustment): void {
  need(isCurrency(currency), 'currency', 'is not one whose minor units are known here');
  need(Number.isSafeInteger(amountMinor) && amountMinor !== 0, 'amountMinor', `is whole minor units and not 0, not ${amountMinor}`);
  need(adjustmentReasons.includes(reason), 'reason', `is one of ${adjustmentReasons.join(', ')}`);
  needText(note, 'note');
}

function admitQuantities(lines: readonly OrderedLine[]): void {
  for (const [at, { quantity }] of lines.entries()) needWhole(quantity, `lines.${at}.quantity`, quantityMax);
}

const needSource = (source: string): void => need(sourcePattern.test(source), 'source', 'is lower-case letters, digits, _ and -');

function needText(text: string, field: string): void {
  need(typeof text === 'string' && text.length >= 1 && text.length <= textCharsMax, field, `is text of 1 to ${textCharsMax} characters`);
}

function admitLines(currency: string, lines: readonly { lineId: string; netMinor: number }[], leastMinor: number): void {
  need(isCurrency(currency), 'currency', 'is not one whose minor units are known here');
  need(lines.length >= 1 && lines.length <= linesMax, 'lines', `has 1 to ${linesMax}`);
  need(new Set(lines.map((line) => line.lineId)).size === lines.length, 'lines', 'names a line twice');
  for (const [at, { netMinor }] of lines.entries())
    need(
      Number.isSafeInteger(netMinor) && netMinor >= leastMinor,
      `lines.${at}.netMinor`,
      `is whole minor units from ${leastMinor} to 2^53 - 1, not ${netMinor}`,
    );
  need(hasExactSum(lines), 'lines', 'is together more than 2^53 - 1 minor units, which cannot be kept exactly');
}

function hasExactSum(lines: readonly { netMinor: number }[]): boolean {
  let restMinor = Number.MAX_SAFE_INTEGER;
  for (const { netMinor } of lines) restMinor -= netMinor;
  return restMinor >= 0;
}

function needWhole(value: number, field: string, max: number): void {
  need(Number.isSafeInteger(value) && value >= 0 && value <= max, field, `is a whole number from 0 to ${max}, not ${value}`);
}

function need(holds: boolean, field: string, promise: string): void {
  if (!holds) fail('unprocessable', `${field} ${promise}.`, { field });
}
