/** What it takes to place a page of 5,000 characters, in milliseconds: median of many, of words never met and of words met before. */
import { encode } from '../../encode.ts';
import { wordsIn } from '../../read-words.ts';
import type { Tower } from '../../tower.ts';

export interface EncodeTime {
  characters: number;
  firstMs: number;
  againMs: number;
}

export function encodeTime(texts: readonly string[], tower: Tower): EncodeTime {
  const page = texts.join(' ').slice(0, characters);
  const placed = (by: Tower): void => {
    encode([{ words: wordsIn(page, characters), weight: 1 }], by);
  };
  const timed = (by: () => Tower): number => {
    const times = Array.from({ length: rounds }, () => {
      const own = by();
      const began = performance.now();
      placed(own);
      return performance.now() - began;
    });
    return times.sort((a, b) => a - b)[rounds / 2] ?? 0;
  };
  // Words are remembered by the tower: a copy of it knows none.
  timed(() => ({ ...tower }));
  return { characters: page.length, firstMs: timed(() => ({ ...tower })), againMs: timed(() => tower) };
}
const characters = 5000;
const rounds = 100;
