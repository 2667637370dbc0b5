import { expect, test } from 'vitest';
import { currenciesOf, currencyCode, declaredCurrency } from './currency.ts';

test.each([
  ['https://www.shop.example/', ['en-GB'], ['GBP']],
  ['https://www.shop.co.uk/', [], ['GBP']],
  ['https://ar-sa.shop.example/', [], ['SAR']],
  ['https://www.shop.com/gb/en/p/1', [], ['GBP']],
  ['https://www.shop.com/us/en_us/p/1', [], ['USD']],
  ['https://shop.de/', ['en-US'], ['EUR', 'USD']],
  ['https://shop.com/', ['zh-Hant-TW'], ['TWD']],
  ['https://shop.com/', ['ja'], ['JPY']],
  ['https://shop.com/', ['en'], []],
])('%s in %j points at %j', (url, languages, currencies) => {
  expect(currenciesOf(new URL(url), languages)).toEqual(currencies);
});

test.each([
  ['€', [], 'EUR'],
  ['usd', [], 'USD'],
  ['RUR', [], 'RUB'],
  ['NTD', [], 'TWD'],
  ['kr', ['DKK'], 'DKK'],
  ['kr', [], undefined],
  ['¥', [], 'JPY'],
  ['¥', ['CNY'], 'CNY'],
  ['¥', ['EUR'], undefined],
  ['XXX', [], undefined],
  ['constructor', [], undefined],
  ['', [], undefined],
])('a declared currency "%s" beside %j is %s', (value, expected, code) => {
  expect(declaredCurrency(value, expected)).toBe(code);
});

test('printed codes count in capitals only', () => {
  expect(currencyCode('SEK')).toBe('SEK');
  expect(currencyCode('sek')).toBeUndefined();
});
