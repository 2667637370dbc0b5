import { expect, test } from 'vitest';
import { rooms } from './rooms.ts';
import { type Import, isShipped, readSources, type Source } from './sources.ts';

interface Law {
  name: string;
  /** Says what is wrong with this import in this file, or nothing. */
  broken: (source: Source, entry: Import) => string | undefined;
}

const sources = readSources();
const within = (file: string, ...folders: string[]): boolean => folders.some((folder) => file.startsWith(`${folder}/`));
const isOurs = (target: string): boolean => within(target, 'shared', 'extension', 'worker', 'test');
const roomOf = (file: string): string | undefined => rooms.find((room) => within(file, `worker/${room}`));
const isContract = (target: string): boolean =>
  within(target, 'shared/contracts') || target === 'shared/page.ts' || target === 'shared/client.ts';
/** Run in the visitor's page: no validator, no network. */
const inPage = ['extension/page', 'extension/readers', 'extension/cards', 'extension/stats', 'extension/comments', 'extension/standdown'];
/** Commands show what the extension would see and how it would judge, so they read and judge with its own code, through these files. */
const isSameAsExtension = (file: string, target: string): boolean =>
  (file === 'worker/cli/page.ts' && target === 'extension/readers/registry.ts') ||
  ((file === 'worker/cli/standdown.ts' || within(file, 'worker/cli/standdown')) && within(target, 'extension/standdown'));

/** From words to the order of cards: what runs here decides what is shown. */
const ranking = [
  'worker/model',
  'shared/ranking',
  ...[
    'candidates',
    'companions',
    'has-words',
    'product-index',
    'frozen',
    'word-table',
    'packed-row',
    'slots',
    'bytes',
    'recent',
    'word-row',
    'packed-id',
    'rank',
    'variants',
  ].map((name) => `worker/recommend/${name}.ts`),
];
const ranksBy = [
  'shared/address.ts',
  'shared/gtin.ts',
  'shared/ids.ts',
  'shared/page.ts',
  'shared/platforms.ts',
  'shared/sha256.ts',
  'shared/base64.ts',
  'shared/errors.ts',
];
const isRanking = (file: string): boolean => ranking.includes(file) || within(file, 'worker/model', 'shared/ranking');

const laws: Law[] = [
  {
    name: 'shared imports nobody but zod, and only where bodies are described',
    broken: ({ path }, { target }) => {
      if (!within(path, 'shared') || within(target, 'shared')) return undefined;
      return target === 'zod' && isContract(path) ? undefined : 'shared runs everywhere: keep it free of other sides and packages';
    },
  },
  {
    name: 'the book decides with plain functions of its own and a few of shared',
    broken: ({ path }, { target, typesOnly }) => {
      if (!within(path, 'shared/book') || within(target, 'shared/book')) return undefined;
      const plain = ['shared/money.ts', 'shared/ids.ts', 'shared/errors.ts', 'shared/time.ts', 'shared/sha256.ts'];
      return plain.includes(target) || (typesOnly && isContract(target))
        ? undefined
        : 'the book is recomputed by strangers: it depends on nothing';
    },
  },
  {
    name: 'extension and worker import shared, never each other',
    broken: ({ path }, { target }) => {
      if (isSameAsExtension(path, target)) return undefined;
      if (within(path, 'extension') && within(target, 'worker')) return 'the extension knows the worker by its contracts';
      if (within(path, 'worker') && within(target, 'extension')) return 'the worker does not know the extension';
      return undefined;
    },
  },
  {
    name: 'the console is a client like the extension',
    broken: ({ path }, { target }) =>
      within(path, 'worker/console') && isOurs(target) && !within(target, 'worker/console', 'shared')
        ? 'the console knows the contracts only'
        : undefined,
  },
  {
    name: 'rooms look only up the list, through index.ts; base and model look at no room',
    broken: ({ path }, { target }) => {
      if (!within(path, 'worker') || within(path, 'worker/cli')) return undefined;
      const [from, to] = [roomOf(path), roomOf(target)];
      if (to === undefined || from === to) return undefined;
      if (within(path, 'worker/base')) return 'base serves all rooms and knows none';
      if (from === 'model') return 'the model imports no room';
      if (from === undefined) return target.endsWith('/index.ts') ? undefined : 'come in by the front door, index.ts';
      if (rooms.indexOf(to as (typeof rooms)[number]) > rooms.indexOf(from as (typeof rooms)[number]))
        return `${to} stands below ${from} in test/architecture/rooms.ts`;
      return target === `worker/${to}/index.ts` ? undefined : 'come in by the front door, index.ts';
    },
  },
  {
    name: 'what runs in a page imports contracts as types only',
    broken: ({ path }, { target, typesOnly }) =>
      within(path, ...inPage) && !typesOnly && (isContract(target) || target === 'zod')
        ? 'write `import type`: no validator in web pages'
        : undefined,
  },
  {
    name: 'only the background speaks with the worker',
    broken: ({ path }, { target }) =>
      isShipped(path) && target === 'extension/base/api.ts' && !within(path, 'extension/background')
        ? 'ask the background by a message'
        : undefined,
  },
  {
    name: 'a view takes props: no browser API, message, storage or network',
    broken: ({ path }, { target, typesOnly }) => {
      const isView = path.endsWith('.tsx') && within(path, 'extension') && !within(path, 'extension/entrypoints');
      const reaching = ['wxt/browser', 'extension/base/messages.ts', 'extension/base/storage.ts', 'extension/base/api.ts'];
      return isView && isShipped(path) && !typesOnly && reaching.includes(target) ? 'hand it in as a prop' : undefined;
    },
  },
  {
    name: 'what ranks imports nothing that could know of money',
    broken: ({ path }, { target, typesOnly }) => {
      if (!isRanking(path) || isRanking(target) || !isOurs(target) || ranksBy.includes(target)) return undefined;
      // The one spelling of a value, and the form of a receipt: neither is told of anything that is paid.
      if (
        within(path, 'shared/ranking') &&
        (target === 'shared/book/canonical.ts' || (typesOnly && target === 'shared/contracts/learning.ts'))
      )
        return undefined;
      return 'the order of cards comes from words alone: this file is not on the list of what may be known there';
    },
  },
  {
    name: 'shipped code imports no test',
    broken: ({ path }, { target }) => (isShipped(path) && within(target, 'test') ? 'what ships cannot need what does not' : undefined),
  },
];

test('the laws see the sources', () => {
  expect(sources.length).toBeGreaterThan(60);
  expect(sources.flatMap((source) => source.imports).length).toBeGreaterThan(100);
});

test.each(laws)('$name', ({ broken }) => {
  const findings = sources.flatMap((source) =>
    source.imports.flatMap((entry) => {
      const what = isShipped(source.path) || source.path.startsWith('test/') ? broken(source, entry) : undefined;
      return what ? [`${source.path} imports ${entry.from}: ${what}`] : [];
    }),
  );
  expect(findings).toEqual([]);
});

test('a law finds what breaks it', () => {
  const broken = (path: string, target: string, typesOnly = false) =>
    laws.filter((law) => law.broken({ path, text: '', lines: 1, imports: [] }, { from: target, target, typesOnly })).map((law) => law.name);
  expect(broken('extension/page/visit.ts', 'worker/app.ts')).toContain('extension and worker import shared, never each other');
  expect(broken('worker/catalogue/find.ts', 'worker/orders/index.ts')).toContain(
    'rooms look only up the list, through index.ts; base and model look at no room',
  );
  expect(broken('worker/orders/list.ts', 'worker/books/decide.ts')).toHaveLength(1);
  const ranks = 'what ranks imports nothing that could know of money';
  for (const target of ['shared/money.ts', 'shared/contracts/books.ts', 'shared/contracts/recommend.ts', 'shared/contracts/catalogue.ts'])
    expect(broken('worker/model/features/commission.ts', target)).toContain(ranks);
  expect(broken('worker/recommend/rank.ts', 'worker/clicks/index.ts')).toContain(ranks);
  expect(broken('worker/recommend/candidates.ts', 'shared/contracts/catalogue.ts', true)).toContain(ranks);
  expect(broken('shared/ranking/choose.ts', 'shared/book/credit.ts')).toContain(ranks);
  expect(broken('shared/book/decide.ts', 'zod')).toHaveLength(2);
  expect(broken('extension/readers/article/parse.ts', 'shared/page.ts')).toHaveLength(1);
  expect(broken('extension/readers/article/parse.ts', 'shared/page.ts', true)).toEqual([]);
});
