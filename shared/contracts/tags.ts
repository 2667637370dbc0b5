/** Products that creators tag on their own contents, and the look-up that tells whether a page has any without saying which page. */
import * as z from 'zod';
import { weightModels } from '../book/attribution/models.ts';
import { contentKeyLengthMax } from '../content-key.ts';
import { platforms } from '../platforms.ts';
import { bucketStep, entriesMax } from '../presence.ts';
import { Benefit, Rate } from './books.ts';
import { availabilities } from './catalogue.ts';
import { endpoint } from './endpoint.ts';
import { currency, cursorQuery, httpsUrl, idOf, line, minor, timeMs } from './fields.ts';

export const tagsPerContentMax = 30;
export const taggedContentsMax = 2000;
export const noteLengthMax = 140;

/** How a product stands for a creator. The first three can be tagged: with `no_benefit` and `plain_only` its card is a plain link and nobody earns. */
export const programmeStates = ['open', 'no_benefit', 'plain_only', 'excluded', 'no_programme', 'discontinued'] as const;
export type ProgrammeState = (typeof programmeStates)[number];

/** The terms as they stand now. Each card freezes those of its moment for its click. */
export const TermsNow = z.strictObject({
  version: z.int().min(1),
  rate: Rate,
  benefit: Benefit.nullable(),
  windowDays: z.int(),
  holdDays: z.int(),
  model: z.enum(weightModels),
});

export const TaggableProduct = z.strictObject({
  id: idOf('prd'),
  title: z.string(),
  maker: z.string().optional(),
  merchant: z.string(),
  imageUrl: httpsUrl.optional(),
  url: httpsUrl,
  price: z.strictObject({ amountMinor: minor, currency, asOf: timeMs }).nullable(),
  availability: z.enum(availabilities),
  programme: z.enum(programmeStates),
  terms: TermsNow.nullable(),
  market: z.strictObject({
    /** The lowest that the merchant told within 30 days, today's among them; null without a price. */
    lowestMinor: minor.nullable(),
    /** Since when prices of it are known here: the 30 days may not be whole. */
    knownSince: timeMs.nullable(),
    /** Other shops here that sell the same GTIN for a price in the same currency, and the lowest of theirs. */
    otherShops: z.int(),
    lowestElsewhereMinor: minor.nullable(),
  }),
});
export type TaggableProduct = z.output<typeof TaggableProduct>;

const atSeconds = z.int().min(0).max(1_000_000);
const note = line(noteLengthMax);

export const Tag = z.strictObject({
  id: idOf('tag'),
  product: TaggableProduct,
  /** Seconds into the video. */
  atSeconds: atSeconds.nullable(),
  note: note.nullable(),
  addedAt: timeMs,
});
export type Tag = z.output<typeof Tag>;

export const TaggedContent = z.strictObject({
  id: idOf('con'),
  platform: z.enum(platforms),
  handle: z.string(),
  address: httpsUrl,
  /** The content's one name: shared/content-key.ts. */
  key: z.string().max(contentKeyLengthMax),
  /** In the order of their cards. */
  tags: z.array(Tag).max(tagsPerContentMax),
});
export type TaggedContent = z.output<typeof TaggedContent>;

export const addTag = endpoint({
  method: 'post',
  path: '/v1/tags',
  summary:
    'Puts a product beside a content of a verified handle of the caller. Its card comes first wherever the page itself states that creator. The same product again is put back with what is said now; the same requestId answers as before, with another content it is refused as `conflict`.',
  callers: ['creator'],
  roles: ['owner', 'admin'],
  body: z.strictObject({
    requestId: line(100),
    handleId: idOf('han'),
    /** Of the content: a video, a post, an article. */
    address: httpsUrl,
    productId: idOf('prd'),
    atSeconds: atSeconds.optional(),
    note: note.optional(),
  }),
  answer: TaggedContent,
  refusals: ['not_found', 'unprocessable', 'conflict'],
});

export const changeTag = endpoint({
  method: 'put',
  path: '/v1/tags/{tagId}',
  summary: 'Sets the moment and the note of a tag.',
  callers: ['creator'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ tagId: idOf('tag') }),
  body: z.strictObject({ atSeconds: atSeconds.nullable(), note: note.nullable() }),
  answer: TaggedContent,
  refusals: ['not_found'],
});

export const removeTag = endpoint({
  method: 'delete',
  path: '/v1/tags/{tagId}',
  summary: 'Takes a product off its content. Adding it again puts it back in its place.',
  callers: ['creator'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ tagId: idOf('tag') }),
  answer: TaggedContent,
  refusals: ['not_found'],
});

export const orderTags = endpoint({
  method: 'put',
  path: '/v1/tags/contents/{contentId}/order',
  summary: 'Sets the order of the tags of a content; all of them are named, each once.',
  callers: ['creator'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ contentId: idOf('con') }),
  body: z.strictObject({ tagIds: z.array(idOf('tag')).min(1).max(tagsPerContentMax) }),
  answer: TaggedContent,
  refusals: ['not_found', 'conflict'],
});

export const listTaggedContents = endpoint({
  method: 'get',
  path: '/v1/tags/contents',
  summary:
    "The caller's contents with products beside them, the newest first, each product with its terms and its market as they stand now.",
  callers: ['creator'],
  query: cursorQuery.extend({ limit: z.coerce.number().int().min(1).max(50).default(20) }),
  answer: z.strictObject({ contents: z.array(TaggedContent), next: z.string().nullable() }),
});

export const lookUpPresence = endpoint({
  method: 'get',
  path: '/v1/presence/{prefix}',
  summary:
    'Which contents with tags and which creators may be behind the first four hex digits of SHA-256 of a key (`platform:contentId`, `web:host/path`, `creator:platform:handle`). An entry is SHA-256 of `gloss.presence.<day>.<the whole hash>`; some stand for nothing, and no one can tell which. Whoever asks looks for their own.',
  callers: ['anyone'],
  params: z.strictObject({
    prefix: z
      .string()
      .regex(/^[0-9a-f]{4}$/, { error: 'four lower-case hex digits' })
      .meta({ example: '0a1f' }),
  }),
  answer: z.strictObject({
    day: z.iso.date(),
    entries: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .min(bucketStep)
      .max(entriesMax),
  }),
  refusals: ['rate_limited'],
});

export const reportPresence = endpoint({
  method: 'get',
  path: '/v1/tags/presence',
  summary: 'How large the buckets of presence look-ups are, and how many keys share a prefix.',
  callers: ['operator'],
  answer: z.strictObject({
    buckets: z.int(),
    contents: z.int(),
    creators: z.int(),
    /** Entries, with those that stand for nothing. */
    sizes: z.strictObject({ min: z.int(), median: z.int(), max: z.int() }),
    /** So many prefixes have so many keys. */
    sharing: z.array(z.strictObject({ keys: z.int(), prefixes: z.int() })),
  }),
});
