/** The words of all training texts, each with its parts as rows of one table, and texts as bags of them. */
import { weighed } from '../../encode.ts';
import { eachPart } from '../../parts.ts';
import { wordsIn } from '../../read-words.ts';

/** Words by number, with what each counts. */
export interface Bag {
  words: Int32Array;
  weights: Float32Array;
}

export interface Lexicon {
  words: { parts: Int32Array; weights: Float32Array }[];
  /** Of every part. */
  hashes: number[];
  /** How many texts have it. */
  counts: number[];
}

export function makeLexicon(): { lexicon: Lexicon; bagOf: (text: string) => Bag } {
  const lexicon: Lexicon = { words: [], hashes: [], counts: [] };
  const [placeOfWord, placeOfPart] = [new Map<string, number>(), new Map<number, number>()];
  const partAt = (hash: number): number => {
    const known = placeOfPart.get(hash);
    if (known !== undefined) return known;
    placeOfPart.set(hash, lexicon.hashes.length);
    lexicon.counts.push(0);
    return lexicon.hashes.push(hash) - 1;
  };
  const wordAt = (word: string): number => {
    const known = placeOfWord.get(word);
    if (known !== undefined) return known;
    const [parts, weights]: [number[], number[]] = [[], []];
    eachPart(word, (hash, weight) => {
      parts.push(partAt(hash));
      weights.push(weight);
    });
    placeOfWord.set(word, lexicon.words.length);
    return lexicon.words.push({ parts: Int32Array.from(parts), weights: Float32Array.from(weights) }) - 1;
  };
  const bagOf = (text: string): Bag => {
    const all = weighed([{ words: wordsIn(text, wordsMax), weight: 1 }]);
    const told = all.words.flatMap((word, at) => {
      const weight = all.weights[at] ?? 0;
      return weight > 0 ? [[word.text, weight] as const] : [];
    });
    const words = Int32Array.from(told, ([word]) => wordAt(word));
    const parts = new Set([...words].flatMap((word) => [...(lexicon.words[word]?.parts ?? [])]));
    for (const part of parts) lexicon.counts[part] = (lexicon.counts[part] ?? 0) + 1;
    return { words, weights: Float32Array.from(told, ([, weight]) => weight) };
  };
  return { lexicon, bagOf };
}
const wordsMax = 60;
