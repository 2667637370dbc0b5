/**
 * A second look, on pairs that nothing here was made with: electronics of one shop as product pages, the listings of another shop as catalogue.
 * Pairs are those of the published test split; only the name of a listing is used. The names themselves are not new to the weights: both lists
 * stand among the wrong products of the fit (`more`).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { makeId } from '#shared/ids.ts';
import { shippedModel } from '#worker/model/score.ts';
import { pageWords } from '#worker/model/words.ts';
import { candidatesFor } from '#worker/recommend/candidates.ts';
import { rank } from '#worker/recommend/rank.ts';
import { indexOf } from './judge.ts';

export interface ListingFigures {
  catalogue: number;
  listings: number;
  /** Shares, 0 to 1. */
  first: number;
  amongFour: number;
  nothingShown: number;
  /** Of the first cards that were shown, those that are right. */
  precisionOfFirst: number;
}

export function measureListings(data: string): ListingFigures {
  const folder = path.join(data, 'abt-buy');
  const text = readFileSync(path.join(folder, 'Buy.csv'), 'utf8');
  const rows = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true }).data;
  const products = rows.map((row, at) => ({
    id: makeId('prd', at + 1, (length) => new Uint8Array(length)),
    sku: `buy-${at}`,
    url: `https://buy.test/${at}`,
    title: row['name'] ?? '',
    ...(row['manufacturer'] ? { maker: row['manufacturer'] } : {}),
  }));
  const keys = new Map(products.map(({ id, title }) => [id as string, nameKey(title)]));
  const known = new Set(keys.values());
  const pairs = truePairs(path.join(folder, 'pairs_test.txt')).filter(({ other }) => known.has(other));
  const right = new Map<string, Set<string>>();
  for (const { one, other } of pairs) right.set(one, (right.get(one) ?? new Set()).add(other));
  const index = indexOf(products);
  const found = [...right].map(([name, others]) => {
    const page = pageWords({
      platform: 'web',
      kind: 'product',
      url: 'https://abt.test/',
      title: name,
      products: [{ name }],
      shopLinks: [],
    });
    const cards = rank(page, candidatesFor(page, index, []), { cardsMax: 4, model: shippedModel }).ranked.map(({ id }) =>
      others.has(keys.get(id) ?? ''),
    );
    return { shown: cards.length > 0, first: cards[0] === true, amongFour: cards.includes(true) };
  });
  const share = (of: (one: (typeof found)[number]) => boolean, among = found): number => among.filter(of).length / among.length;
  return {
    catalogue: products.length,
    listings: found.length,
    first: share(({ first }) => first),
    amongFour: share(({ amongFour }) => amongFour),
    nothingShown: share(({ shown }) => !shown),
    precisionOfFirst: share(
      ({ first }) => first,
      found.filter(({ shown }) => shown),
    ),
  };
}

interface Pair {
  one: string;
  /** Without what the two files write differently. */
  other: string;
}

function truePairs(file: string): Pair[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [left = '', right = '', label] = line.split('\t');
      return label?.trim() === '1' ? [{ one: nameIn(left), other: nameKey(nameIn(right)) }] : [];
    });
}

const nameIn = (side: string): string => /COL name VAL (.*?) COL description/.exec(side)?.[1]?.trim() ?? '';
const nameKey = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
