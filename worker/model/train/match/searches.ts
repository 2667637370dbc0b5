/** Ways to search a catalogue by text, to compare with: TF-IDF over words or pieces, and BM25. */

export type Tokens = (text: string) => string[];
/** How near every text of the catalogue is to one asked for. */
export type Search = (asked: string) => Float32Array;

export const plainWords: Tokens = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Pieces of three and four letters within words, as most libraries make them. */
export const pieces: Tokens = (text) =>
  text
    .toLowerCase()
    .split(/\s+/)
    .flatMap((word) => {
      const framed = ` ${word} `;
      return [3, 4].flatMap((length) =>
        Array.from({ length: Math.max(0, framed.length - length + 1) }, (_, at) => framed.slice(at, at + length)),
      );
    });

export interface Weighing {
  tokens: (text: string) => Iterable<string>;
  /** Of how often a token comes in its text. */
  often: (count: number) => number;
  /** Of the logarithm of how rare it is. */
  rare: (logarithm: number) => number;
}

/** Cosine of weighed tokens. @param known all texts by which rarity is judged */
export function cosineSearch(catalogue: readonly string[], known: readonly string[], { tokens, often, rare }: Weighing): Search {
  const texts = new Map<string, number>();
  for (const text of known) for (const token of new Set(tokens(text))) texts.set(token, (texts.get(token) ?? 0) + 1);
  const weighed = (text: string): Map<string, number> => {
    const vector = countsOf(tokens(text));
    for (const [token, count] of vector)
      vector.set(token, often(count) * rare(Math.log((1 + known.length) / (1 + (texts.get(token) ?? 0))) + 1));
    const length = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0)) || 1;
    for (const [token, value] of vector) vector.set(token, value / length);
    return vector;
  };
  const postings = postingsOf(catalogue.map(weighed));
  return (asked) => {
    const near = new Float32Array(catalogue.length);
    for (const [token, weight] of weighed(asked))
      for (const [at, value] of postings.get(token) ?? []) near[at] = (near[at] as number) + weight * value;
    return near;
  };
}

/** With the usual settings, 1.2 and 0.75. */
export function bm25Search(catalogue: readonly string[], tokens: Tokens): Search {
  const counts = catalogue.map((text) => countsOf(tokens(text)));
  const lengths = counts.map((of) => [...of.values()].reduce((sum, count) => sum + count, 0));
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  const postings = postingsOf(counts);
  return (asked) => {
    const near = new Float32Array(catalogue.length);
    for (const token of new Set(tokens(asked))) {
      const found = postings.get(token) ?? [];
      const rarity = Math.log(1 + (catalogue.length - found.length + 0.5) / (found.length + 0.5));
      for (const [at, count] of found)
        near[at] = (near[at] as number) + (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * (lengths[at] as number)) / mean));
    }
    return near;
  };
}

function countsOf(tokens: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  return counts;
}

function postingsOf(texts: readonly ReadonlyMap<string, number>[]): Map<string, [at: number, value: number][]> {
  const postings = new Map<string, [number, number][]>();
  for (const [at, tokens] of texts.entries()) {
    for (const [token, value] of tokens) {
      const known = postings.get(token);
      if (known) known.push([at, value]);
      else postings.set(token, [[at, value]]);
    }
  }
  return postings;
}
