import { expect, test } from 'vitest';
import { logistic } from '#shared/ranking/logistic.ts';
import { modelProblem, probabilityOf, type RankerModel } from '#shared/ranking/model.ts';
import { type Learnt, learnFromShown, learnSettings, lossesOf, type Shown } from './learn-from-shown.ts';
import { randomFrom } from './next-item/random.ts';

const truth: RankerModel = { form: 'ranker-1', features: ['for', 'against'], bias: -1, direct: [5, -2], units: [], threshold: 0.5 };
const base: RankerModel = { ...truth, direct: [2.5, -0.5] };
const looked = [0.6, 0.35, 0.2, 0.1];
const settings = { ...learnSettings, signs: [1, -1] as const, fitsModel: true };

/** Lists of four, ordered by how much speaks for them: the good ones stand where people look. */
function shownLists(lists: number, seed: number, opensAt: readonly number[] = looked): Shown[] {
  const random = randomFrom(seed);
  return Array.from({ length: lists }, () => {
    const list = Array.from({ length: 4 }, () => [random.next(), random.next()]);
    list.sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0));
    return list.map((values, place) => ({ values, place, opened: random.next() < (opensAt[place] ?? 0) * probabilityOf(values, truth) }));
  }).flat();
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const lossOn = (shown: readonly Shown[], learnt: Learnt): number => mean(lossesOf(shown, learnt));
/** How far the chances that a product fits lie from the true ones, over all values. */
function missOf(model: RankerModel): number {
  const places = Array.from({ length: 11 }, (_, at) => at / 10);
  return mean(
    places.flatMap((one) => places.map((other) => Math.abs(probabilityOf([one, other], model) - probabilityOf([one, other], truth)))),
  );
}

test('a good place is not taken for a good fit: places and weights come near what made the clicks', () => {
  const shown = shownLists(3000, 3);
  const learnt = learnFromShown(shown, base, settings);
  for (const [place, chance] of looked.entries())
    expect(Math.abs((learnt.places[place] ?? 0) - chance), `place ${place}`).toBeLessThan(0.07);
  expect(missOf(learnt.model)).toBeLessThan(missOf(base) / 2);
  const blind = learnFromShown(
    shown.map((one) => ({ ...one, place: 0 })),
    base,
    settings,
  );
  expect(missOf(learnt.model)).toBeLessThan(missOf(blind.model) / 2);
});

test('on cards that it has not seen it is better than what was in force', () => {
  const [shown, heldOut] = [shownLists(1500, 5), shownLists(1500, 6)];
  const before = learnFromShown(shown, base, { ...settings, fitsModel: false });
  expect(before.model).toEqual(base);
  expect(lossOn(heldOut, learnFromShown(shown, base, settings))).toBeLessThan(lossOn(heldOut, before));
});

test('weights keep their signs, even when the clicks say otherwise', () => {
  const backwards = shownLists(1500, 7).map((one) => ({ ...one, values: one.values.map((value) => 1 - value) }));
  const { model } = learnFromShown(backwards, base, settings);
  expect(model.direct[0]).toBeGreaterThanOrEqual(0);
  expect(model.direct[1]).toBeLessThanOrEqual(0);
});

test('the same cards give the same weights, and next to none change next to nothing', () => {
  const shown = shownLists(300, 9);
  expect(learnFromShown(shown, base, settings)).toEqual(learnFromShown(shown, base, settings));
  const few = learnFromShown(shown.slice(0, 4), base, settings).model;
  expect(missOf({ ...few })).toBeLessThan(missOf(base) + 0.1);
});

test('hidden units are kept as they are, and counted as much as the clicks say', () => {
  const unit = { bias: -2, weights: [3, -1], adds: 2 };
  const { model } = learnFromShown(shownLists(500, 11), { ...base, units: [unit] }, settings);
  expect(model.units[0]).toMatchObject({ bias: unit.bias, weights: unit.weights });
  expect(model.units[0]?.adds).toBeGreaterThanOrEqual(0);
});

test('from a version of whole numbers a version of whole numbers is learnt, as near to the truth', () => {
  const whole: RankerModel = {
    ...base,
    form: 'ranker-2',
    bias: -128,
    direct: [320, -64],
    units: [{ bias: 0, weights: [128, 0], adds: 64 }],
  };
  const { model } = learnFromShown(shownLists(3000, 3), whole, settings);
  expect(modelProblem(model)).toBeUndefined();
  expect(missOf(model)).toBeLessThan(missOf(whole) / 2);
  expect(learnFromShown(shownLists(100, 3), whole, { ...settings, fitsModel: false }).model).toEqual(whole);
});

test('the loss of a card is how surprising it was', () => {
  const learnt: Learnt = { model: { ...truth, bias: 0, direct: [0, 0] }, places: [0.5] };
  const [opened, not] = lossesOf(
    [true, false].map((was) => ({ values: [0, 0], place: 0, opened: was })),
    learnt,
  );
  expect([opened, not]).toEqual([-Math.log(0.25), -Math.log(0.75)]);
  expect(logistic(0)).toBe(0.5);
});
