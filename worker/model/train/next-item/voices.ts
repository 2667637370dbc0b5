import { makeEncoder } from '../../next-item/encoder.ts';
import { type NextItemModel, scoreByVector } from '../../next-item/score.ts';

/** For a history, the raw scores of every item by every member, before temperature and blend. The arrays are reused. */
export function makeVoices({ members, shape }: NextItemModel): (history: ArrayLike<number>) => Float32Array[] {
  const all = members.map((member) => ({ member, encode: makeEncoder(member, shape), scores: new Float32Array(shape.itemCount) }));
  return (history) =>
    all.map(({ member, encode, scores }) => {
      scoreByVector(member, encode(history), scores);
      return scores;
    });
}
