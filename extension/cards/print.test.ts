import { expect, test } from 'vitest';
import { apart, printClock, printPrice, printShare, printUntil, printWhen } from './print.ts';

test.each([
  ['89.00', 'EUR', 'en-GB', '€89.00'],
  ['1234567.89', 'USD', 'en-US', '$1,234,567.89'],
  ['90071992547409.91', 'USD', 'en-US', '$90,071,992,547,409.91'],
  ['3800', 'JPY', 'en-GB', 'JP¥3,800'],
  ['12.500', 'KWD', 'en-GB', 'KWD\u00a012.500'],
  ['129.00', 'CNY', 'zh-CN', '¥129.00'],
])('%s %s is printed for %s as %s', (amount, currency, locale, text) => {
  expect(printPrice(amount, currency, locale)).toBe(text);
});

test.each([
  [1000, 'en-GB', '10%'],
  [1, 'en-GB', '0.01%'],
  [1250, 'en-GB', '12.5%'],
  [10_000, 'zh-CN', '100%'],
])('%i basis points are printed for %s as %s', (bps, locale, text) => {
  expect(printShare(bps, locale)).toBe(text);
});

test.each([
  ['Nordlicht', 'Nordlicht'],
  ['北光家居', '北光家居'],
  ['بيت الضوء', '\u2068بيت الضوء\u2069'],
  ['בית האור', '\u2068בית האור\u2069'],
])('%s stands in a sentence as %s', (name, text) => {
  expect(apart(name)).toBe(text);
});

const now = new Date(2026, 10, 3, 15, 30).getTime();
test.each([
  [new Date(2026, 10, 3, 9, 5), 'en-GB', '09:05'],
  [new Date(2026, 10, 2, 23, 59), 'en-GB', '2 Nov'],
  [new Date(2025, 11, 31), 'en-GB', '31 Dec 2025'],
  [new Date(2026, 10, 2), 'zh-CN', '11月2日'],
])('%s is printed as %s would read it', (at, locale, text) => {
  expect(printWhen(at.getTime(), now, locale)).toBe(text);
});

test.each([
  [Date.UTC(2026, 10, 3, 16, 58), '16:58'],
  [Date.UTC(2026, 10, 4, 9, 5), '4 Nov, 09:05'],
])('what ends is told with its time, and with its day where that is another', (at, printed) => {
  // Tests may run in any zone: both moments are moved by it.
  const zone = new Date(at).getTimezoneOffset() * 60_000;
  expect(printUntil(at + zone, Date.UTC(2026, 10, 3, 12) + zone, 'en-GB')).toBe(printed);
});

test.each([
  [0, '0:00'],
  [9.9, '0:09'],
  [252, '4:12'],
  [3600, '1:00:00'],
  [3723, '1:02:03'],
  [360_000, '100:00:00'],
])('%d seconds are printed as %s', (seconds, text) => {
  expect(printClock(seconds)).toBe(text);
});
