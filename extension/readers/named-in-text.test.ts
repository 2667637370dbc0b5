import fc from 'fast-check';
import { expect, test } from 'vitest';
import { namedInText } from './named-in-text.ts';

test.each<[string, string, string | undefined]>([
  [
    'with its maker and without',
    'The Fernholm Swan 9 boils fast. We ran the Swan 9 for a month. Is the Fernholm Swan 9 worth it?',
    'Fernholm Swan 9',
  ],
  ['of one capital', 'I tried the Oda Find Z. The Find Z is loud, but the Oda Find Z is cheap.', 'Oda Find Z'],
  ['of a code', 'Sono WH-100X5 review. My WH-100X5 broke; Sono sent another Sono WH-100X5.', 'Sono WH-100X5'],
  ['that owns something', "The Fernholm Swan 9's lid. The Swan 9's cord. A Fernholm Swan 9.", 'Fernholm Swan 9'],
  ['with its maker only', 'The Fernholm Swan 9. Again the Fernholm Swan 9. And the Fernholm Swan 9.', undefined],
  ['once', 'The Fernholm Swan 9. The Swan 9.', undefined],
  ['a game', 'Street Racer 6 is out. We play Street Racer 6. More Street Racer 6 tomorrow.', undefined],
  ['counted things', 'This is Episode 5. Watch Episode 5 and The Episode 5 extras, then Episode 5.', undefined],
  ['numbers', 'In Berlin 2024 we met. Berlin 2024 was fun, in 2024.', undefined],
  ['behind the links', 'https://a.example/ The Fernholm Swan 9. The Swan 9. The Fernholm Swan 9.', undefined],
  ['without case', 'ふつうの文章です。9号と10号。', undefined],
])('a product %s', (_, text, name) => {
  expect(namedInText(text)?.name).toBe(name);
});

test('the maker is the brand', () => {
  expect(namedInText('The Fernholm Swan 9, then the Swan 9, then a Fernholm Swan 9')).toEqual({
    name: 'Fernholm Swan 9',
    brand: 'Fernholm',
  });
});

test('any text is looked at in bounded time, and a name is short', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'AB9 .-x'.split('')) }), (text) => (namedInText(text)?.name.length ?? 0) <= 300),
  );
  const started = performance.now();
  for (const text of ['A9 B '.repeat(3000), 'A'.repeat(9000), '9.'.repeat(9000), 'A '.repeat(9000)]) namedInText(text);
  expect(performance.now() - started).toBeLessThan(500);
});
