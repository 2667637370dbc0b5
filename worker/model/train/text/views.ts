/** How one text can be written: as a shop does, and as somebody who only mentions it, among other words. */
import type { Random } from '../next-item/random.ts';
import type { Bag } from './lexicon.ts';

export interface Rewriting {
  /** Share of the words that is left out. */
  without: number;
  /** At most so many words of other texts come in, each counting half. */
  strangersMax: number;
}

export function viewOf({ words, weights }: Bag, { without, strangersMax }: Rewriting, random: Random, others: readonly Bag[]): Bag {
  const kept = [...words.keys()].filter(() => random.next() >= without);
  const places = kept.length > 0 ? kept : [...words.keys()];
  const strangers = Array.from({ length: Math.floor(random.next() * (strangersMax + 1)) }, () => {
    const other = others[Math.floor(random.next() * others.length)];
    const at = Math.floor(random.next() * (other?.words.length ?? 0));
    return { word: other?.words[at], weight: (other?.weights[at] ?? 0) / 2 };
  }).flatMap(({ word, weight }) => (word === undefined ? [] : [{ word, weight }]));
  return {
    words: Int32Array.from([...places.map((at) => words[at] ?? 0), ...strangers.map(({ word }) => word)]),
    weights: Float32Array.from([...places.map((at) => weights[at] ?? 0), ...strangers.map(({ weight }) => weight)]),
  };
}
