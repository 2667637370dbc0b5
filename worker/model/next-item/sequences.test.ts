import { expect, test } from 'vitest';
import { foldOf, learnable, parseSequences } from './sequences.ts';

test('items are counted from 1 in the file and from 0 in rows; empty lines are nothing', () => {
  const { itemCount, users } = parseSequences('7 1 3 2\n\n8 5\r\n9\n');
  expect(itemCount).toBe(5);
  expect(users.map((items) => [...items])).toEqual([[0, 2, 1], [4], []]);
});

test.each([
  ['a word', '1 2 shoe', /Line 1: "shoe"/],
  ['zero', '1 2\n2 0', /Line 2: "0"/],
  ['a fraction', '1 1.5', /"1.5"/],
  ['beyond the bound', '1 1000001', /1000000/],
  ['nothing', '\n', /no sequence/],
])('a file with %s is refused with what to do', (_, text, message) => {
  expect(() => parseSequences(text)).toThrow(message);
});

test.each([
  ['two items: no fold', [4, 5], undefined],
  ['three items', [4, 5, 6], { train: [4], valid: 5, test: 6 }],
  ['four items', [3, 4, 5, 6], { train: [3, 4], valid: 5, test: 6 }],
])('the last item tests, the one before validates: %s', (_, items, expected) => {
  const fold = foldOf(Int32Array.from(items));
  expect(fold && { ...fold, train: [...fold.train] }).toEqual(expected);
});

test('neither part that is learnt from holds the test item', () => {
  const sequences = parseSequences('1 1 2 3 4\n2 5 6\n');
  const rows = (part: 'train' | 'train+valid') => learnable(sequences, part).map((items) => [...items]);
  expect(rows('train')).toEqual([
    [0, 1],
    [4, 5],
  ]);
  expect(rows('train+valid')).toEqual([
    [0, 1, 2],
    [4, 5],
  ]);
});
