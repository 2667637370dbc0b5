/** What the ranker learns from, and on which terms: half of the saved pages, and the listings of two shops but for the test split. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { JudgedList } from '#worker/model/train/lists.ts';
import type { Part } from '#worker/model/train/ranker.ts';
import type { Others, Titles } from './catalogue.ts';
import { halfOf, judgedListings, judgedPages, listsOfPages, readSnapshots } from './lists.ts';

export const pageSettings: readonly { titles: Titles; others: Others }[] = [
  { titles: 'labelled', others: 'shops' },
  { titles: 'longer', others: 'shops' },
  { titles: 'labelled', others: 'more' },
  { titles: 'longer', others: 'more' },
];

interface Use {
  what: string;
  hash: string;
  lists: number;
  terms: string;
}

export function judgedSources(shared: string): { lists: JudgedList[]; uses: Use[] } {
  const folders = { pages: path.join(shared, 'pages'), data: path.join(shared, 'data') };
  const snapshots = readSnapshots(folders.pages);
  const pages = pageSettings.flatMap((setting) => judgedPages(listsOfPages(snapshots, { ...folders, ...setting }).lists));
  const listings = Object.entries(partOfSplit).flatMap(([split, part]) =>
    judgedListings(folders.data, { split: split as keyof typeof partOfSplit }).map((list): JudgedList => ({ ...list, part })),
  );
  const uses = [
    {
      what: 'saved pages with their labels, the half "tune"; the other half only measures',
      hash: hashOf([path.join(folders.pages, 'provenance.json')]),
      lists: pages.filter(({ group }) => halfOf(group) === 'tune').length,
      terms: 'for testing; the numbers learnt hold nothing of the pages, which are not shipped',
    },
    {
      what: 'abt-buy, its training and validation splits; the test split only measures',
      hash: hashOf(['Abt.csv', 'Buy.csv', 'pairs_train.txt', 'pairs_valid.txt'].map((file) => path.join(folders.data, 'abt-buy', file))),
      lists: listings.filter(({ part }) => part !== 'test').length,
      terms: 'pairs from a repository under Apache-2.0; tables without stated terms, not shipped',
    },
  ];
  const halved = pages.map((list): JudgedList => ({ ...list, part: halfOf(list.group) === 'tune' ? 'fit' : 'test' }));
  return { lists: [...halved, ...listings], uses };
}

const partOfSplit = { train: 'fit', valid: 'fit', test: 'test' } as const satisfies Record<string, Part>;

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex');
}
