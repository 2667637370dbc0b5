import { expect, test } from 'vitest';
import { codeTermOf, kindOf, termOf } from './text.ts';

test.each([
  ['the', 'common'],
  ['und', 'common'],
  ['review', 'everyday'],
  ['black', 'variant'],
  ['128gb', 'variant'],
  ['case', 'accessory'],
  ['3080', 'number'],
  ['ii', 'number'],
  ['k', 'number'],
  ['wh1000xm5', 'code'],
  ['漢字', 'pair'],
  ['rivertin', 'word'],
])('%s is of the kind %s', (word, kind) => {
  expect(kindOf(termOf(word))).toBe(kind);
});

test.each([
  ['202.481.18', '20248118'],
  ['PU_106160/01', 'pu 10616001'],
  ['ABCDEF', undefined],
  ['1234', undefined],
  ['', undefined],
])('the code %s is the same as %s', (code, same) => {
  expect(codeTermOf(code)).toBe(same === undefined ? undefined : codeTermOf(same));
});
