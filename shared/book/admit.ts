/** What may enter a book at all. Bundles come from strangers and numbers from merchants: nothing is decided on values that cannot be kept. */
import { fail } from '../errors.ts';
import { isCurrency } from '../money.ts';
import { type BookEvent, eventIds, type Order, type Refund, type Touch } from './events.ts';

const idCharsMax = 300;
const touchesMax = 100;
const linesMax = 1000;
const bpsMax = 10_000;
const daysMax = 365;
const timeMax = 8_640_000_000_000;
const sourcePattern = /^[a-z0-9_-]{1,40}$/;

/** Refuses as `unprocessable`, naming the field. */
export function admit(event: BookEvent): void {
  need(event.id === idOf(event) && event.id.length <= idCharsMax && event.id.isWellFormed(), 'id', 'is not the id of this event');
  needWhole(event.at, 'at', timeMax);
  if (event.type === 'terms.set') admitTerms(event);
  if (event.type === 'touch.recorded') admitTouch(event, '');
  if (event.type === 'order.recorded') admitOrder(event);
  if (event.type === 'refund.recorded') admitRefund(event);
}

function idOf(event: BookEvent): string {
  switch (event.type) {
    case 'terms.set':
      return event.id.startsWith(eventIds.terms('')) ? event.id : '';
    case 'touch.recorded':
      return eventIds.touch(event.clickId);
    case 'order.recorded':
      return eventIds.order(event.source, event.orderId);
    case 'refund.recorded':
      return eventIds.refund(event.source, event.refundId);
    case 'hold.released':
      return eventIds.release(event.creditId);
    default:
      return fail('unprocessable', `A book knows no event of the type ${JSON.stringify((event as { type?: unknown }).type)}.`);
  }
}

function admitTerms({ terms, feeBps }: Extract<BookEvent, { type: 'terms.set' }>): void {
  needWhole(feeBps, 'feeBps', bpsMax);
  needWhole(terms.rateBps, 'terms.rateBps', bpsMax);
  needWhole(terms.windowDays, 'terms.windowDays', daysMax);
  needWhole(terms.holdDays, 'terms.holdDays', daysMax);
}

function admitTouch({ clickedAt, frozen }: Touch, where: string): void {
  needWhole(clickedAt, `${where}clickedAt`, timeMax);
  needWhole(frozen.version, `${where}frozen.version`, Number.MAX_SAFE_INTEGER);
  needWhole(frozen.rateBps, `${where}frozen.rateBps`, bpsMax);
  needWhole(frozen.feeBps, `${where}frozen.feeBps`, bpsMax);
  needWhole(frozen.windowDays, `${where}frozen.windowDays`, daysMax);
  needWhole(frozen.holdDays, `${where}frozen.holdDays`, daysMax);
}

function admitOrder({ source, placedAt, currency, lines, touches }: Order): void {
  need(sourcePattern.test(source), 'source', 'is lower-case letters, digits, _ and -');
  needWhole(placedAt, 'placedAt', timeMax);
  admitLines(currency, lines, 0);
  need(touches.length <= touchesMax, 'touches', `has at most ${touchesMax}`);
  for (const [at, touch] of touches.entries()) admitTouch(touch, `touches.${at}.`);
}

function admitRefund({ source, refundedAt, currency, lines }: Refund): void {
  need(sourcePattern.test(source), 'source', 'is lower-case letters, digits, _ and -');
  needWhole(refundedAt, 'refundedAt', timeMax);
  admitLines(currency, lines, 1);
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
