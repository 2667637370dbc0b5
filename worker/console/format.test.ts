import { describe, expect, test } from 'vitest';
import { formatDay, formatMoney, formatRate, parsePercent, percentText } from './format.ts';

describe('an amount is printed exactly', () => {
  test.each([
    ['en-GB', 1250, 'USD', 'US$12.50'],
    ['en-GB', -5, 'EUR', '-€0.05'],
    ['en-GB', 1250, 'JPY', 'JP¥1,250'],
    ['en-GB', 1234, 'KWD', 'KWD 1.234'],
    ['zh-CN', 1_234_567, 'CNY', '¥12,345.67'],
    ['en-GB', Number.MAX_SAFE_INTEGER, 'USD', 'US$90,071,992,547,409.91'],
  ])('%s %s %s', (locale, amountMinor, currency, text) => {
    expect(formatMoney(locale, amountMinor, currency).replaceAll('\u00A0', ' ')).toBe(text);
  });
});

test.each([
  [0, '0%'],
  [800, '8%'],
  [825, '8.25%'],
  [10_000, '100%'],
])('%i basis points read as %s', (bps, text) => expect(formatRate('en-GB', bps)).toBe(text));

test.each([
  ['8', 800],
  ['8.5', 850],
  ['8,25', 825],
  [' 8 % ', 800],
  ['8％', 800],
  ['0', 0],
  ['100', 10_000],
  ['100.01', undefined],
  ['8.255', undefined],
  ['-1', undefined],
  ['', undefined],
  ['eight', undefined],
  ['1e2', undefined],
])('the percentage "%s" is %s basis points', (text, bps) => expect(parsePercent(text)).toBe(bps));

test('a percentage survives its field', () => {
  for (let bps = 0; bps <= 10_000; bps++) expect(parsePercent(percentText(bps))).toBe(bps);
});

test('a day of another year names its year', () => {
  const now = Date.UTC(2026, 10, 23, 12);
  expect(formatDay('en-GB', Date.UTC(2026, 11, 3, 12), now)).toBe('3 Dec');
  expect(formatDay('en-GB', Date.UTC(2027, 0, 3, 12), now)).toBe('3 Jan 2027');
  expect(formatDay('zh-CN', Date.UTC(2027, 0, 3, 12), now)).toBe('2027年1月3日');
});
