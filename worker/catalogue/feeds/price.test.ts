import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencies, exponentOf, printAmount } from '#shared/money.ts';
import { type PriceRules, readPrice } from './price.ts';

const rules: PriceRules = { style: 'auto', currencyOfSign: {} };
const read = (text: string, declared = '', changes: Partial<PriceRules> = {}) => readPrice(text, declared, { ...rules, ...changes });
const money = (amountMinor: number, currency: string) => ({ price: { amountMinor, currency } });

describe('a price is read exactly', () => {
  test.each<[string, string, number, string]>([
    ['549.00 PKR', '', 54900, 'PKR'],
    ['12,50 EUR', '', 1250, 'EUR'],
    ['EUR 12.50', '', 1250, 'EUR'],
    ['eur12.5', '', 1250, 'EUR'],
    ['12', 'USD', 1200, 'USD'],
    ['40', 'usd', 4000, 'USD'],
    ['$1,299.00', 'USD', 129900, 'USD'],
    ['US$1,299', '', 129900, 'USD'],
    ['£1,299.99', '', 129999, 'GBP'],
    ['1.299,99 €', '', 129999, 'EUR'],
    ['1 299,99 €', '', 129999, 'EUR'],
    ['1\u00a0299,99\u00a0€', '', 129999, 'EUR'],
    ['1\u202f299\u202f€', '', 129900, 'EUR'],
    ["CHF 1'299.50", '', 129950, 'CHF'],
    ['1.299.000 VND', '', 1299000, 'VND'],
    ['1,299,000.50 USD', '', 129900050, 'USD'],
    ['1,29,900.00 INR', '', 12990000, 'INR'],
    ['Rs.549', 'PKR', 54900, 'PKR'],
    ['kr 549,-', 'SEK', 54900, 'SEK'],
    ['549.- CHF', '', 54900, 'CHF'],
    ['.50 USD', '', 50, 'USD'],
    ['12. USD', '', 1200, 'USD'],
    ['1200.00 JPY', '', 1200, 'JPY'],
    ['12.500 KWD', '', 12500, 'KWD'],
    ['1,299 USD', '', 129900, 'USD'],
    ['0,999 KWD', '', 999, 'KWD'],
    ['１２.５０ EUR', '', 1250, 'EUR'],
    ['￥1200', 'JPY', 1200, 'JPY'],
    ['+12.50 EUR', '', 1250, 'EUR'],
    ['109€ 109€ 109', '', 10900, 'EUR'],
    ['90071992547409.91 USD', '', Number.MAX_SAFE_INTEGER, 'USD'],
  ])('%s %s', (text, declared, amountMinor, currency) => expect(read(text, declared)).toEqual(money(amountMinor, currency)));
});

describe('no price is no price, not zero', () => {
  test.each(['', '  ', '0', '0.0', '0.00 USD', '0,00 €', '$0'])('%j', (text) => expect(read(text)).toEqual({ price: null }));
});

describe('a price without a currency is left out with a note', () => {
  test.each(['12.50', '$12.50', 'kr 12', '¥1200'])('%s', (text) =>
    expect(read(text)).toEqual({ price: null, note: expect.stringContaining('names no currency') }),
  );
  test('unless the feed or the caller tells which', () => {
    expect(read('$12.50', '', { currency: 'USD' })).toEqual(money(1250, 'USD'));
    expect(read('$12.50', '', { currencyOfSign: { $: 'CAD' } })).toEqual(money(1250, 'CAD'));
    expect(read('12.50', '$', { currencyOfSign: { $: 'CAD' } })).toEqual(money(1250, 'CAD'));
  });
});

describe('a price that would mislead is refused', () => {
  test.each<[string, string, string, string]>([
    ['words', 'ask us', '', 'is not one amount'],
    ['a range', '10 - 20 USD', '', 'is not one amount'],
    ['two prices', 'was 20 now 15 USD', '', 'is not one amount'],
    ['negative', '-5.00 USD', '', 'is negative'],
    ['negative before the sign', '-$5.00', 'USD', 'is negative'],
    ['a typographic minus', '−5 USD', '', 'is negative'],
    ['an unknown currency, by its code', '12.50 XYZ', '', 'currency "XYZ" is not known here'],
    ['an unknown currency column', '12.50', 'BTC', 'currency "BTC" is not known here'],
    ['price and column that disagree', '12.50 USD', 'EUR', 'the price says USD, the currency column says EUR'],
    ['a sign and a column that disagree', '£12.50', 'USD', 'the price says GBP, the currency column says USD'],
    ['more decimals than the currency has', '12.505 USD', '', 'can be read in two ways'],
    ['four decimals', '12.5051 USD', '', 'has more decimals than USD has'],
    ['decimals of a currency without', '12.5 JPY', '', 'has more decimals than JPY has'],
    ['a point before three digits', '1.299 EUR', '', 'can be read in two ways'],
    ['groups that are none', '1.5,00 EUR', '', 'can be read in two ways'],
    ['groups of two at the end', '1,29.99.00 USD', '', 'can be read in two ways'],
    ['above 2^53 - 1 minor units', '90071992547409.92 USD', '', 'is above 2^53 - 1 minor units'],
    ['far above', '1e21 USD', '', 'is not one amount'],
    ['twenty digits', '12345678901234567890 USD', '', 'is above 2^53 - 1 minor units'],
  ])('%s', (_, text, declared, reason) => expect(read(text, declared)).toEqual({ reason: expect.stringContaining(reason) }));
});

test('a style that the mapping tells settles what could be either', () => {
  expect(read('1.299 EUR', '', { style: '1,234.56' })).toMatchObject({ reason: expect.stringContaining('more decimals') });
  expect(read('1.299 EUR', '', { style: '1.234,56' })).toEqual(money(129900, 'EUR'));
  expect(read('1,290 EUR', '', { style: '1.234,56' })).toEqual(money(129, 'EUR'));
  expect(read('12.50 EUR', '', { style: '1,234.56' })).toEqual(money(1250, 'EUR'));
  expect(read('1299', 'EUR', { style: 'minor' })).toEqual(money(1299, 'EUR'));
  expect(read('12.99', 'EUR', { style: 'minor' })).toMatchObject({ reason: expect.stringContaining('not a whole number of minor units') });
  expect(read('9007199254740992', 'EUR', { style: 'minor' })).toMatchObject({ reason: expect.stringContaining('above 2^53 - 1') });
});

test('every amount of every currency is read back from its plain form', () => {
  fc.assert(
    fc.property(fc.constantFrom(...currencies), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (currency, amountMinor) => {
      const plain = printAmount(amountMinor, currency);
      const asNumber = exponentOf(currency) === 3 ? plain : plain.replace(/^(\d+)$/, '$1.00');
      for (const text of [`${plain} ${currency}`, `${currency} ${asNumber}`]) expect(read(text)).toEqual(money(amountMinor, currency));
    }),
  );
});

test('whatever is written, a price is a safe amount, nothing, or refused in words', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789.,-+ €$£USDEUR'’") }), (text) => {
      const result = read(text);
      if ('reason' in result) expect(result.reason).not.toBe('');
      else if (result.price) expect(Number.isSafeInteger(result.price.amountMinor) && result.price.amountMinor > 0).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
