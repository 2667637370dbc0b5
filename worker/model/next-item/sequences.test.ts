import { expect, test } from 'vitest';
import { foldOf, learnable, type Part, parseSequences, unevenIds } from './sequences.ts';

test('items are counted from 1 in the file and from 0 in rows; empty lines are nothing', () => {
  const sequences = parseSequences('7 1 3 2\n\n8 4\r\n9\n   \n10 2 2\t \n');
  expect(sequences.itemCount).toBe(4);
  expect(sequences.users.map((items) => [...items])).toEqual([[0, 2, 1], [3], [], [1, 1]]);
  expect([...Array.from(sequences.ids)]).toEqual([1, 2, 3, 4]);
  expect(unevenIds(sequences)).toBeUndefined();
});

test('numbers with gaps, however large, take no more rows than there are items, in their order', () => {
  const sequences = parseSequences('ann 9007199254740991 40 7\nbob 40 1000000\n');
  expect(sequences.itemCount).toBe(4);
  expect(sequences.users.map((items) => [...items])).toEqual([
    [3, 1, 0],
    [1, 2],
  ]);
  expect(unevenIds(sequences)).toEqual([7, 40, 1_000_000, 9_007_199_254_740_991]);
});

test.each([
  ['a word', '1 2 shoe', /Line 1: "shoe"/],
  ['zero', '1 2\n2 0', /Line 2: "0"/],
  ['a fraction', '1 1.5', /"1.5"/],
  ['a number that cannot be kept exactly', '1 2\n\n2 9007199254740992', /Line 3: "9007199254740992"/],
  ['a number below', '1 -4', /"-4"/],
  ['a number in another spelling', '1 1e3', /"1e3"/],
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

test('neither part that is measured holds the test item, and all is all', () => {
  const sequences = parseSequences('1 1 2 3 4\n2 5 6\n');
  const rows = (part: Part) => learnable(sequences, part).map((items) => [...items]);
  expect(rows('train')).toEqual([
    [0, 1],
    [4, 5],
  ]);
  expect(rows('train+valid')).toEqual([
    [0, 1, 2],
    [4, 5],
  ]);
  expect(rows('all')).toEqual([
    [0, 1, 2, 3],
    [4, 5],
  ]);
});
