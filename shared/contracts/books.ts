/** A brand's book: its terms, its event log, and what anyone can check. */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { bps, idOf, line, timeMs } from './fields.ts';

/** What the shopper gets. Without one there is no paid link. */
export const Benefit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('discount'), bps: bps.min(1), code: line(40) }),
  z.strictObject({ kind: z.literal('cashback'), bps: bps.min(1) }),
  z.strictObject({ kind: z.literal('donation'), bps: bps.min(1), to: line(100) }),
]);
export type Benefit = z.output<typeof Benefit>;

export const Terms = z.strictObject({
  /** Of net merchandise: what is paid for the goods, less coupons, tax, shipping and returns. */
  rateBps: bps,
  /** A click counts for an order if click <= order < click + window. */
  windowDays: z.int().min(1).max(30),
  model: z.literal('last'),
  holdDays: z.int().min(0).max(90),
  benefit: Benefit.nullable(),
  excludedSkus: z.array(line(100)).max(1000).default([]),
});
export type Terms = z.output<typeof Terms>;

export const TermsVersion = z.strictObject({ version: z.int().min(1), from: timeMs, feeBps: bps, terms: Terms });
export type TermsVersion = z.output<typeof TermsVersion>;
export const earlierTermsMax = 20;

export const setTerms = endpoint({
  method: 'put',
  path: '/v1/books/terms',
  summary: "Sets the programme's terms from now on. Quotes already given keep the terms they were given with.",
  callers: ['brand'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ terms: Terms, requestId: line(100) }),
  answer: TermsVersion,
  refusals: ['conflict'],
});

export const getTerms = endpoint({
  method: 'get',
  path: '/v1/books/terms',
  summary: 'The terms in force, or null before the first, and those before them, newest first.',
  callers: ['brand'],
  answer: z.strictObject({ current: TermsVersion.nullable(), earlier: z.array(TermsVersion).max(earlierTermsMax) }),
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
  refusals: ['not_found', 'rate_limited'],
});

/** The terms that a quote froze; travel inside signed tokens. */
export const FrozenTerms = z.strictObject({
  version: z.int().min(1),
  rateBps: bps,
  windowDays: z.int(),
  model: z.literal('last'),
  holdDays: z.int(),
  feeBps: bps,
  benefit: z.enum(['discount', 'cashback', 'donation']),
  benefitBps: bps,
});
export type FrozenTerms = z.output<typeof FrozenTerms>;

export const brandOf = z.strictObject({ brandId: idOf('brd') });
