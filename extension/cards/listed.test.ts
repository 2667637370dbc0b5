import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Moment, Note } from '#extension/base/note.ts';
import { cardStates } from './card.states.ts';
import { groupsOf, sorts } from './listed.ts';

const lamp = cardStates['paid, discount'] as Note;
const note = (id: string, change: Partial<Note> = {}): { note: Note } => ({ note: { ...lamp, id, ...change } });
const price = (amount: string, currency = 'EUR'): Pick<Note, 'price'> => ({ price: { amount, currency, asOf: 0 } });
const moments: Moment[] = [
  { id: 3, heading: 'a' },
  { id: 5, heading: 'b' },
];
const shape = (groups: ReturnType<typeof groupsOf>) => groups.map(({ head, notes }) => [head.kind, ...notes.map((one) => one.note.id)]);

test.each<[string, { note: Note }[], Parameters<typeof groupsOf>[2], string[][]]>([
  ['nothing', [], 'content', []],
  ['no moments: one list', [note('1'), note('2')], 'content', [['all', '1', '2']]],
  ['one moment alone still has its heading', [note('1', { moment: 3 })], 'content', [['moment', '1']]],
  [
    'moments in the order of the page',
    [note('1', { moment: 5 }), note('2', { moment: 3 })],
    'content',
    [
      ['moment', '2'],
      ['moment', '1'],
    ],
  ],
  [
    'what is in none comes last',
    [note('1'), note('2', { moment: 5 })],
    'content',
    [
      ['moment', '2'],
      ['rest', '1'],
    ],
  ],
  [
    'a moment that the page does not have',
    [note('1', { moment: 9 }), note('2', { moment: 3 })],
    'content',
    [
      ['moment', '2'],
      ['rest', '1'],
    ],
  ],
  [
    'picks come first, and once',
    [note('1', { moment: 3 }), note('2', { moment: 3, reasons: ['linked_on_page', 'tagged_by_creator'] })],
    'content',
    [
      ['picks', '2'],
      ['moment', '1'],
    ],
  ],
  [
    'what is often bought with the others comes last, in every order, and in no moment',
    [note('1', { moment: 3, reasons: ['bought_together'] }), note('2'), note('3', { moment: 3 })],
    'content',
    [
      ['moment', '3'],
      ['rest', '2'],
      ['companions', '1'],
    ],
  ],
  [
    'by price too',
    [note('1', { ...price('1.00'), reasons: ['bought_together'] }), note('2', price('2.00')), note('3', price('1.50'))],
    'price',
    [
      ['all', '3', '2'],
      ['companions', '1'],
    ],
  ],
  [
    'by match too',
    [note('1', { fit: 0, reasons: ['bought_together'] }), note('2')],
    'match',
    [
      ['all', '2'],
      ['companions', '1'],
    ],
  ],
  ['by match: as they came', [note('1', { moment: 5 }), note('2')], 'match', [['all', '1', '2']]],
  [
    'by price: as numbers',
    [note('1', price('100.00')), note('2', price('20.00')), note('3', price('3.50'))],
    'price',
    [['all', '3', '2', '1']],
  ],
  ['equal prices stay as they came', [note('1', price('5.00')), note('2', price('5.00'))], 'price', [['all', '1', '2']]],
  [
    'each currency apart, no price last',
    [note('1', { price: null }), note('2', price('1.00', 'USD')), note('3', price('9.00')), note('4', price('8.00'))],
    'price',
    [
      ['currency', '4', '3'],
      ['currency', '2'],
      ['no_price', '1'],
    ],
  ],
])('%s', (_, notes, sort, groups) => {
  expect(shape(groupsOf(notes, moments, sort))).toEqual(groups);
});

test('in every order each note stands exactly once, no group is empty, and nothing that came is changed', () => {
  const any = fc.record({
    moment: fc.constantFrom(null, 3, 5, 9),
    price: fc.constantFrom(null, ...['EUR', 'USD'].map((currency) => ({ amount: '7.00', currency, asOf: 0 }))),
    reasons: fc.constantFrom<Note['reasons'][]>(['similar_text'], ['tagged_by_creator'], ['bought_together']),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), fc.constantFrom(...sorts), (changes, sort) => {
      const notes = changes.map((change, at) => note(String(at), change));
      const before = JSON.stringify(notes);
      const groups = groupsOf(notes, moments, sort);
      expect(groups.flatMap((group) => group.notes.map((one) => one.note.id)).sort()).toEqual(notes.map((one) => one.note.id).sort());
      expect(groups.every((group) => group.notes.length > 0)).toBe(true);
      expect(JSON.stringify(notes)).toBe(before);
    }),
  );
});
