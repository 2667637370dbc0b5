/** Versions of the ranker made of whole numbers, as large as they may be, and values for them. */
import fc from 'fast-check';
import type { RankerModel } from '#shared/ranking/model.ts';

/** Together with its bias no line may weigh more than this. */
const lineMax = 16_500;

/** A bias and weights that together weigh at most so much. */
const lineOf = (length: number): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: length, maxLength: length }), fc.integer({ min: 1, max: lineMax }))
    .map(([parts, most]) => {
      const all = parts.reduce((sum, part) => sum + Math.abs(part), 0);
      return parts.map((part) => (all === 0 ? 0 : Math.trunc((part * most) / all)) + 0);
    });

export const wholeModels: fc.Arbitrary<RankerModel> = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 12 }))
  .chain(([features, units]) =>
    fc.tuple(fc.constant(features), lineOf(1 + features + units), fc.array(lineOf(1 + features), { minLength: units, maxLength: units })),
  )
  .map(([features, [bias = 0, ...output], hidden]) => ({
    form: 'ranker-2',
    features: Array.from({ length: features }, (_, at) => `feature-${at}`),
    bias,
    direct: output.slice(0, features),
    units: hidden.map(([unitBias = 0, ...weights], at) => ({ bias: unitBias, weights, adds: output[features + at] ?? 0 })),
    threshold: 0.5,
  }));

export const wholeValues = ({ features }: RankerModel): fc.Arbitrary<number[]> =>
  fc.array(
    fc.oneof(
      fc.constantFrom(0, 1),
      fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000),
    ),
    { minLength: features.length, maxLength: features.length },
  );
