import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import {
  dimensions,
  fingerprintOf,
  type PageWords,
  pageWords,
  plainVectors,
  productTerms,
  productVector,
  shippedModel,
} from '#worker/model/index.ts';
import { candidatesFor, identifiedCandidate } from './candidates.ts';
import { companionCard, companionHistory, companionPlaces, companionsAmong, companionsMax } from './companions.ts';
import { makeProductIndex, type ProductIndex } from './product-index.ts';
import { type Ranking, rank } from './rank.ts';

const idOf = (number: number): Id<'prd'> => makeId('prd', number + 1, (length) => new Uint8Array(length));
const brandId = makeId('brd', 1, (length) => new Uint8Array(length));
const titles = [
  'Rivertin RT-90 gooseneck kettle',
  'Millbrook hand grinder 40',
  'Tolvane pour-over stand, black',
  'Tolvane pour-over stand, white',
  'Kessrand paper filters',
  'Aldmoor trail lamp',
  'Rivertin RT-90 gooseneck kettle, red',
];
const [kettle, grinder, stand, whiteStand, filters, lamp, redKettle] = [0, 1, 2, 3, 4, 5, 6] as const;

function indexOf(): ProductIndex {
  const index = makeProductIndex(plainVectors(dimensions));
  for (const [number, title] of titles.entries()) {
    const text = { title, sku: `s${number}` };
    const [terms, vector] = [productTerms(text), productVector(text)];
    index.put({ id: idOf(number), brandId, fingerprint: fingerprintOf(text), terms, vector, names: [] });
  }
  return index;
}
const index = indexOf();
const words = (title: string): PageWords =>
  pageWords({ platform: 'web', kind: 'article', url: 'https://blog.example/', title, text: title, products: [], shopLinks: [] });
const rankingFor = (title: string, cardsMax = 12, tagged: readonly number[] = []): Ranking =>
  rank(words(title), candidatesFor(words(title), index, []), {
    cardsMax,
    model: shippedModel,
    tagged: tagged.map((at) =>
      identifiedCandidate(words(title), { id: idOf(at), title: titles[at] ?? '', sku: 's', url: 'https://a.example' }, index.rarity),
    ),
  });
const found = (...items: number[]) => items.map((item, at) => ({ id: idOf(item), score: 9 - at }));
const kettlePage = rankingFor('Rivertin RT-90 gooseneck kettle');
const shown = (ranking: Ranking) => ranking.ranked.map(({ id }) => id);

test('the page is about the kettle, in one of its colours', () => {
  expect(shown(kettlePage)).toHaveLength(1);
  expect(companionHistory(kettlePage)).toEqual(shown(kettlePage));
});

test.each<[string, number[], number[]]>([
  ['what goes along, in its order', [filters, grinder], [filters, grinder]],
  ['not what the page is about, nor a variant of it', [kettle, redKettle, filters], [filters]],
  ['of two variants the first', [stand, whiteStand, lamp], [stand, lamp]],
  ['not what is not there any more', [99, lamp], [lamp]],
  ['three at most', [filters, grinder, stand, lamp], [filters, grinder, stand]],
  ['nothing of nothing', [], []],
])('among the companions is %s', (_, going, companions) => {
  expect(companionsAmong(found(...going), kettlePage, index, companionsMax).map(({ id }) => id)).toEqual(companions.map(idOf));
});

describe('places', () => {
  test.each([
    ['a page about nothing has none', rankingFor('Twelve voices and a lot of rain'), 12, 0],
    ['nor has one on which there is only what its creator tagged', rankingFor('Twelve voices', 12, [lamp]), 12, 0],
    ['three at most', kettlePage, 12, 3],
    ['only those that are left', kettlePage, 3, 2],
    ['none when none is', kettlePage, 1, 0],
  ])('%s', (_, ranking, cardsMax, places) => {
    expect(companionPlaces(ranking, cardsMax)).toBe(places);
  });

  test('are never taken by anything', () => {
    expect(companionsAmong(found(filters), kettlePage, index, 0)).toEqual([]);
  });
});

test('what counts most comes last in what they follow from: the best card, or what was tagged first', () => {
  const ranking = rankingFor('Rivertin RT-90 gooseneck kettle and Millbrook hand grinder 40', 12, [lamp]);
  expect(companionHistory(ranking)).toEqual([...shown(ranking)].reverse());
  expect(companionHistory(ranking).at(-1)).toBe(idOf(lamp));
});

test('whatever goes along, the ranking it stands behind stays as it is, and no companion is in it', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray([kettle, grinder, stand, whiteStand, filters, lamp, redKettle]),
      fc.integer({ min: 1, max: 12 }),
      (going, cardsMax) => {
        const ranking = rankingFor('Rivertin RT-90 gooseneck kettle and Millbrook hand grinder 40', cardsMax);
        const before = JSON.stringify([ranking.ranked, ranking.contenders, ranking.chosen]);
        const companions = companionsAmong(found(...going), ranking, index, companionPlaces(ranking, cardsMax));
        expect(JSON.stringify([ranking.ranked, ranking.contenders, ranking.chosen])).toBe(before);
        expect(ranking.ranked.length + companions.length).toBeLessThanOrEqual(cardsMax);
        expect(companions.filter(({ id }) => ranking.contenders.some((one) => one.id === id))).toEqual([]);
        expect(companions.map(companionCard).every(({ score, reasons }) => score === 0 && reasons.join() === 'bought_together')).toBe(true);
      },
    ),
  );
});
