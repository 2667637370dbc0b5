/** Listings of two shops, and pairs of them judged: the same product or not. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { fail } from '#shared/errors.ts';

export interface Listing {
  name: string;
  maker: string;
  description: string;
}

export interface ListingPair {
  one: Listing;
  other: Listing;
  isSame: boolean;
}

/** Lines of `COL name VAL ... COL description VAL ... TAB the same TAB 0 or 1`; prices are left where they are. */
export function listingPairs(text: string): ListingPair[] {
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const [one, other, label] = line.split('\t');
    if (one === undefined || other === undefined || !/^[01]$/.test(label?.trim() ?? ''))
      return fail('unprocessable', `Line ${at + 1} is no pair of listings with 0 or 1.`, { line: at + 1 });
    return [{ one: listingOf(one), other: listingOf(other), isSame: label?.trim() === '1' }];
  });
}

const field = (side: string, name: string): string => new RegExp(`COL ${name} VAL (.*?)(?: COL |$)`).exec(side)?.[1]?.trim() ?? '';
const listingOf = (side: string): Listing => ({ name: field(side, 'name'), maker: '', description: field(side, 'description') });

export type Split = 'train' | 'valid' | 'test';
export const splits: readonly Split[] = ['train', 'valid', 'test'];

/** Both catalogues whole, and the judged pairs as places in them. */
export interface Matching {
  ones: Listing[];
  others: Listing[];
  pairs: { one: number; other: number; isSame: boolean; split: Split }[];
}

export function readMatching(folder: string): Matching {
  const [ones, others] = ['Abt.csv', 'Buy.csv'].map((file) => readListings(path.join(folder, file))) as [Listing[], Listing[]];
  const [placeOfOne, placeOfOther] = [placesIn(ones), placesIn(others)];
  const pairs = splits.flatMap((split) => {
    const file = path.join(folder, `pairs_${split}.txt`);
    return listingPairs(readText(file)).map(({ one, other, isSame }) => ({
      one: placeOfOne(one),
      other: placeOfOther(other),
      isSame,
      split,
    }));
  });
  return { ones, others, pairs };
}

function readText(file: string): string {
  if (!existsSync(file)) fail('not_found', `There is no file ${file}.`, { file });
  return readFileSync(file, 'utf8');
}

function readListings(file: string): Listing[] {
  const { data } = Papa.parse<Record<string, string>>(readText(file), { header: true, skipEmptyLines: true });
  return data.map((row) => ({ name: row['name'] ?? '', maker: row['manufacturer'] ?? '', description: row['description'] ?? '' }));
}

/** The pairs have the same texts as the tables but for case and spaces; where names are the same, the description decides. */
function placesIn(listings: readonly Listing[]): (listing: Listing) => number {
  const places = new Map<string, number[]>();
  for (const [at, { name }] of listings.entries()) places.set(plain(name), [...(places.get(plain(name)) ?? []), at]);
  return ({ name, description }) => {
    const found = places.get(plain(name)) ?? [];
    const place = found.find((at) => plain(listings[at]?.description ?? '') === plain(description)) ?? found[0];
    return place ?? fail('unprocessable', `The listing "${name}" of a pair stands in no table.`, { name });
  };
}
const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '');
