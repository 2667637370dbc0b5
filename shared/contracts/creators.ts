/** What a creator sees of their own work. */
import * as z from 'zod';
import { weightModels } from '../book/attribution/models.ts';
import { InclusionProof, Rate } from './books.ts';
import { endpoint } from './endpoint.ts';
import { bps, currency, cursorQuery, idOf, minor, timeMs } from './fields.ts';
import { suspicions } from './integrity.ts';
import { CreditPart, creditStates, noCreditReasons, ReasonCount, unrecordedQuery } from './orders.ts';

export const EarningLine = z.strictObject({
  id: idOf('crd'),
  brand: z.strictObject({ id: idOf('brd'), name: z.string() }),
  /** The content whose card was clicked. */
  contentUrl: z.string().nullable(),
  skus: z.array(z.string()),
  placedAt: timeMs,
  baseMinor: minor,
  /** Null when several rates or a flat amount gave it: see `parts`. */
  rateBps: bps.nullable(),
  parts: z.array(CreditPart),
  weight: z.strictObject({ is: z.int(), of: z.int() }).nullable(),
  code: z.string().nullable(),
  amountMinor: minor,
  reversedMinor: minor,
  currency,
  state: z.enum(creditStates),
  /** Why it is held for review, in general; more under cases. */
  review: z.array(z.enum(suspicions)),
  rejected: z.enum(noCreditReasons).nullable(),
  releaseAt: timeMs,
  releasedAt: timeMs.nullable(),
  /** When the payout that has it in it was paid. */
  paidAt: timeMs.nullable(),
});
export type EarningLine = z.output<typeof EarningLine>;

export const EarningTotal = z.strictObject({
  currency,
  heldMinor: minor,
  /** When the first and the last of what is held becomes payable; null when nothing is held. */
  firstReleaseAt: timeMs.nullable(),
  lastReleaseAt: timeMs.nullable(),
  /** Due; below zero when more was taken back than was still owed: the next payouts recover it. */
  payableMinor: minor,
  /** In payouts that are not at their end. */
  payingMinor: minor,
  paidMinor: minor,
  /** By adjustments, in all; part of the numbers above. */
  adjustedMinor: minor,
  reversedMinor: minor,
  /** Final and not paid out yet; that and what is held; that without what is on its way out. */
  balances: z.strictObject({ postedMinor: minor, pendingMinor: minor, availableMinor: minor }),
  /** What is owed to a brand: its next payout recovers it. */
  debts: z.array(z.strictObject({ brand: z.strictObject({ id: idOf('brd'), name: z.string() }), amountMinor: minor })),
  asOf: timeMs,
});
export type EarningTotal = z.output<typeof EarningTotal>;

export const listEarnings = endpoint({
  method: 'get',
  path: '/v1/creators/earnings',
  summary: "The creator's commissions, newest first, and the sums by currency and state.",
  callers: ['creator'],
  query: cursorQuery,
  answer: z.strictObject({
    lines: z.array(EarningLine),
    next: z.string().nullable(),
    totals: z.array(EarningTotal),
  }),
});

/** An order that had a click of the creator's and earned them nothing. What was bought, for how much and under which number is the brand's. */
export const UnrecordedSale = z.strictObject({
  id: idOf('ord'),
  brand: z.strictObject({ id: idOf('brd'), name: z.string() }),
  placedAt: timeMs,
  /** The creator's newest click before it. */
  clickedAt: timeMs.nullable(),
  contentUrl: z.string().nullable(),
  reason: z.enum(noCreditReasons),
});
export type UnrecordedSale = z.output<typeof UnrecordedSale>;

export const listUnrecordedSales = endpoint({
  method: 'get',
  path: '/v1/creators/unrecorded',
  summary:
    "Orders that had a click of the creator's and earned them nothing, newest first, each with its reason; and how many by month and reason.",
  callers: ['creator'],
  query: unrecordedQuery,
  answer: z.strictObject({ sales: z.array(UnrecordedSale), counts: z.array(ReasonCount), next: z.string().nullable() }),
});

export const proveInclusion = endpoint({
  method: 'get',
  path: '/v1/creators/proof',
  summary:
    "That the creator's click, or the order of one of their commissions, is in the root that the brand sees for its day; null with a time while that day is not over. What is not theirs: 404.",
  callers: ['creator'],
  query: z
    .strictObject({ brandId: idOf('brd'), clickId: idOf('clk').optional(), creditId: idOf('crd').optional() })
    .refine(({ clickId, creditId }) => (clickId === undefined) !== (creditId === undefined), { error: 'name either a click or a credit' }),
  answer: z.strictObject({
    proof: InclusionProof.nullable(),
    /** When the root of its day will be kept; null when the proof is given. */
    readyAt: timeMs.nullable(),
  }),
  refusals: ['not_found'],
});

/** Contents with orders that a band needs. */
export const bandContentsMin = 5;

export const ContentFigures = z.strictObject({
  /** Orders are counted that were placed since then. */
  since: timeMs,
  asOf: timeMs,
  /** Cards beside it that were viewable and opened, as told by people who chose to help the ranking: fewer than there were. */
  cards: z.strictObject({ seen: z.int(), opened: z.int() }),
  /** Orders that earned by a card of this content. */
  orders: z.int(),
  /**
   * One a currency: the net sales that the commissions are of, before returns; the commissions by state, without what was taken back; and that.
   * What is under review is held.
   */
  sums: z.array(z.strictObject({ currency, baseMinor: minor, heldMinor: minor, releasedMinor: minor, reversedMinor: minor })),
  /** Orders of the creator's own contents that have any: the middle half of them. Null below five contents. */
  band: z.strictObject({ contents: z.int(), low: z.number(), median: z.number(), high: z.number() }).nullable(),
});
export type ContentFigures = z.output<typeof ContentFigures>;

export const contentFigures = endpoint({
  method: 'get',
  path: '/v1/creators/content',
  summary:
    'What cards beside one content earned its creator in the last 90 days, and how that compares with their other contents. Nothing of others: a content of somebody else has no orders here.',
  callers: ['creator'],
  query: z.strictObject({ address: z.string().max(2048) }),
  answer: ContentFigures,
  refusals: ['unprocessable'],
});

const pair = <T extends z.ZodType>(of: T) => z.strictObject({ before: of, after: of }).nullable();

/** Of coming terms, for one creator; null and empty where nothing changes for them. */
export const TermsChanges = z.strictObject({
  /** Of goods that no rule for products or categories fits. */
  rate: pair(Rate),
  windowDays: pair(z.int()),
  holdDays: pair(z.int()),
  model: pair(z.enum(weightModels)),
  /** Products that earn nothing any more. */
  newlyExcludedCount: z.int(),
  /** 0: none. */
  minimumPayouts: z.array(z.strictObject({ currency, beforeMinor: minor, afterMinor: minor })),
  /** What else changes: rates of some products, codes, parts for earlier creators, the half-life, paid traffic, late reports. */
  others: z.array(z.enum(['rates', 'codes', 'assists', 'decay', 'paidTraffic', 'reportDays'])),
});
export type TermsChanges = z.output<typeof TermsChanges>;

export const TermsNotice = z.strictObject({
  brand: z.strictObject({ id: idOf('brd'), name: z.string() }),
  setAt: timeMs,
  from: timeMs,
  /** Two days or less are left. */
  isNear: z.boolean(),
  changes: TermsChanges,
});
export type TermsNotice = z.output<typeof TermsNotice>;
/** Those with which the creator earned last. */
export const noticeBrandsMax = 100;

export const listNotices = endpoint({
  method: 'get',
  path: '/v1/creators/notices',
  summary:
    'Coming terms of brands with which the creator has earned, the soonest first: when they begin and what they change for this creator. What was replaced before it begins is not told.',
  callers: ['creator'],
  answer: z.strictObject({ notices: z.array(TermsNotice) }),
});
