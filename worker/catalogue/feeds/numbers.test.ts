import { expect, test } from 'vitest';
import { gtinOf, isPlaceholder } from './numbers.ts';

test.each([
  ['as it is', '4006381333931', { gtin: '4006381333931' }],
  ['with blanks and hyphens', ' 978-3-16-148410-0 ', { gtin: '9783161484100' }],
  ['with the quote of a spreadsheet', "'036000291452", { gtin: '036000291452' }],
  ['without the zero that a spreadsheet ate', '36000291452', { gtin: '036000291452' }],
  ['a wrong check digit', '4006381333932', { gtin: '', note: expect.stringContaining('has a wrong check digit and was left out') }],
  ['a wrong length', '40063813', { gtin: '', note: expect.stringContaining('wrong check digit') }],
  ['letters', 'ABC', { gtin: '', note: expect.stringContaining('is not a number of 8, 12, 13 or 14 digits') }],
  ['shortened by a spreadsheet', '4.00638E+12', { gtin: '', note: expect.stringContaining('shortened by a spreadsheet') }],
  ['a number of one shop', '2012345678903', { gtin: '', note: expect.stringContaining('for use within one shop') }],
  ['a filler', 'N/A', { gtin: '' }],
  ['nothing', '', { gtin: '' }],
])('a GTIN is kept, or left out with a note: %s', (_, text, read) => expect(gtinOf(text)).toEqual(read));

test('words that merely fill a column are known', () => {
  for (const filler of ['', ' - ', 'n/a', 'None', 'DOES NOT APPLY']) expect(isPlaceholder(filler)).toBe(true);
  for (const real of ['A1', 'Nona', '00']) expect(isPlaceholder(real)).toBe(false);
});
