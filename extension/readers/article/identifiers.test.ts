import { expect, test } from 'vitest';
import { gtinOf, idInAddress } from './identifiers.ts';

test.each([
  ['EAN-13', '4006381333931', true, '4006381333931'],
  ['with spaces', '4 006381 333931', true, '4006381333931'],
  ['wrong check digit', '4006381333930', true, undefined],
  ['UPC-A', '036000291452', true, '036000291452'],
  ['EAN-8', '73513537', true, '73513537'],
  ['eight digits in another field may be anything', '73513537', false, undefined],
  ['GTIN-14', '10614141000415', true, '10614141000415'],
  ['ISBN-10', '0-306-40615-2', true, '9780306406157'],
  ['ISBN-10 with X', '097522980X', true, '9780975229804'],
  ['wrong ISBN-10', '0306406153', true, undefined],
  ['all zeros', '0000000000000', true, undefined],
  ['letters', 'ABC', true, undefined],
  ['empty', '', true, undefined],
])('a GTIN is one by its check digit: %s', (_, text, isDeclared, gtin) => {
  expect(gtinOf(text, isDeclared)).toBe(gtin);
});

test.each([
  ['https://a.example/itm/302474151804', '302474151804'],
  ['https://a.example/dp/B07C8KMQQ6?th=1', 'B07C8KMQQ6'],
  ['https://a.example/d/washing-machine/7235216655.html', '7235216655'],
  ['https://a.example/shelf-p400105394.html', '400105394'],
  ['https://a.example/shop/M14876706.htm', 'M14876706'],
  ['https://a.example/kettle-1-7-l', undefined],
  ['https://a.example/2026/05/kettle', undefined],
  ['https://a.example/', undefined],
])('the code in %s is %s', (address, code) => {
  expect(idInAddress(new URL(address))).toBe(code);
});
