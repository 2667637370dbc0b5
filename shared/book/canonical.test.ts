import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, firstDifference } from './canonical.ts';

describe('one spelling', () => {
  test.each([
    ['keys in code-unit order', { b: 1, a: 2, B: 3, ä: 4 }, '{"B":3,"a":2,"b":1,"ä":4}'],
    ['lists in their own order', [3, 1, { z: null, y: true }], '[3,1,{"y":true,"z":null}]'],
    ['what is undefined is left out', { b: undefined, c: 1 }, '{"c":1}'],
    ['quotes and control characters as JSON writes them', { 'a"': '\n\u2028' }, '{"a\\"":"\\n\u2028"}'],
  ])('%s', (_, value, text) => {
    expect(canonical(value)).toBe(text);
  });

  test('means the same as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is the same for the same value however it was built', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(canonical(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonical(value));
      }),
    );
  });
});

describe('the first difference', () => {
  test.each([
    ['none', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, undefined],
    ['in a nested list', { a: [1, { b: 2 }] }, { a: [1, { b: 3 }] }, { path: 'a.1.b', left: 2, right: 3 }],
    ['a key more', { a: 1 }, { a: 1, b: 2 }, { path: 'b', left: undefined, right: 2 }],
    ['a list for an object', { a: [] }, { a: {} }, { path: 'a', left: [], right: {} }],
    ['the earlier place of a long list', Array(12).fill(0), [0, 0, 1, ...Array(8).fill(0), 1], { path: '2', left: 0, right: 1 }],
    ['the whole', 1, 2, { path: '', left: 1, right: 2 }],
    ['null for an object', { a: null }, { a: {} }, { path: 'a', left: null, right: {} }],
  ])('%s', (_, left, right, expected) => {
    expect(firstDifference(left, right)).toEqual(expected);
  });
});
