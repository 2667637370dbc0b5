import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gtin14 } from './gtin.ts';

test.each([
  ['EAN-13', '4006381333931', '04006381333931'],
  ['UPC-A', '036000291452', '00036000291452'],
  ['EAN-8', '73513537', '00000073513537'],
  ['GTIN-14', '10614141000415', '10614141000415'],
  ['with blanks and hyphens', '978-3-16-148410 0', '09783161484100'],
  ['a wrong check digit', '4006381333932', undefined],
  ['two digits changed places', '4006383133931', undefined],
  ['eleven digits', '03600029145', undefined],
  ['nine digits', '735135370', undefined],
  ['fifteen digits', '040063813339311', undefined],
  ['only zeros', '00000000', undefined],
  ['letters', '40063813339a1', undefined],
  ['nothing', '', undefined],
])('a GTIN is known by its length and check digit: %s', (_, text, expected) => expect(gtin14(text)).toBe(expected));

test('one wrong digit is always noticed', () => {
  const body = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 13 });
  fc.assert(
    fc.property(body, fc.nat(12), fc.integer({ min: 1, max: 9 }), (digits, at, change) => {
      const right = Array.from({ length: 10 }, (_, check) => [...digits, check].join('')).filter((text) => gtin14(text) !== undefined);
      if (digits.every((digit) => digit === 0)) return;
      expect(right).toHaveLength(1);
      const wrong = [...(right[0] ?? '')];
      wrong[at] = String((Number(wrong[at]) + change) % 10);
      expect(gtin14(wrong.join(''))).toBeUndefined();
    }),
  );
});
