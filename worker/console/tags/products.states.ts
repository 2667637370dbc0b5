import type { Handle } from '#shared/contracts/accounts.ts';
import { programmeStates, type TaggableProduct, type TaggedContent } from '#shared/contracts/tags.ts';
import { busy, day, id, idle, longName, longUrl, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Products, Tag, TagsPage } from './products.tsx';

const handle: Handle = {
  id: id('han', 1),
  platform: 'youtube',
  handle: '@LinaCooks',
  code: 'gloss-k7',
  evidence: '',
  verifiedAt: now - day,
};
const product = (number: number, changes: Partial<TaggableProduct> = {}): TaggableProduct => ({
  id: id('prd', number),
  title: ['Gooseneck kettle 0.9 L', 'Pour-over scale with timer', 'Paper filters, 100 pieces'][number % 3] ?? 'Kettle',
  merchant: 'Nook & Kettle',
  url: `https://nook.example/p/${number}`,
  price: { amountMinor: 6_450, currency: 'USD', asOf: now },
  availability: 'in_stock',
  programme: 'open',
  terms: {
    version: 3,
    rate: { kind: 'share', bps: 800 },
    benefit: { kind: 'discount', bps: 500, code: 'GLOSS5' },
    windowDays: 30,
    holdDays: 30,
    model: 'last',
  },
  market: { lowestMinor: 6_450, knownSince: now - 40 * day, otherShops: 0, lowestElsewhereMinor: null },
  ...changes,
});
const tag = (number: number, changes: Partial<Tag> = {}): Tag => ({
  id: id('tag', number),
  product: product(number),
  atSeconds: 42 + number * 97,
  note: null,
  addedAt: now - day,
  ...changes,
});
const content = (number: number, tags: Tag[], changes: Partial<TaggedContent> = {}): TaggedContent => ({
  id: id('con', number),
  platform: 'youtube',
  handle: '@LinaCooks',
  address: `https://www.youtube.com/watch?v=gloss00000${number}`,
  key: `youtube:gloss00000${number}`,
  tags,
  ...changes,
});
const tags = [tag(3, { note: 'The one on the table, used for two years' }), tag(4), tag(5, { atSeconds: null })];
const few = [content(1, tags), content(2, [tag(6)])];
const every = content(
  3,
  programmeStates.map((programme, at) => tag(10 + at, { product: product(10 + at, { programme }), note: 'Said in the video' })),
);
const state = (contents: readonly TaggedContent[] | null, changes: Partial<Products> = {}, page: Partial<TagsPage> = {}): Products => ({
  loaded: contents ? { state: 'ready', value: { contents, next: null, handles: [handle], ...page } } : { state: 'loading' },
  acting: { ...idle, id: null },
  removed: null,
  found: null,
  more: idle,
  onSearch: nothing,
  onAdd: nothing,
  onChange: nothing,
  onOrder: nothing,
  onRemove: nothing,
  onUndo: nothing,
  onMore: nothing,
  onRetry: nothing,
  ...changes,
});

export const productsStates: Readonly<Record<string, Products>> = {
  few: state(few),
  found: state(few, {
    found: {
      state: 'ready',
      value: [product(7), product(8, { price: null, programme: 'no_benefit' }), product(9, { programme: 'excluded' })],
    },
  }),
  'found nothing': state([], { found: { state: 'ready', value: [] } }),
  searching: state([], { found: { state: 'loading' } }),
  'search failed': state([], { found: { state: 'failed', trouble: offlineTrouble } }),
  'every standing': state([every]),
  removed: state(few, { removed: { content: few[0] as TaggedContent, tag: tag(8) } }),
  'not added': state(few, { acting: { ...refused('unprocessable'), id: 'new' } }),
  working: state(few, { acting: { ...busy, id: id('con', 1) } }),
  full: state(
    [
      content(
        1,
        Array.from({ length: 30 }, (_, at) => tag(at + 1)),
      ),
    ],
    {},
    { next: 'more' },
  ),
  'long text': state([
    content(1, [tag(1, { note: longName, product: product(1, { title: longName, merchant: longName }) })], { address: longUrl }),
  ]),
  'no handle': state([], {}, { handles: [] }),
  empty: state([]),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
