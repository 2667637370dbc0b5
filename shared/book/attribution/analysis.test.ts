import { describe, expect, test } from 'vitest';
import { type AnalysisOptions, analysisModels, makeAnalysis } from './analysis.ts';
import type { Journeys } from './journeys.ts';

const journeys = (channels: string, conversions: number, nulls = 0, value = 0): Journeys => ({
  path: [...channels].map((channel) => ({ channel })),
  conversions,
  value,
  nulls,
});
function analysed(all: readonly Journeys[], options: Partial<AnalysisOptions> = {}) {
  const analysis = makeAnalysis({ models: analysisModels, of: 'conversions', withNulls: true, ...options });
  for (const one of all) analysis.add(one);
  return analysis.end();
}
const near = (expected: Record<string, number>) =>
  Object.fromEntries(Object.entries(expected).map(([name, is]) => [name, expect.closeTo(is, 12)]));

const first = [journeys('AB', 2, 0, 100), journeys('A', 0, 1), journeys('B', 1, 1, 20)];
const second = [...first, journeys('ABC', 1, 0, 30)];

describe('three conversions on five journeys', () => {
  const models = ['first', 'last', 'linear', 'position', 'markov1', 'shapley'] as const;
  test('every model', () => {
    const { channels, removalEffects, total } = analysed(first, { models });
    expect(channels).toEqual({
      A: near({ first: 2, last: 0, linear: 1, position: 1, markov1: 1, shapley: 1 }),
      B: near({ first: 1, last: 3, linear: 2, position: 2, markov1: 2, shapley: 2 }),
    });
    expect(removalEffects).toEqual({ A: near({ markov1: 0.5 }), B: near({ markov1: 1 }) });
    expect(total).toEqual({ conversions: 3, value: 120 });
  });

  test('its transitions', () => {
    expect(analysed(first, { models }).transitions).toEqual({
      '(start)': near({ A: 0.6, B: 0.4 }),
      A: near({ B: 2 / 3, '(null)': 1 / 3 }),
      B: near({ '(conversion)': 0.75, '(null)': 0.25 }),
    });
  });

  test('a fourth over A > B > C tells the models apart', () => {
    const { channels } = analysed(second, { models });
    // B sells 4 in 5, A over it 3 in 5, all 2 in 3. Without A 4/15, without B nothing, without C 1/2: effects 0.6, 1, 0.25.
    expect(channels).toEqual({
      A: near({ first: 3, last: 0, linear: 4 / 3, position: 1.4, markov1: (4 * 0.6) / 1.85, shapley: 4 / 3 }),
      B: near({ first: 1, last: 3, linear: 7 / 3, position: 2.2, markov1: 4 / 1.85, shapley: 7 / 3 }),
      C: near({ first: 0, last: 1, linear: 1 / 3, position: 0.4, markov1: (4 * 0.25) / 1.85, shapley: 1 / 3 }),
    });
  });
});

describe('options', () => {
  test('of value instead of conversions', () => {
    const { channels } = analysed(first, { of: 'value', models: ['last', 'linear', 'shapley'] });
    expect(channels).toEqual({ A: { last: 0, linear: 50, shapley: 50 }, B: { last: 120, linear: 70, shapley: 70 } });
  });
  test('without the journeys that brought nothing', () => {
    const { removalEffects, transitions } = analysed(first, { models: ['markov1'], withNulls: false });
    expect(removalEffects).toEqual({ A: near({ markov1: 2 / 3 }), B: { markov1: 1 } });
    expect(transitions['A']).toEqual({ B: 1 });
  });
  test('the half-life', () => {
    const { channels } = analysed([journeys('AB', 3)], { models: ['decay'], halfLifeDays: 1 });
    expect(channels).toEqual({ A: { decay: 1 }, B: { decay: 2 } });
  });
  test('the models asked for, in that order, and no others', () => {
    const { channels, removalEffects } = analysed(first, { models: ['shapley', 'markov2', 'first'] });
    expect(Object.keys(channels['A'] ?? {})).toEqual(['shapley', 'markov2', 'first']);
    expect(Object.keys(removalEffects['A'] ?? {})).toEqual(['markov2']);
  });
  test('transitions are those of the first order, whatever is asked for', () => {
    expect(analysed(first, { models: ['markov3'] }).transitions).toEqual(analysed(first).transitions);
    const { removalEffects, transitions } = analysed(first, { models: ['last'] });
    expect(removalEffects).toEqual({});
    expect(transitions).toEqual(analysed(first).transitions);
  });
  test('channels stand in the order of their names', () => {
    expect(Object.keys(analysed([journeys('CAB', 1), journeys('b', 1)]).channels)).toEqual(['A', 'B', 'C', 'b']);
  });
});

describe('odd journeys', () => {
  test('none at all', () => {
    expect(analysed([])).toEqual({
      channels: {},
      transitions: {},
      removalEffects: {},
      untouched: { conversions: 0, value: 0 },
      total: { conversions: 0, value: 0 },
    });
  });
  test('a sale that nobody touched is told apart and credited to nobody', () => {
    const { untouched, total, channels, removalEffects } = analysed([journeys('', 2, 1, 8), journeys('A', 1, 0, 1)]);
    expect(untouched).toEqual({ conversions: 2, value: 8 });
    expect(total).toEqual({ conversions: 3, value: 9 });
    expect(new Set(Object.values(channels['A'] ?? {}))).toEqual(new Set([1]));
    expect(removalEffects['A']?.['markov1']).toBe(1);
  });
  test('names that mean something to JavaScript are names', () => {
    const path = ['__proto__', 'constructor', 'toString'].map((channel) => ({ channel }));
    const { channels } = analysed([{ path, conversions: 3, value: 0, nulls: 0 }], { models: ['linear'] });
    expect(Object.entries(channels)).toEqual([
      ['__proto__', { linear: 1 }],
      ['constructor', { linear: 1 }],
      ['toString', { linear: 1 }],
    ]);
  });
  test('what cannot be is refused and counts nowhere', () => {
    const analysis = makeAnalysis({ models: ['last'], of: 'conversions', withNulls: true });
    expect(() => analysis.add(journeys('A', -1))).toThrow('conversions is a whole number');
    expect(analysis.end().channels).toEqual({});
  });
  test('more journeys than can be counted are refused', () => {
    const analysis = makeAnalysis({ models: ['last'], of: 'conversions', withNulls: true });
    analysis.add(journeys('A', Number.MAX_SAFE_INTEGER));
    expect(() => analysis.add(journeys('A', 0, 1))).toThrow('more journeys than can be counted exactly');
  });
});
