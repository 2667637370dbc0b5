/** Against the results of others, which are kept beside the project: what another program gave for 10,000 paths, and what others published. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { slowRemovalEffects } from '#test/harness/markov.ts';
import { type Analysis, type AnalysisModel, type AnalysisOptions, makeAnalysis } from './analysis.ts';
import type { Journeys } from './journeys.ts';

const folder = path.resolve(import.meta.dirname, '../../../../shared/data/attribution-pathdata');
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const rowsOf = (file: string, mark = ','): string[][] => {
  const [, ...rows] = read(file).trim().split('\n');
  return rows.map((row) => row.split(mark));
};
function analysed(all: readonly Journeys[], models: AnalysisModel[], options: Partial<AnalysisOptions> = {}): Analysis {
  const analysis = makeAnalysis({ models, of: 'conversions', withNulls: true, ...options });
  for (const one of all) analysis.add(one);
  return analysis.end();
}
/** Those of one column, by name. */
const column = (table: Analysis['channels'], model: string): Record<string, number> =>
  Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, cells[model] ?? Number.NaN]));
function expectNear(found: Record<string, number>, expected: Record<string, number>, tolerance: number): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [name, is] of Object.entries(expected))
    expect(Math.abs((found[name] ?? Number.NaN) - is), name).toBeLessThanOrEqual(tolerance);
}

describe.runIf(existsSync(folder))('10,000 paths', () => {
  const all: Journeys[] = existsSync(folder)
    ? rowsOf('PathData.csv', ';').map(([steps = '', conversions, value, nulls]) => ({
        path: steps.split(' > ').map((channel) => ({ channel })),
        conversions: Number(conversions),
        value: Number(value),
        nulls: Number(nulls),
      }))
    : [];
  const named = (file: string, at: number): Record<string, number> =>
    Object.fromEntries(rowsOf(file).map((row) => [row[0] ?? '', Number(row[at])]));

  test.each([
    ['first', 'conversions', 1],
    ['first', 'value', 2],
    ['last', 'conversions', 3],
    ['last', 'value', 4],
    ['linear', 'conversions', 5],
    ['linear', 'value', 6],
  ] as const)('%s touch, %s: as the package gives it', (model, of, at) => {
    expectNear(column(analysed(all, [model], { of }).channels, model), named('heuristic_models.csv', at), 1e-8);
  });

  describe.each([
    ['conversions_only', false],
    ['with_null', true],
  ] as const)('%s', (suffix, withNulls) => {
    const result = () => analysed(all, ['markov1'], { withNulls });

    test('the transitions of the package', () => {
      const expected: Record<string, number> = {};
      for (const [from, to, probability] of rowsOf(`transition_matrix_${suffix}.csv`)) expected[`${from} to ${to}`] = Number(probability);
      const found: Record<string, number> = {};
      for (const [from, ways] of Object.entries(result().transitions))
        for (const [to, is] of Object.entries(ways)) found[`${from} to ${to}`] = is;
      expectNear(found, expected, 1e-15);
    });

    test('removal effects and conversions of the exact solution, to all its digits', () => {
      const { removalEffects, channels } = result();
      expectNear(column(removalEffects, 'markov1'), named(`markov_order1_${suffix}_exact.csv`, 1), 0.5e-6 + 1e-12);
      expectNear(column(channels, 'markov1'), named(`markov_order1_${suffix}_exact.csv`, 2), 0.5e-6 + 1e-9);
    });

    test('removal effects equal the solution in fractions to 1e-12', () => {
      const found = column(result().removalEffects, 'markov1');
      const inCents = all.map((one) => ({ ...one, value: Math.round(one.value * 100) }));
      const slow = slowRemovalEffects(inCents, { order: 1, withNulls });
      for (const [name, { conversions }] of slow) expect(Math.abs((found[name] ?? Number.NaN) - conversions), name).toBeLessThan(1e-12);
      const value = analysed(inCents, ['markov1'], { withNulls, of: 'value' }).removalEffects;
      for (const [name, is] of slow) expect(Math.abs((value[name]?.['markov1'] ?? Number.NaN) - is.value), name).toBeLessThan(1e-12);
    });

    test('conversions and value of the package, as near as its simulation comes', () => {
      const file = `markov_order1_${suffix}.csv`;
      expectNear(column(result().channels, 'markov1'), named(file, 1), 0.001 * 19_785);
      expectNear(column(analysed(all, ['markov1'], { withNulls, of: 'value' }).channels, 'markov1'), named(file, 2), 0.001 * 74_803);
    });
  });

  test('all models credit all conversions, orders 2 and 3 too', () => {
    const models: AnalysisModel[] = ['position', 'decay', 'markov2', 'markov3', 'shapley'];
    const { channels } = analysed(all, models);
    for (const model of models) {
      const sum = Object.values(column(channels, model)).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(19_785, 7);
    }
  });
});

interface Example {
  name: string;
  paths?: { path: string[]; conversions: number; revenue?: number; null?: number }[];
  published: Record<string, unknown>;
  derived_exact?: Record<string, Record<string, number>>;
}

describe.runIf(existsSync(folder))('published examples', () => {
  const { examples } = existsSync(folder) ? (JSON.parse(read('published_examples.json')) as { examples: Example[] }) : { examples: [] };
  const withPaths = examples.filter(({ paths }) => paths);

  test.each(withPaths.map((example) => [example.name, example] as const))(
    '%s',
    (_, { paths = [], published, derived_exact: exact = {} }) => {
      const all = paths.map(({ path: steps, conversions, revenue = 0, null: nulls = 0 }) => ({
        path: steps.map((channel) => ({ channel })),
        conversions,
        value: revenue,
        nulls,
      }));
      const { channels, removalEffects, transitions } = analysed(all, ['first', 'markov1']);
      const ways = Object.entries(transitions).flatMap(([from, to]) => Object.entries(to).map(([name, is]) => [from, name, is]));
      const told = published['transition_probabilities'] as unknown[][];
      expect(ways).toHaveLength(told.length);
      expect(ways).toEqual(expect.arrayContaining(told));
      expectNear(column(removalEffects, 'markov1'), exact['removal_effects'] ?? {}, 1e-15);
      expectNear(column(channels, 'markov1'), exact['markov_total_conversions'] ?? exact['total_conversions'] ?? {}, 1e-14);
      if (published['first_touch_conversions']) expect(column(channels, 'first')).toEqual(published['first_touch_conversions']);
    },
  );

  test('the third has no paths, only a table: its columns are whole, as ours must be', () => {
    const table = examples.find(({ paths }) => !paths)?.published as unknown as (string | number)[][];
    const sums = [1, 2, 3, 4].map((at) => table.reduce((sum, row) => sum + Number(row[at]), 0));
    for (const sum of sums) expect(sum).toBeCloseTo(sums[0] ?? 0, 3);
    expect(withPaths).toHaveLength(2);
  });
});
