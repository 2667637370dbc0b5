import { expect, test } from 'vitest';
import { probabilityOf as chanceOf } from '#shared/ranking/model.ts';
import { modelOf, type Weights } from '../network.ts';
import { featureNames, withLeads } from '../score.ts';
import { pageWords, productTerms, productWords } from '../words.ts';
import { type JudgedList, trainOnLists } from './lists.ts';
import { priorWeights } from './prior-weights.ts';

const probabilityOf = (values: readonly number[], names: readonly string[], weights: Weights): number =>
  chanceOf(values, modelOf(weights, names));

const rarity = { products: 1000, productsWith: () => 1 };
const product = (title: string) => productWords(productTerms({ title, sku: 'x' }), rarity);
const makers = ['Rivertin', 'Tolvane', 'Millbrook', 'Pellworm', 'Varnholt', 'Hestland', 'Orrin', 'Quelle'];

/** Product pages that say half of a title; a sibling of the right product has the other half. */
const lists = makers.flatMap((maker, at) =>
  ['kettle', 'parka', 'anchor', 'lamp'].map((thing): JudgedList => {
    const name = `${maker} ${thing}`;
    const page = pageWords({
      platform: 'web',
      kind: 'product',
      url: 'https://shop.example/',
      title: name,
      products: [{ name }],
      shopLinks: [],
    });
    const input = (title: string, closeness: number) => ({ page, product: product(title), closeness });
    return {
      group: `${maker} ${thing}`,
      part: at % 4 === 0 ? 'test' : 'fit',
      candidates: [
        { input: input(`${maker} ${thing} deluxe black`, 0.8), isRight: true, weight: 1 },
        { input: input(`${maker} bracket deluxe black`, 0.4), isRight: false, weight: 1 },
        { input: input(`Somebody ${thing} deluxe black`, 0.4), isRight: false, weight: 1 },
      ],
    };
  }),
);
const settings = { seed: 1, prior: priorWeights, ridge: 1e-5, units: 2, epochs: 60, threshold: 0.5 };
const trained = trainOnLists(lists, settings);

test('what is right is told from what is alike on lists that nothing was fitted to, better than by the weights it began with', () => {
  const { trained: after, prior } = trained.measures;
  expect(after.logLoss).toBeLessThan(prior.logLoss);
  expect(after.f1).toBeGreaterThan(0.9);
  // Each list also counts without what is right in it.
  expect(after.pairs).toBe(8 * (3 + 2));
});

test('the same lists give the same weights, and strength alone knows nothing of rivals', () => {
  expect(trainOnLists(lists, settings)).toEqual(trained);
  expect(Object.keys(trained.alone.weights).sort()).toEqual(featureNames.filter((name) => !/^(unrivalled|outdone)$/.test(name)).sort());
});

test('the one that leads is the right one', () => {
  const inputs = withLeads(
    (lists[0]?.candidates ?? []).map(({ input }) => input),
    trained.alone,
  );
  expect(inputs.map(({ lead }) => lead > 0)).toEqual([true, false, false]);
  expect(probabilityOf([], featureNames, trained.weights)).toBeLessThan(0.5);
});
