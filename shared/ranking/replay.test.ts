import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RankingReceipt } from '#shared/contracts/learning.ts';
import { type Id, makeId } from '#shared/ids.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { aModel, aReceipt } from '#test/harness/receipt.ts';
import { byScore, choose, untaggedRulesId } from './choose.ts';
import { modelIdOf, modelProblem, probabilityOf, type RankerModel } from './model.ts';
import { replay } from './replay.ts';

const chance = (length: number): Uint8Array => new Uint8Array(length);
const shown = (count: number): { card: Id<'car'>; product: Id<'prd'> }[] =>
  Array.from({ length: count }, (_, at) => ({ card: makeId('car', at, chance), product: makeId('prd', at, chance) }));
const again = (receipt: RankingReceipt): unknown => JSON.parse(JSON.stringify(receipt));
const differences = (receipt: RankingReceipt, model: RankerModel = aModel): string[] =>
  replay(again(receipt) as RankingReceipt, model, sha256Hex).map(({ what }) => what);

test('a receipt replays after it was written down and read again', () => {
  for (const count of [0, 1, 4]) expect(differences(aReceipt(shown(count)))).toEqual([]);
});

test('a product that was gone before its card was made is no difference', () => {
  const receipt = aReceipt(shown(3));
  expect(differences({ ...receipt, cards: receipt.cards.map((card, at) => (at === 1 ? { ...card, card: null } : card)) })).toEqual([]);
});

/** The creator tagged one product that is below the threshold and the third best; two others have room. */
function taggedReceipt(): RankingReceipt {
  const made = aReceipt(shown(4));
  const [first, second, third, fourth] = made.contenders as [Contender, Contender, Contender, Contender];
  const weak = { card: makeId('car', 9, chance), id: makeId('prd', 9, chance), values: [0, 1], score: probabilityOf([0, 1], aModel) };
  return {
    ...made,
    cardsMax: 4,
    contenders: [first, second, { ...third, passed: { because: 'tagged', other: 1 } }, fourth],
    tagged: [weak, { card: made.cards[2]?.card ?? null, id: third.id, score: third.score, values: third.values }],
    cards: [
      { card: made.cards[0]?.card ?? null, contender: 0 },
      { card: made.cards[1]?.card ?? null, contender: 1 },
    ],
  };
}
type Contender = RankingReceipt['contenders'][number];

describe('what a creator tagged', () => {
  test('stands first whatever its score, takes a place from the others, and is not chosen again', () => {
    expect(differences(taggedReceipt())).toEqual([]);
  });
  const receipt = taggedReceipt();
  const [weak, third] = receipt.tagged as [NonNullable<RankingReceipt['tagged']>[number], NonNullable<RankingReceipt['tagged']>[number]];
  test.each<[string, Partial<RankingReceipt>, string]>([
    ['a score that does not follow from its values', { tagged: [{ ...weak, score: 0.9 }, third] }, 'score'],
    ['left out, so that there would be room', { tagged: [weak] }, 'chosen'],
    ['none at all', { tagged: undefined }, 'chosen'],
    ['one more card than there are places', { cards: [...receipt.cards, { card: null, contender: 3 }] }, 'chosen'],
  ])('is found when it is changed: %s', (_, change, what) => {
    expect(differences({ ...receipt, ...change })).toContain(what);
  });
});

describe('what is often bought with the others', () => {
  const made = aReceipt(shown(2), { cardsMax: 4 });
  const companion = (at: number, score: number) => ({ card: makeId('car', at, chance), id: makeId('prd', at, chance), score });
  const [first, second] = [companion(20, 3.5), companion(21, -1)];
  const history = made.contenders.map(({ id }) => id);
  const artefact = sha256Hex('artefact');
  const whole = { ...made, companions: { artefact, history, cards: [first, second] } };
  const [shownProduct] = history as [Id<'prd'>];

  test('stands after the cards, in places they leave', () => {
    expect(differences(whole)).toEqual([]);
  });
  test.each<[string, Partial<RankingReceipt>]>([
    ['no_room', { cardsMax: 3 }],
    ['order', { companions: { ...whole.companions, cards: [second, first] } }],
    ['judged_already', { companions: { ...whole.companions, cards: [first, { ...second, id: shownProduct }] } }],
    ['judged_already', { companions: { ...whole.companions, cards: [first, { ...first, score: 1 }] } }],
    ['not_of_the_cards', { companions: { ...whole.companions, history: [first.id] } }],
    ['no_card_before', { contenders: [], cards: [] }],
  ])('is found where it may not be: %s', (problem, change) => {
    expect(replay({ ...whole, ...change }, aModel, sha256Hex)).toContainEqual({ what: 'companions', problem });
  });
});

test('a receipt from before there were tags replays by its own rules', () => {
  expect(differences(aReceipt(shown(3), { rules: untaggedRulesId }))).toEqual([]);
});

describe('whatever is changed in a receipt is found', () => {
  const receipt = aReceipt(shown(4));
  const [first, second, ...others] = receipt.contenders as [Contender, Contender, ...Contender[]];
  const changed: [string, Partial<RankingReceipt>, string][] = [
    ['a score by its last bit', { contenders: [{ ...first, score: first.score - 2 ** -53 }, second, ...others] }, 'score'],
    ['a value', { contenders: [{ ...first, values: [0.5, 0] }, second, ...others] }, 'score'],
    ['a value left out', { contenders: [{ ...first, values: first.values.slice(1) }, second, ...others] }, 'score'],
    ['two places', { contenders: [second, first, ...others] }, 'order'],
    ['a product that ought to be there', { contenders: [second, ...others] }, 'chosen'],
    ['a card left out', { cards: receipt.cards.slice(0, 3) }, 'chosen'],
    ['a card moved up', { cards: [...receipt.cards].reverse() }, 'chosen'],
    ['a card added', { contenders: [...receipt.contenders], cards: [...receipt.cards, { card: null, contender: 0 }] }, 'chosen'],
    ['passed over for no reason', { contenders: [first, { ...second, passed: { because: 'variant_of', other: 0 } }, ...others] }, 'chosen'],
    ['the threshold', { threshold: 0.4 }, 'threshold'],
    ['the version', { model: sha256Hex('another') }, 'model'],
    ['the rules', { rules: 'order-0' }, 'rules'],
  ];
  test.each(changed)('%s', (_, change, what) => {
    expect(differences({ ...receipt, ...change })).toContain(what);
  });
  test('another version does not give the same scores', () => {
    const other = { ...aModel, bias: aModel.bias + 1e-9 };
    expect(differences({ ...receipt, model: modelIdOf(other, sha256Hex) }, other)).toContain('score');
  });
});

test('two versions, each with its receipts: both replay, each by its own', () => {
  const newer: RankerModel = { ...aModel, direct: [6, -1], units: [] };
  const older = aReceipt(shown(3));
  const made = aReceipt(shown(3));
  const contenders = made.contenders.map((one) => ({ ...one, score: probabilityOf(one.values, newer) })).sort(byScore);
  const after = { ...made, model: modelIdOf(newer, sha256Hex), contenders };
  expect([differences(older), differences(after, newer)]).toEqual([[], []]);
  expect([differences(older, newer), differences(after)]).toEqual([['model'], ['model']]);
});

test('a version is called by its content: the order of its fields says nothing, any number does', () => {
  const shuffled = Object.fromEntries(Object.entries(aModel).reverse()) as unknown as RankerModel;
  expect(modelIdOf(shuffled, sha256Hex)).toBe(modelIdOf(aModel, sha256Hex));
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.double({ noNaN: true, noDefaultInfinity: true }), (one, other) => {
      const same = modelIdOf({ ...aModel, bias: one }, sha256Hex) === modelIdOf({ ...aModel, bias: other }, sha256Hex);
      expect(same).toBe(one === other);
    }),
  );
});

test.each<[string, Partial<RankerModel>]>([
  ['a weight too few', { direct: [1] }],
  ['a unit with a weight too many', { units: [{ bias: 0, weights: [1, 2, 3], adds: 1 }] }],
  ['a feature named twice', { features: ['named-on-page', 'named-on-page'] }],
  ['a weight that is no number', { bias: Number.NaN }],
  ['an endless weight', { units: [{ bias: 0, weights: [1, 2], adds: Number.POSITIVE_INFINITY }] }],
  ['a threshold that nothing passes', { threshold: 1 }],
])('%s is no model', (_, change) => {
  expect(modelProblem(aModel)).toBeUndefined();
  expect(modelProblem({ ...aModel, ...change })).toBeTypeOf('string');
  expect(replay(aReceipt(shown(1)), { ...aModel, ...change }, sha256Hex)[0]?.what).toBe('broken_model');
});

test('chosen are never more than asked for, and of two variants only the better one', () => {
  const scores = fc.array(fc.double({ min: 0.5, max: 1, noNaN: true }), { maxLength: 20 });
  fc.assert(
    fc.property(scores, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 5 }), (all, cardsMax, kinds) => {
      const sorted = all.map((score, at) => ({ id: `prd_${at}`, score })).sort(byScore);
      const { chosen, passed } = choose(sorted, cardsMax, {
        taggedAs: () => undefined,
        isVariant: (a, b) => a % kinds === b % kinds,
        isMistaken: () => false,
      });
      expect(chosen).toEqual(sorted.map((_, at) => at).slice(0, Math.min(kinds, cardsMax)));
      for (const [at, { other }] of passed) expect(other).toBeLessThan(at);
    }),
  );
});
