/**
 * Which listings of two shops are the same product: the ranker's features and its training, on published pairs. A listing of the first shop is
 * a product page, the second shop is the catalogue. Fitted to the training split; settings and threshold from validation only.
 */
import { unpacked } from '../../encode.ts';
import { features } from '../../features.ts';
import { leadsOf } from '../../leads.ts';
import { wordsOf } from '../../read-words.ts';
import { type Unranked, withLeads } from '../../score.ts';
import type { Tower } from '../../tower.ts';
import { type PageWords, pageWords, productTerms, productVector, productWords } from '../../words.ts';
import { aloneOf, type JudgedList } from '../lists.ts';
import { bestThreshold, type Judged, type Measures, measured } from '../measures.ts';
import { judgedBy, type Part, type RankerPair, type RankerSettings, trainRanker } from '../ranker.ts';
import type { Listing, Matching, Split } from './listings.ts';
import { bm25Search, cosineSearch, pieces, plainWords, type Search } from './searches.ts';

export interface Retrieval {
  by: string;
  test: Hits;
  /** Of all splits: some of it was fitted to. */
  all: Hits;
}
interface Hits {
  asked: number;
  first: number;
  amongTen: number;
}
export interface MatchReport {
  pairs: Record<Split, number>;
  /** On the test split. */
  matching: { by: string; measures: Measures }[];
  retrieval: Retrieval[];
}

const partOf: Record<Split, Part> = { train: 'fit', valid: 'choose', test: 'test' };
/** The nearest by text and by words are looked at closely; the others stand behind them. */
const closely = 60;

export function measureMatching(matching: Matching, tower: Tower, say: (line: string) => void): MatchReport {
  const texts = { ones: matching.ones.map(fullText), others: matching.others.map(fullText) };
  const known = [...texts.ones, ...texts.others];
  const partly = cosineSearch(texts.others, known, { tokens: partsOf, often: Math.sqrt, rare: (logarithm) => logarithm ** 1.5 });
  const near = texts.ones.map(partly);
  say('features of all likely pairs');
  const table = tableOf(matching, tower, near);
  const settings: RankerSettings = { seed: 1, prior, ridge: 1e-3, units: 0, epochs: 100, threshold: 'best' };
  const valuesOf = (rows: readonly Row[]): number[][][] => {
    const alone = aloneOf(rows.map(judgedListOf(matching)), { ...settings, ridge: 1e-5 });
    return rows.map(({ inputs }) => withLeads(inputs, alone).map((input) => features.map(({ of }) => of(input))));
  };
  const edge = valuesOf(table);
  const blind = valuesOf(table.map((row) => ({ ...row, inputs: row.inputs.map((input) => ({ ...input, closeness: 0 })) })));
  const [ahead, ofOther] = partLeads(near);
  const both = edge.map((rows, one) =>
    rows.map((values, at) => {
      const other = table[one]?.places[at] ?? 0;
      return [...values, near[one]?.[other] ?? 0, ahead[one]?.[other] ?? 0, ofOther[one]?.[other] ?? 0];
    }),
  );
  const ways: { by: string; values: number[][][]; names: typeof features }[] = [
    { by: 'features without the text tower', values: blind, names: features },
    { by: 'features, as at the edge', values: edge, names: features },
    { by: 'features and the likeness of parts, both catalogues at hand', values: both, names: [...features, ...partFeatures] },
  ];
  const matched = ways.map(({ by, values, names }) => {
    say(by);
    return { by, ...fitted(matching, table, { values, names, settings }) };
  });
  const searches = searchesOf(texts, matching);
  const rankOf =
    (values: number[][][], score: (values: readonly number[]) => number): ((one: number) => Float32Array) =>
    (one) => {
      const scores = Float32Array.from(near[one] ?? [], (value) => value - 1e3);
      for (const [at, place] of (table[one]?.places ?? []).entries()) scores[place] = score(values[one]?.[at] ?? []);
      return scores;
    };
  const towerAlone = (one: number): Float32Array => Float32Array.from(table[one]?.closeness ?? []);
  const retrieval = [
    ...searches.map(({ by, search, of }) => ({ by, scores: (one: number) => search(of(one)) })),
    { by: 'text tower, 64 bytes a product', scores: towerAlone },
    { by: 'parts of words, weighed by rarity', scores: (one: number) => near[one] ?? new Float32Array() },
    ...ways.map(({ by, values }, at) => ({ by, scores: rankOf(values, matched[at]?.score ?? (() => 0)) })),
  ].map(({ by, scores }) => ({ by, ...hitsOf(matching, scores) }));
  const count = (split: Split): number => matching.pairs.filter((pair) => pair.split === split).length;
  return {
    pairs: { train: count('train'), valid: count('valid'), test: count('test') },
    matching: matched.map(({ by, measures }) => ({ by, measures })),
    retrieval,
  };
}

const prior = { bias: -2, weights: {}, threshold: 0.5 };
const partFeatures = [
  { name: 'likeness-of-parts', sign: 1, of: () => 0 },
  { name: 'likeness-ahead', sign: 1, of: () => 0 },
  { name: 'likeness-ahead-of-other-listings', sign: 1, of: () => 0 },
] as const;

const fullText = ({ name, description }: Listing): string => `${name} ${description}`;

/** Words and their pieces; of words with digits longer ones too. Strings are at hand here, so that there may be more of them than the tower has. */
function partsOf(text: string): string[] {
  return wordsOf(text, wordsMax).flatMap((word) => {
    const framed = `<${word}>`;
    const lengths = /\d/.test(word) ? [3, 4, 5, 6] : [3, 4];
    const cut = (length: number): string[] =>
      Array.from({ length: Math.max(0, framed.length - length + 1) }, (_, at) => framed.slice(at, at + length));
    return [word, ...lengths.flatMap(cut)];
  });
}
const wordsMax = 260;

/** One listing of the first shop with the products that are looked at closely. */
interface Row {
  places: number[];
  inputs: Unranked[];
  /** To every product. */
  closeness: number[];
}

function tableOf({ ones, others, pairs }: Matching, tower: Tower, near: readonly Float32Array[]): Row[] {
  const texts = others.map(({ name, maker, description }) => ({ title: name, maker, description, sku: '' }));
  const terms = texts.map(productTerms);
  const counts = new Map<number, number>();
  for (const { title, maker, codes } of terms)
    for (const term of new Set([...title, ...maker, ...codes])) counts.set(term, (counts.get(term) ?? 0) + 1);
  const rarity = { products: others.length, productsWith: (term: number) => counts.get(term) ?? 0 };
  const products = terms.map((of) => productWords(of, rarity));
  const vectors = texts.map((text) => unpacked(productVector(text, tower)));
  const labelled = new Map<number, number[]>();
  for (const { one, other } of pairs) labelled.set(one, [...(labelled.get(one) ?? []), other]);
  return ones.map((listing, one): Row => {
    const page = pageOf(listing, tower);
    const closeness = vectors.map((vector) => vector.reduce((sum, value, at) => sum + value * (page.vector[at] ?? 0), 0));
    const places = [...new Set([...(labelled.get(one) ?? []), ...best(near[one] ?? []), ...best(closeness)])];
    const inputs = places.flatMap((place) => {
      const product = products[place];
      return product ? [{ page, product, closeness: closeness[place] ?? 0 }] : [];
    });
    return { places, inputs, closeness };
  });
}

function pageOf({ name, description }: Listing, tower: Tower): PageWords {
  const products = [{ name }];
  const page = {
    platform: 'web',
    kind: 'product',
    url: 'https://shop.example/',
    title: name,
    text: description,
    products,
    shopLinks: [],
  } as const;
  return pageWords({ ...page, products, shopLinks: [] }, tower);
}

const best = (scores: ArrayLike<number>): number[] =>
  Array.from(scores, (score, at) => ({ score, at }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, closely)
    .map(({ at }) => at);

const judgedListOf =
  ({ pairs }: Matching) =>
  ({ places, inputs }: Row, one: number): JudgedList => {
    const own = pairs.filter((pair) => pair.one === one && pair.split === 'train');
    const candidates = own.flatMap(({ other, isSame }) => {
      const input = inputs[places.indexOf(other)];
      return input ? [{ input, isRight: isSame, weight: 1 }] : [];
    });
    return { group: `${one}`, part: 'fit', candidates };
  };

interface Way {
  values: number[][][];
  names: readonly { name: string; sign: 1 | -1 }[];
  settings: RankerSettings;
}

/** With and without hidden units; validation says which. */
function fitted(matching: Matching, table: readonly Row[], { values, names, settings }: Way) {
  const pairs = matching.pairs.map(({ one, other, isSame, split }): RankerPair => {
    const at = table[one]?.places.indexOf(other) ?? -1;
    return { values: values[one]?.[at] ?? [], isRight: isSame, weight: 1, group: `${one}`, part: partOf[split] };
  });
  const labels = names.map(({ name }) => name);
  const judged = (weights: ReturnType<typeof trainRanker>['weights'], part: Part): Judged[] =>
    judgedBy(
      weights,
      pairs.filter((pair) => pair.part === part),
      labels,
    );
  const tried = [0, 6].map((units) => {
    const { weights } = trainRanker(pairs, names, { ...settings, units });
    const onValidation = judged(weights, 'choose');
    return { weights, f1: measured(onValidation, bestThreshold(onValidation)).f1 };
  });
  const { weights } = tried.reduce((most, one) => (one.f1 > most.f1 ? one : most));
  const score = (of: readonly number[]): number =>
    judgedBy(weights, [{ values: of, isRight: false, weight: 1 }], labels)[0]?.probability ?? 0;
  return { measures: measured(judged(weights, 'test'), weights.threshold), score };
}

/** How far each pair is ahead: of the other products for its listing, of the other listings for its product. From 0 to 1, a half is as well. */
function partLeads(near: readonly Float32Array[]): [ahead: Float32Array[], ofOther: Float32Array[]] {
  const share = (value: number, lead: number): number => value / Math.max(1e-6, 2 * value - lead);
  const ahead = near.map((row) => {
    const leads = leadsOf([...row]);
    return row.map((value, at) => share(value, leads[at] ?? 0));
  });
  const columns = Array.from(near[0] ?? [], (_, other) => leadsOf(near.map((row) => row[other] ?? 0)));
  return [ahead, near.map((row, one) => row.map((value, other) => share(value, columns[other]?.[one] ?? 0)))];
}

function searchesOf(
  { others, ones }: { others: string[]; ones: string[] },
  matching: Matching,
): { by: string; search: Search; of: (one: number) => string }[] {
  const names = { ones: matching.ones.map(({ name }) => name), others: matching.others.map(({ name }) => name) };
  const usual = { often: (count: number) => count, rare: (logarithm: number) => logarithm };
  const full = (one: number): string => ones[one] ?? '';
  const name = (one: number): string => names.ones[one] ?? '';
  return [
    { by: 'words, TF-IDF', search: cosineSearch(others, [...ones, ...others], { tokens: plainWords, ...usual }), of: full },
    { by: 'words, BM25, names', search: bm25Search(names.others, plainWords), of: name },
    {
      by: 'pieces of 3 and 4, TF-IDF, names',
      search: cosineSearch(names.others, [...names.ones, ...names.others], { tokens: pieces, ...usual }),
      of: name,
    },
  ];
}

/** Of all listings that have a partner: how often it stands first, or among the first ten. Equals share the middle. */
function hitsOf({ pairs }: Matching, scores: (one: number) => Float32Array): Pick<Retrieval, 'test' | 'all'> {
  const partners = new Map<number, { others: Set<number>; isTest: boolean }>();
  for (const { one, other, isSame, split } of pairs) {
    if (!isSame) continue;
    const known = partners.get(one) ?? { others: new Set(), isTest: false };
    known.others.add(other);
    known.isTest ||= split === 'test';
    partners.set(one, known);
  }
  const ranks = [...partners].map(([one, { others, isTest }]) => ({ isTest, rank: rankOf(scores(one), others) }));
  const hits = (of: typeof ranks): Hits => {
    const share = (below: number): number => of.filter(({ rank }) => rank < below).length / Math.max(1, of.length);
    return { asked: of.length, first: share(1), amongTen: share(10) };
  };
  return { test: hits(ranks.filter(({ isTest }) => isTest)), all: hits(ranks) };
}

function rankOf(scores: Float32Array, wanted: ReadonlySet<number>): number {
  const own = Math.max(...[...wanted].map((at) => scores[at] ?? Number.NEGATIVE_INFINITY));
  let rank = 0;
  for (const [at, score] of scores.entries()) if (!wanted.has(at)) rank += score > own ? 1 : score === own ? 0.5 : 0;
  return rank;
}
