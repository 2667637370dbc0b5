import { fail } from '#shared/errors.ts';
import { append, clear } from '../../next-item/network/batch.ts';
import type { Tables } from '../../next-item/network/tables.ts';
import { type Fold, foldOf, type Sequences } from '../../next-item/sequences.ts';
import type { Trainer } from './trainer.ts';

export interface Question {
  history: Int32Array;
  wanted: number;
}

/** What each user with a fold is asked on validation: what they chose before, and what came next. */
export const validationOf = (sequences: Sequences): Question[] =>
  questionsOf(sequences, (_, { train, valid }) => ({ history: train, wanted: valid }));

/** The test's questions; the validation item has become part of the history. */
export const testOf = (sequences: Sequences): Question[] =>
  questionsOf(sequences, (items, { test }) => ({ history: items.subarray(0, -1), wanted: test }));

function questionsOf({ users }: Sequences, ask: (items: Int32Array, fold: Fold) => Question): Question[] {
  const questions = users.flatMap((items) => {
    const fold = foldOf(items);
    return fold ? [ask(items, fold)] : [];
  });
  return questions.length > 0
    ? questions
    : fail('unprocessable', 'Every sequence is shorter than three items: nothing can be chosen on one item and measured on another.');
}

/** Asks the network what follows each history, a batch at a time; `answer` reads its scores as scores[item * stride + column]. */
export function ask(
  trainer: Trainer,
  weights: Tables,
  questions: readonly Question[],
  answer: (scores: Float32Array, stride: number, from: number, count: number) => void,
): void {
  const { batch, network, shape, settings } = trainer;
  for (let from = 0; from < questions.length; from += settings.batch) {
    clear(batch);
    for (const { history, wanted } of questions.slice(from, from + settings.batch)) append(batch, history, history.length, wanted, shape);
    network.encode({ batch, weights, random: undefined, dropout: 0 });
    answer(network.score(weights).values, settings.batch, from, batch.count);
  }
}

/** Ranks of the wanted items by the network alone, among all items not seen, equals sharing the middle. */
export function ranksOf(trainer: Trainer, weights: Tables, questions: readonly Question[]): Float64Array {
  const ranks = new Float64Array(questions.length);
  const { itemCount } = trainer.shape;
  ask(trainer, weights, questions, (scores, stride, from, count) => {
    const targets = Float32Array.from(
      { length: count },
      (_, index) => scores[(questions[from + index]?.wanted ?? 0) * stride + index] as number,
    );
    const above = new Int32Array(count);
    const equal = new Int32Array(count).fill(-1);
    for (let item = 0; item < itemCount; item++) {
      for (let index = 0, at = item * stride; index < count; index++, at++) {
        const [score, target] = [scores[at] as number, targets[index] as number];
        if (score > target) above[index] = (above[index] as number) + 1;
        else if (score === target) equal[index] = (equal[index] as number) + 1;
      }
    }
    for (let index = 0; index < count; index++) {
      const { history, wanted } = questions[from + index] as Question;
      const seen = new Set(history);
      let [up, same] = [above[index] as number, equal[index] as number];
      for (const item of seen) {
        if (item === wanted) continue;
        const score = scores[item * stride + index] as number;
        if (score > (targets[index] as number)) up--;
        else if (score === targets[index]) same--;
      }
      ranks[from + index] = seen.has(wanted) ? itemCount - seen.size + 1 + (seen.size - 1) / 2 : 1 + up + same / 2;
    }
  });
  return ranks;
}
