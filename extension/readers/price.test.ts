import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainAmount, pricesIn, samePrice } from './price.ts';

test.each([
  ['1.234,56 €', ['EUR'], ['1234.56 EUR']],
  ['€ 12', [], ['12 EUR']],
  ['12,- €', [], ['12 EUR']],
  ['£1,299.00', [], ['1299 GBP']],
  ['$1,299', [], ['1299 USD']],
  ['$3.499', ['ARS'], ['3499 ARS']],
  ['$12.50', ['EUR'], ['12.50 USD']],
  ['C$ 15.00', [], ['15 CAD']],
  ['CAD 249.99', [], ['249.99 CAD']],
  ['NT$ 2,320', [], ['2320 TWD']],
  ['2,320元', ['TWD'], ['2320 TWD']],
  ['￥299', ['CNY'], ['299 CNY']],
  ['¥8,800（税込）', ['JPY'], ['8800 JPY']],
  ['4万4800円', [], ['44800 JPY']],
  ['1.2万円', [], ['12000 JPY']],
  ['₩30,000', [], ['30000 KRW']],
  ['30,000원~', [], ['30000 KRW']],
  ['1 299 kr', ['SEK'], ['1299 SEK']],
  ['1 299:-', ['SEK'], ['1299 SEK']],
  ['1 299,00 kr', ['NOK'], ['1299 NOK']],
  ["CHF 1'234.50", [], ['1234.50 CHF']],
  ['997,00 zł', ['PLN'], ['997 PLN']],
  ['63.07 Lei', ['RON'], ['63.07 RON']],
  ['502,20 руб.', ['BYN'], ['502.20 BYN']],
  ['₹949', [], ['949 INR']],
  ['Rs. 1,09,900', ['INR'], ['109900 INR']],
  ['R$ 12,90', [], ['12.90 BRL']],
  ['KD 4.500', [], []],
  ['4.500 KWD', [], ['4.50 KWD']],
  ['99 ر.س', ['SAR'], ['99 SAR']],
  ['最低價$99元起', ['TWD'], ['99 TWD']],
  ['was £50 now £39.99', [], ['50 GBP', '39.99 GBP']],
  ['$3.499 - $4.059', ['ARS'], ['3499 ARS', '4059 ARS']],
  ['12 € 15', [], ['12 EUR']],
  ['6 ft cable', [], []],
  ['6 Ft', ['HUF'], ['6 HUF']],
  ['try 5 of all 20', [], []],
  ['Save 20% today', [], []],
  ['$0.00', [], []],
  ['10 kr', [], []],
  ['version 2.0', [], []],
  ['', [], []],
] as const)('prices in "%s"', (text, expected, prices) => {
  expect(pricesIn(text, expected).map(({ amount, currency }) => `${amount} ${currency}`)).toEqual(prices);
});

test.each([
  ['a number', 4.5, undefined, '4.50'],
  ['a whole number', 1299, undefined, '1299'],
  ['trailing zeros', '10.7500', undefined, '10.75'],
  ['a float with noise', '79.99000000000001', undefined, '79.99'],
  ['a float of half precision', '19.989999771118164', undefined, '19.99'],
  ['grouped by points', '1.299', 'EUR', '1299'],
  ['three decimals', '1.299', 'KWD', '1.299'],
  ['below one', '0.999', 'EUR', '0.999'],
  ['with a currency', '€39.99', undefined, '39.99'],
  ['zero', '0', undefined, undefined],
  ['zero as a number', 0, undefined, undefined],
  ['negative', '-5', undefined, undefined],
  ['negative number', -5, undefined, undefined],
  ['negative behind a sign', '$-5', undefined, undefined],
  ['an exponent', '1e400', undefined, undefined],
  ['infinity', Number.POSITIVE_INFINITY, undefined, undefined],
  ['beyond the bound', 1e21, undefined, undefined],
  ['too many digits', '1234567890123456', undefined, undefined],
  ['a range', '12 - 15', undefined, undefined],
  ['words', 'call us', undefined, undefined],
  ['an object', {}, undefined, undefined],
  ['a very long text', '1'.repeat(1000), undefined, undefined],
])('plainAmount of %s', (_, value, currency, amount) => {
  expect(plainAmount(value, currency)).toBe(amount);
});

test('an amount is always one that a snapshot takes', () => {
  const anything = fc.oneof(fc.double(), fc.integer(), fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789.,-e €'.split('')) }));
  fc.assert(fc.property(anything, (value) => /^\d{1,15}(\.\d{1,4})?$/.test(plainAmount(value) ?? '1')));
});

test('prices are the same by value', () => {
  expect(samePrice({ amount: '12', currency: 'EUR' }, { amount: '12.00', currency: 'EUR' })).toBe(true);
  expect(samePrice({ amount: '12', currency: 'EUR' }, { amount: '12', currency: 'USD' })).toBe(false);
});
