/** A brand's book: its terms, its event log, and what anyone can check. */
import * as z from 'zod';
import { weightModels } from '../book/attribution/models.ts';
import { rateRulesMax } from '../book/terms.ts';
import { endpoint } from './endpoint.ts';
import { bps, currency, idOf, line, minor, minorPositive, timeMs } from './fields.ts';
import { CreditPart } from './orders.ts';

/** What the shopper gets. Without one there is no paid link. */
export const Benefit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('discount'), bps: bps.min(1), code: line(40) }),
  z.strictObject({ kind: z.literal('cashback'), bps: bps.min(1) }),
  z.strictObject({ kind: z.literal('donation'), bps: bps.min(1), to: line(100) }),
]);
export type Benefit = z.output<typeof Benefit>;

/** A share of the goods' net value, or an amount for each order or piece that only counts for orders in its currency. */
export const Rate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('share'), bps }),
  z.strictObject({ kind: z.literal('flat'), amountMinor: minorPositive, currency, per: z.enum(['order', 'piece']) }),
]);
export type Rate = z.output<typeof Rate>;

/** All that is given must fit; a rule that gives nothing fits everything. Of several that fit, the first counts. */
export const RateRule = z.strictObject({
  skus: z.array(line(100)).min(1).max(1000).optional(),
  /** As the catalogue writes it; also fits what lies below it ("Sport > Tents" fits "Sport > Tents > Two persons"). */
  category: line(200).optional(),
  creatorIds: z.array(idOf('crt')).min(1).max(1000).optional(),
  rate: Rate,
});
export type RateRule = z.output<typeof RateRule>;

export const CodeRules = z.strictObject({
  /** Whether a creator's own code earns: never, when no click does, or before any click. */
  use: z.enum(['off', 'fallback', 'priority']),
  creatorCodes: z.array(z.strictObject({ code: line(40), creatorId: idOf('crt') })).max(1000),
  /** A code that is neither a creator's nor the benefit's: `deny` gives the order to whoever gave the code, outside Gloss. */
  othersCode: z.enum(['ignore', 'deny']),
});
export type CodeRules = z.output<typeof CodeRules>;

/** Earlier creators on the path get a part of the credit, each `bps` of it. Only with the models `last` and `first`. */
export const Assists = z
  .strictObject({ bps: bps.min(1).max(3000), countMax: z.int().min(1).max(3) })
  .refine(({ bps: each, countMax }) => each * countMax < 10_000, { error: 'the assists together are less than the whole' });

export const Terms = z.strictObject({
  /** Of net merchandise: what is paid for the goods, less coupons, tax, shipping and returns. What no rule fits gets this. */
  rateBps: bps,
  rates: z.array(RateRule).max(rateRulesMax).default([]),
  /** A click counts for an order if click <= order < click + window. */
  windowDays: z.int().min(1).max(30),
  model: z.enum(weightModels),
  /** For the model `decay`: after so many days a click weighs half. */
  halfLifeDays: z.int().min(1).max(30).default(7),
  codes: CodeRules.default({ use: 'off', creatorCodes: [], othersCode: 'ignore' }),
  assists: Assists.nullable().default(null),
  holdDays: z.int().min(0).max(90),
  benefit: Benefit.nullable(),
  excludedSkus: z.array(line(100)).max(1000).default([]),
  /** A balance below this waits; a currency that is not named has no minimum. */
  minimumPayouts: z
    .array(z.strictObject({ currency, amountMinor: minorPositive }))
    .max(50)
    .default([]),
  /** Clicks from paid advertisements: `forbidden` holds what they earn for review. */
  paidTraffic: z.enum(['allowed', 'forbidden']).default('allowed'),
  /** An order told later than this after it was placed earns nobody anything. */
  reportDaysMax: z.int().min(1).max(365).default(60),
});
export type Terms = z.output<typeof Terms>;

/** `from`: a cut of what creators earn takes effect 30 days after it was set; everything else at once. */
export const TermsVersion = z.strictObject({ version: z.int().min(1), setAt: timeMs, from: timeMs, feeBps: bps, terms: Terms });
export type TermsVersion = z.output<typeof TermsVersion>;
export const earlierTermsMax = 20;

export const setTerms = endpoint({
  method: 'put',
  path: '/v1/books/terms',
  summary:
    "Sets the programme's terms: what raises earnings counts at once, what cuts them 30 days later. Quotes already given keep their terms.",
  callers: ['brand'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ terms: Terms, requestId: line(100) }),
  answer: TermsVersion,
  refusals: ['conflict', 'unprocessable', 'too_large'],
  bodyBytesMax: 256 * 1024,
});

export const getTerms = endpoint({
  method: 'get',
  path: '/v1/books/terms',
  summary: 'The terms in force, or null before the first; those that are set but not in force yet; and those before them, newest first.',
  callers: ['brand'],
  answer: z.strictObject({
    current: TermsVersion.nullable(),
    coming: TermsVersion.nullable(),
    earlier: z.array(TermsVersion).max(earlierTermsMax),
  }),
});

export const checkBook = endpoint({
  method: 'get',
  path: '/v1/books/check',
  summary: 'Recomputes the whole book and compares: event chain, postings, balances, every credit and reason.',
  callers: ['brand'],
  answer: z.strictObject({
    events: z.int(),
    rootHash: z.string(),
    differences: z.array(z.strictObject({ seq: z.int().nullable(), what: z.string() })),
  }),
});

export const exportBook = endpoint({
  method: 'get',
  path: '/v1/books/bundle',
  summary: 'The event log with hashes, and what followed from each event, as NDJSON: the input of `gloss verify`.',
  callers: ['brand'],
  scope: 'books:read',
  answer: z.unknown(),
  answerType: 'application/x-ndjson',
});

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.int().min(1);

/** One hash for a day of a book; what each part is stands in docs/VERIFY.md. */
export const DayRoot = z.strictObject({
  day: z.iso.date(),
  firstSeq: seq,
  lastSeq: seq,
  merkleRoot: hash,
  chainRoot: hash,
  root: hash,
});
export const rootsPageMax = 100;

export const listRoots = endpoint({
  method: 'get',
  path: '/v1/books/roots',
  summary: 'The root of each day that is over, newest first, with the day that is still open and what the newest self-check found.',
  callers: ['brand'],
  scope: 'books:read',
  query: z.strictObject({ before: z.iso.date().optional() }),
  answer: z.strictObject({
    roots: z.array(DayRoot).max(rootsPageMax),
    /** To go on with as `before`. */
    next: z.iso.date().nullable(),
    /** The day of the oldest event without a root. */
    waiting: z.strictObject({ day: z.iso.date(), events: z.int(), readyAt: timeMs }).nullable(),
    newestCheck: z
      .strictObject({
        seq: z.int(),
        rootHash: z.string(),
        checkedAt: timeMs,
        differences: z.array(z.strictObject({ seq: z.int().nullable(), what: z.string() })),
      })
      .nullable(),
  }),
});
export type RootsPage = z.output<typeof listRoots.answer>;

/** A file that proves by itself that an event is in the root of its day: the input of `gloss verify --proof`. */
export const InclusionProof = z.strictObject({
  gloss: z.literal('proof'),
  version: z.literal(1),
  brandId: idOf('brd'),
  root: DayRoot,
  seq,
  hash,
  path: z.array(hash).max(31),
  touch: z.strictObject({ prevHash: hash, text: z.string().max(10_000) }).nullable(),
  /** As the book first gave it. */
  credit: z
    .strictObject({
      id: idOf('crd'),
      orderRef: idOf('ord'),
      creatorId: idOf('crt'),
      clickId: idOf('clk').nullable(),
      clickedAt: timeMs.nullable(),
      contentUrl: z.string().nullable(),
      baseMinor: minor,
      rateBps: bps.nullable(),
      amountMinor: minor,
      feeBps: bps,
      feeMinor: minor,
      currency,
      releaseAt: timeMs,
      parts: z.array(CreditPart).readonly().optional(),
      weight: z.strictObject({ of: z.int(), is: z.int() }).optional(),
      code: z.string().optional(),
      review: z.array(z.string()).readonly().optional(),
    })
    .nullable(),
});

export const rebuildReadModels = endpoint({
  method: 'post',
  path: '/v1/books/rebuild',
  summary:
    'Makes what lists show of the books again, a page at a time: go on with `next` until it is null. Lists stay readable meanwhile. The operator goes through all books, a brand through its own.',
  callers: ['operator', 'brand'],
  roles: ['owner', 'admin'],
  scope: 'books:read',
  body: z.strictObject({ after: z.string().max(100).nullable() }),
  answer: z.strictObject({ brandId: idOf('brd').nullable(), told: z.int(), next: z.string().nullable() }),
  refusals: ['not_found', 'rate_limited', 'conflict'],
});

/** The terms that a quote froze; travel inside signed tokens. */
export const FrozenTerms = z.strictObject({
  version: z.int().min(1),
  /** Of the product on the card. */
  rateBps: bps,
  /** In place of the share, for orders in its currency. */
  flat: z.strictObject({ amountMinor: minorPositive, currency, per: z.enum(['order', 'piece']) }).optional(),
  windowDays: z.int(),
  model: z.enum(weightModels),
  holdDays: z.int(),
  feeBps: bps,
  benefit: z.enum(['discount', 'cashback', 'donation']),
  benefitBps: bps,
});
export type FrozenTerms = z.output<typeof FrozenTerms>;

export const brandOf = z.strictObject({ brandId: idOf('brd') });
