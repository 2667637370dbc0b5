import { expect, test } from 'vitest';
import { judging } from '#shared/contracts/learning.ts';
import { probabilityOf } from '#shared/ranking/model.ts';
import { sampleDecisions, scorerOf, shippedModel } from '#worker/model/index.ts';
import { sampleInputs } from '#worker/model/samples.ts';
import { randomFrom } from '#worker/model/train/next-item/random.ts';
import { judgeVersion, type ShownCard } from './judge-version.ts';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** Cards with these values, opened as often as told. */
function cards(count: number, of: (at: number) => { values: readonly number[]; chance: number }): ShownCard[] {
  const random = randomFrom(17);
  return Array.from({ length: count }, (_, at) => {
    const { values, chance } = of(at);
    return { cardId: `car_${at}${letters.charAt(at % 32)}`, values, place: at % 3, opened: random.next() < chance };
  });
}
const random = randomFrom(4);
const anyValues = (): number[] => shippedModel.features.map(() => random.next() / 2);

test.each([
  ['few cards', cards(judging.shownMin - 1, () => ({ values: anyValues(), chance: 0.5 }))],
  ['cards that nobody opened', cards(2000, () => ({ values: anyValues(), chance: 0 }))],
  ['no card', []],
])('from %s nothing is learnt', (_, shown) => {
  expect(judgeVersion(shown, shippedModel)).toMatchObject({ outcome: 'too_few', metrics: { shown: shown.length } });
});

test('where readers agree with the version in force, nothing replaces it', () => {
  const shown = cards(3000, () => {
    const values = anyValues();
    return { values, chance: 0.4 * probabilityOf(values, shippedModel) };
  });
  expect(judgeVersion(shown, shippedModel).outcome).toBe('kept');
});

test('what decides a sample otherwise stays out, however much better it is on the cards', () => {
  const score = scorerOf(shippedModel);
  const shownSamples = sampleInputs()
    .map(score)
    .filter((one) => one.score >= shippedModel.threshold)
    .sort((a, b) => a.score - b.score);
  const weakest = shownSamples[0]?.values ?? [];
  const strong = shippedModel.features.map((name) => (name === 'gtin-on-page' || name === 'name-agreement' ? 1 : 0));
  const shown = cards(8000, (at) => (at % 2 === 0 ? { values: weakest, chance: 0.001 } : { values: strong, chance: 0.9 }));
  const { outcome, candidate, metrics } = judgeVersion(shown, shippedModel);
  expect(metrics['gain']).toBeGreaterThan(judging.gainMin);
  expect(candidate && sampleDecisions(candidate)).not.toEqual(sampleDecisions(shippedModel));
  expect([outcome, metrics['samplesDecidedOtherwise']]).toEqual(['kept', expect.any(Number)]);
  expect(metrics['samplesDecidedOtherwise']).toBeGreaterThan(0);
});

test('the same cards give the same verdict', () => {
  const shown = cards(800, () => ({ values: anyValues(), chance: 0.3 }));
  expect(judgeVersion(shown, shippedModel)).toEqual(judgeVersion(shown, shippedModel));
});
