import { describe, expect, test } from 'vitest';
import { assertJourneys, type JourneyEvent, type Journeys, journeysOf } from './journeys.ts';

const at = (time: number, channel: string | undefined, conversions = 0, value = 0): JourneyEvent => ({
  at: time,
  channel,
  conversions,
  value,
});
const steps = ({ path, conversions, value, nulls }: Journeys) =>
  [path.map(({ channel }) => String(channel)).join(''), conversions, value, nulls] as const;

describe('journeys of one person', () => {
  const cases: [string, JourneyEvent[], (readonly [string, number, number, number])[]][] = [
    ['nothing happened', [], []],
    ['the channel of a conversion is its last touch', [at(1, 'A'), at(2, 'B', 1, 9.5)], [['AB', 1, 9.5, 0]]],
    ['a conversion without a channel adds no touch', [at(1, 'A'), at(2, undefined, 1)], [['A', 1, 0, 0]]],
    ['nobody touched it', [at(1, undefined, 2, 8)], [['', 2, 8, 0]]],
    ['never converted', [at(1, 'A'), at(2, 'A')], [['AA', 0, 0, 1]]],
    [
      'after a conversion a new journey begins',
      [at(1, 'A', 1), at(2, 'B'), at(3, 'C', 1), at(4, 'D')],
      [
        ['A', 1, 0, 0],
        ['BC', 1, 0, 0],
        ['D', 0, 0, 1],
      ],
    ],
    ['given out of order', [at(3, 'C', 1), at(1, 'A'), at(2, 'B')], [['ABC', 1, 0, 0]]],
    ['at one instant: as given', [at(1, 'B'), at(1, 'A'), at(1, 'C', 1)], [['BAC', 1, 0, 0]]],
  ];
  test.each(cases)('%s', (_, events, expected) => {
    expect(journeysOf(events).map(steps)).toEqual(expected);
  });

  test('every touch keeps its time', () => {
    expect(journeysOf([at(5, 'A'), at(2, 'B')])[0]?.path).toEqual([
      { channel: 'B', at: 2 },
      { channel: 'A', at: 5 },
    ]);
  });

  test('a value without a conversion is seen, and refused where journeys are checked', () => {
    const [journeys] = journeysOf([at(1, 'A', 0, 5)]);
    expect(() => assertJourneys(journeys as Journeys)).toThrow('a value of 5 belongs to no conversion');
  });
});

describe('journeys that cannot be', () => {
  const good: Journeys = { path: [{ channel: 'A' }], conversions: 1, value: 2, nulls: 3 };
  test.each<[string, Partial<Journeys>, string]>([
    ['half a conversion', { conversions: 0.5 }, 'conversions is a whole number of at least 0, not 0.5'],
    ['fewer than none', { nulls: -1 }, 'nulls is a whole number of at least 0, not -1'],
    ['more than can be counted', { conversions: 2 ** 53 }, 'conversions is a whole number'],
    ['no number', { nulls: Number.NaN }, 'nulls is a whole number'],
    ['a value below nothing', { value: -0.01 }, 'value is a number of at least 0, not -0.01'],
    ['an endless value', { value: Number.POSITIVE_INFINITY }, 'value is a number of at least 0'],
    ['a value of nothing', { conversions: 0 }, 'a value of 2 belongs to no conversion'],
    ['a step nowhere', { path: [{ channel: '' }] }, 'a step has no channel'],
    ['a channel with the name of the start', { path: [{ channel: '(start)' }] }, 'a channel cannot be called (start)'],
    ['of the end', { path: [{ channel: '(conversion)' }] }, 'a channel cannot be called (conversion)'],
    ['of no end', { path: [{ channel: '(null)' }] }, 'a channel cannot be called (null)'],
  ])('%s', (_, wrong, message) => {
    expect(() => assertJourneys(good)).not.toThrow();
    expect(() => assertJourneys({ ...good, ...wrong })).toThrow(message);
  });
});
