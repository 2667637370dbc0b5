/** What the text tower learns from: titles, and pairs of texts that mean one thing or belong together. Each source says under which terms it may be used. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { fail } from '#shared/errors.ts';
import { learnable, parseSequences } from '../../next-item/sequences.ts';
import { listingPairs } from '../match/listings.ts';

export interface SourceUse {
  file: string;
  /** SHA-256 of the file as read. */
  hash: string;
  licence: string;
  /** Weights learnt from it may be given away. */
  isShippable: boolean;
  titles: number;
  links: number;
}

export interface Learnt {
  titles: string[];
  links: Link[];
  uses: SourceUse[];
}

interface Found {
  titles?: string[];
  links?: [string, string][];
}
/** Two texts that belong together. */
export interface Link {
  one: string;
  other: string;
  /** How often an epoch shows it. */
  times: number;
}
interface Source {
  file: string;
  licence: string;
  isShippable: boolean;
  /** How often an epoch shows each link. */
  times?: number;
  read: (bytes: Buffer, folder: string) => Found;
}

/** @param all also sources whose terms are not stated: for measuring, not for shipping */
export function readSources(folder: string, all: boolean): Learnt {
  const learnt: Learnt = { titles: [], links: [], uses: [] };
  for (const { file, licence, isShippable, times = 1, read } of sources) {
    if (!isShippable && !all) continue;
    if (!existsSync(path.join(folder, file)))
      fail('not_found', `${path.join(folder, file)} is missing: name the folder of the data.`, { file });
    const bytes = readFileSync(path.join(folder, file));
    const { titles = [], links = [] } = read(bytes, folder);
    learnt.titles.push(...titles);
    learnt.links.push(...links.map(([one, other]) => ({ one, other, times })));
    const hash = createHash('sha256').update(bytes).digest('hex');
    learnt.uses.push({ file, hash, licence, isShippable, titles: titles.length, links: links.length });
  }
  return learnt;
}

const sources: readonly Source[] = [
  {
    file: 's3rec-beauty/beauty_items.csv',
    licence: 'titles from a repository under BSD-3-Clause',
    isShippable: true,
    read: (bytes) => ({ titles: beautyTitles(bytes).filter(Boolean) }),
  },
  {
    file: 'abt-buy/pairs_train.txt',
    licence: 'from a repository under Apache-2.0; its training split only',
    isShippable: true,
    times: 3,
    read: (bytes) => {
      const pairs = listingPairs(bytes.toString('utf8'));
      const texts = new Set(pairs.flatMap(({ one, other }) => [one.name, other.name]));
      return {
        titles: [...texts],
        links: pairs.flatMap(({ one, other, isSame }) => (isSame ? [[one.name, other.name] as [string, string]] : [])),
      };
    },
  },
  {
    file: 'bestbuy-categories/categories.json.gz',
    licence: 'CC0 1.0',
    isShippable: true,
    read: (bytes) => ({ links: categoryLinks(bytes) }),
  },
  {
    file: 's3rec-beauty/Beauty.txt',
    licence: 'not stated',
    isShippable: false,
    read: (bytes, folder) => ({ links: boughtTogether(bytes, folder) }),
  },
  ...['instant_search_demo_query_suggestions.json.gz', 'products_query_suggestions_fashion.json.gz'].map(
    (file): Source => ({
      file: `search-query-suggestions/${file}`,
      licence: 'not stated',
      isShippable: false,
      read: (bytes) => ({ titles: queriesOf(bytes) }),
    }),
  ),
];

function beautyTitles(bytes: Buffer): string[] {
  const { data } = Papa.parse<Record<string, string>>(bytes.toString('utf8'), { header: true, skipEmptyLines: true });
  return data.map((row) => row['title'] ?? '');
}

/** A category and the way to it. */
function categoryLinks(bytes: Buffer): [string, string][] {
  const categories = JSON.parse(gunzipSync(bytes).toString('utf8')) as { name: string | null; path: { name: string | null }[] }[];
  return categories.flatMap(({ name, path: way }): [string, string][] => {
    const above = way.flatMap((one) => one.name ?? []).filter((one) => one !== name);
    return name && above.length > 1 ? [[name, above.slice(1).join(' ')]] : [];
  });
}

/** Titles of what one person bought one after the other, of the part that is learnt from. */
function boughtTogether(bytes: Buffer, folder: string): [string, string][] {
  const titles = beautyTitles(readFileSync(path.join(folder, 's3rec-beauty/beauty_items.csv')));
  const sequences = parseSequences(bytes.toString('utf8'));
  const titleOf = (row: number | undefined): string | undefined => titles[(sequences.ids[row ?? -1] ?? 0) - 1];
  return learnable(sequences, 'train').flatMap((items) =>
    [...items].slice(1).flatMap((item, at): [string, string][] => {
      const [one, other] = [titleOf(items[at]), titleOf(item)];
      return at % togetherEvery === 0 && one && other ? [[one, other]] : [];
    }),
  );
}
const togetherEvery = 5;

/** What is searched for, as a title of itself: which words stand together. */
const queriesOf = (bytes: Buffer): string[] =>
  (JSON.parse(gunzipSync(bytes).toString('utf8')) as { query: string | null }[]).flatMap(({ query }) =>
    query?.includes(' ') ? query : [],
  );
