import { expect, test } from 'vitest';
import { isIban, plainIban } from './iban.ts';

test.each<[string, boolean]>([
  ['GB82 WEST 1234 5698 7654 32', true],
  ['DE89370400440532013000', true],
  ['de89 3704 0044 0532 0130 00', true],
  ['NO93 8601 1117 947', true],
  ['DE89370400440532013001', false],
  ['DE98370400440532013000', false],
  ['DE8937040044', false],
  ['', false],
  ['=1+1', false],
  [`DE89${'0'.repeat(40)}`, false],
])('%s: %s', (text, is) => expect(isIban(text)).toBe(is));

test('is kept without blanks', () => expect(plainIban(' de89 3704\t0044 ')).toBe('DE8937040044'));
