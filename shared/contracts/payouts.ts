/** How creators are paid: what is due, drafts, approval, providers, and what came of it. */
import * as z from 'zod';
import { adjustmentReasons } from '../book/events.ts';
import { payoutStates } from '../book/state.ts';
import { isIban } from '../iban.ts';
import { endpoint } from './endpoint.ts';
import { currency, cursorQuery, httpsUrl, idOf, line, minor, minorPositive, timeMs } from './fields.ts';

/** Of one call; the next call goes on. */
export const payoutsMax = 200;

/** `crt_….USD.2026-11-25.1`: creator, currency, day and try, so that whoever drafts it names it alike. */
export const payoutId = z
  .string()
  .regex(/^crt_[0-9a-z]{26}\.[A-Z]{3}\.\d{4}-\d{2}-\d{2}\.[1-9]\d{0,5}$/, { error: 'not the id of a payout' });
const payoutIds = z.array(payoutId).min(1).max(payoutsMax);
const person = z.strictObject({ id: z.string(), name: z.string() });
const creator = z.strictObject({ id: idOf('crt'), name: z.string() });

export const Payout = z.strictObject({
  id: payoutId,
  creator,
  currency,
  amountMinor: minorPositive,
  state: z.enum(payoutStates),
  draftedAt: timeMs,
  draftedBy: person,
  approvedAt: timeMs.nullable(),
  approvedBy: person.nullable(),
  sentAt: timeMs.nullable(),
  /** Which provider it went to: `csv:` and the file's id, or `webhook`. */
  provider: z.string().nullable(),
  endedAt: timeMs.nullable(),
  /** The provider's own number. */
  providerRef: z.string().nullable(),
  /** Why it failed or was cancelled. */
  why: z.string().nullable(),
  /** What its provider said that does not fit the book, such as paid after it had failed: somebody must look. */
  warning: z.string().nullable(),
});
export type Payout = z.output<typeof Payout>;

/** Whether money may leave this book: the newest self-check, and the first thing that it found wrong. */
export const BookHealth = z.strictObject({
  checkedAt: timeMs.nullable(),
  events: z.int(),
  isSound: z.boolean(),
  first: z.strictObject({ seq: z.int().nullable(), what: z.string() }).nullable(),
});
export type BookHealth = z.output<typeof BookHealth>;

export const DueLine = z.strictObject({
  creator,
  currency,
  heldMinor: minor,
  /** Below zero: the next payout recovers it. */
  payableMinor: minor,
  payingMinor: minor,
  paidMinor: minor,
  /** Final and not paid out yet; that and what is held; that without what is on its way out. */
  balances: z.strictObject({ postedMinor: minor, pendingMinor: minor, availableMinor: minor }),
  minimumMinor: minor,
  /** The payout under way, which the next one waits for. */
  live: payoutId.nullable(),
  isDue: z.boolean(),
});
export type DueLine = z.output<typeof DueLine>;

const duePlace = z.string().regex(/^crt_[0-9a-z]{26}\.[A-Z]{3}$/, { error: 'not a place in this list: take `next` of the page before' });

export const listDue = endpoint({
  method: 'get',
  path: '/v1/payouts/due',
  summary: 'What the book owes each creator in each currency, from the book itself, and whether its self-check lets money leave.',
  callers: ['brand'],
  query: z.strictObject({ after: duePlace.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  answer: z.strictObject({ due: z.array(DueLine), next: z.string().nullable(), health: BookHealth }),
});

export const draftPayouts = endpoint({
  method: 'post',
  path: '/v1/payouts/drafts',
  summary: `Drafts the whole balance of everyone to whom something is due, or of those named; ${payoutsMax} at once. Asked again, it drafts nothing twice.`,
  callers: ['brand'],
  roles: ['owner', 'admin', 'finance'],
  body: z.strictObject({
    only: z
      .array(z.strictObject({ creatorId: idOf('crt'), currency }))
      .min(1)
      .max(payoutsMax)
      .nullable(),
  }),
  answer: z.strictObject({
    drafted: z.array(z.strictObject({ id: payoutId, creatorId: idOf('crt'), currency, amountMinor: minorPositive })),
    /** Not due. */
    waiting: z.array(
      z.strictObject({
        creatorId: idOf('crt'),
        currency,
        payableMinor: minor,
        why: z.enum(['negative', 'below_minimum', 'under_way']),
        payoutId: payoutId.nullable(),
      }),
    ),
    /** There are more than one call drafts. */
    isMore: z.boolean(),
  }),
  refusals: ['unavailable', 'unprocessable'],
});

/** One answer a payout: what was done, or the refusal that it met. */
export const StepResult = z.strictObject({
  payoutId,
  result: z.enum(['recorded', 'exists', 'refused']),
  code: z.string().nullable(),
  why: z.string().nullable(),
});
export type StepResult = z.output<typeof StepResult>;
const stepped = z.strictObject({ results: z.array(StepResult) });

export const approvePayouts = endpoint({
  method: 'post',
  path: '/v1/payouts/approvals',
  summary: 'Approves drafts. Whoever drafted a payout cannot approve it.',
  callers: ['brand'],
  roles: ['owner', 'finance'],
  body: z.strictObject({ payoutIds }),
  answer: stepped,
  refusals: ['unavailable'],
});

export const cancelPayouts = endpoint({
  method: 'post',
  path: '/v1/payouts/cancellations',
  summary: 'Cancels payouts that were not sent yet. Their money is due again.',
  callers: ['brand'],
  roles: ['owner', 'finance'],
  body: z.strictObject({ payoutIds, why: line(300) }),
  answer: stepped,
});

export const PayoutResult = z.discriminatedUnion('state', [
  z.strictObject({ payoutId, state: z.literal('paid'), ref: line(200) }),
  z.strictObject({ payoutId, state: z.literal('failed'), why: line(300) }),
]);
export type PayoutResult = z.output<typeof PayoutResult>;

export const settlePayouts = endpoint({
  method: 'post',
  path: '/v1/payouts/results',
  summary: 'What became of payouts that were sent, by hand or from a file of the bank: paid with its number, or failed with its reason.',
  callers: ['brand'],
  roles: ['owner', 'finance'],
  body: z.strictObject({ results: z.array(PayoutResult).min(1).max(payoutsMax) }),
  answer: stepped,
});

export const listPayouts = endpoint({
  method: 'get',
  path: '/v1/payouts/list',
  summary: 'Payouts, newest draft first, of one state or of all.',
  callers: ['brand'],
  scope: 'books:read',
  query: cursorQuery.extend({ state: z.enum(payoutStates).optional() }),
  answer: z.strictObject({ payouts: z.array(Payout), next: z.string().nullable() }),
});

export const Adjustment = z.strictObject({
  id: idOf('adj'),
  creator,
  currency,
  /** To the creator above zero, back to the brand below. */
  amountMinor: minor,
  reason: z.enum(adjustmentReasons),
  note: z.string(),
  creditId: idOf('crd').nullable(),
  madeBy: person,
  madeAt: timeMs,
  approvedBy: person.nullable(),
  /** `waiting` for a second person, in the book, or rejected. */
  state: z.enum(['waiting', 'recorded', 'rejected']),
});
export type Adjustment = z.output<typeof Adjustment>;

export const proposeAdjustment = endpoint({
  method: 'post',
  path: '/v1/payouts/adjustments',
  summary:
    'Gives a creator money or takes some back, with a reason. Above 500 units of the currency a second person must approve it; below it is recorded at once.',
  callers: ['brand'],
  roles: ['owner', 'admin', 'finance'],
  body: z.strictObject({
    requestId: line(100),
    creatorId: idOf('crt'),
    currency,
    amountMinor: minor.refine((amount) => amount !== 0, { error: 'not zero' }),
    reason: z.enum(adjustmentReasons),
    note: line(500),
    /** The commission that it is about. */
    creditId: idOf('crd').nullable(),
  }),
  answer: Adjustment,
  refusals: ['conflict', 'unprocessable'],
});

const adjustmentPath = z.strictObject({ adjustmentId: idOf('adj') });
export const approveAdjustment = endpoint({
  method: 'post',
  path: '/v1/payouts/adjustments/{adjustmentId}/approve',
  summary: 'Approves an adjustment that another person made; it is in the book from then on.',
  callers: ['brand'],
  roles: ['owner', 'finance'],
  params: adjustmentPath,
  answer: Adjustment,
  refusals: ['not_found', 'conflict', 'unprocessable'],
});

export const rejectAdjustment = endpoint({
  method: 'post',
  path: '/v1/payouts/adjustments/{adjustmentId}/reject',
  summary: 'Rejects an adjustment that waits; no money moves.',
  callers: ['brand'],
  roles: ['owner', 'admin', 'finance'],
  params: adjustmentPath,
  answer: Adjustment,
  refusals: ['not_found', 'conflict'],
});

export const listAdjustments = endpoint({
  method: 'get',
  path: '/v1/payouts/adjustments',
  summary: 'Adjustments, newest first: those that wait for a second person, those in the book, and those that were rejected.',
  callers: ['brand'],
  query: cursorQuery,
  answer: z.strictObject({ adjustments: z.array(Adjustment), next: z.string().nullable() }),
});

export const getPeriod = endpoint({
  method: 'get',
  path: '/v1/payouts/period',
  summary: 'Until when the book is closed: statements of the time before no longer change. 0 before the first closing.',
  callers: ['brand', 'creator'],
  query: z.strictObject({ brandId: idOf('brd').optional() }),
  answer: z.strictObject({ closedUntil: timeMs }),
  refusals: ['unprocessable'],
});

export const closePeriod = endpoint({
  method: 'post',
  path: '/v1/payouts/period',
  summary: 'Closes everything before a moment that has passed. It cannot be opened again.',
  callers: ['brand'],
  roles: ['owner', 'finance'],
  body: z.strictObject({ until: timeMs }),
  answer: z.strictObject({ closedUntil: timeMs }),
  refusals: ['conflict', 'unprocessable'],
});

/** Of one statement; a longer one is asked for in parts. */
export const statementLinesMax = 5000;
const statementQuery = z.strictObject({
  /** For a brand: whose. */
  creatorId: idOf('crt').optional(),
  /** For a creator: by which brand. */
  brandId: idOf('brd').optional(),
  currency,
  /** A payout's lines, in place of a time. */
  payoutId: payoutId.optional(),
  from: z.coerce.number().pipe(timeMs).optional(),
  until: z.coerce.number().pipe(timeMs).optional(),
  /** To have the total in another currency as well, converted once. */
  in: currency.optional(),
  language: z.enum(['en', 'zh']).default('en'),
});
const statement = {
  method: 'get',
  callers: ['brand', 'creator'],
  query: statementQuery,
  answer: z.unknown(),
  refusals: ['not_found', 'unprocessable', 'too_large'],
} as const;

export const statementPage = endpoint({
  ...statement,
  path: '/v1/payouts/statement.html',
  summary: 'A statement to read or print: opening balance, every line, their sum, what was paid out, closing balance.',
  answerType: 'text/html',
});

export const statementTable = endpoint({
  ...statement,
  path: '/v1/payouts/statement.csv',
  summary: 'The same statement as a table: the lines sum to the total.',
  answerType: 'text/csv',
});

const isoDate = z.iso.date();
export const ExchangeRate = z.strictObject({
  day: isoDate,
  from: currency,
  to: currency,
  /** Units of `to` for one unit of `from`, as its source prints it. */
  rate: z.string().regex(/^(?!0+(?:\.0*)?$)\d{1,7}(?:\.\d{1,8})?$/, { error: 'a decimal number above 0, with 8 decimals at most' }),
  source: line(100),
});
export type ExchangeRate = z.output<typeof ExchangeRate>;

export const setRates = endpoint({
  method: 'put',
  path: '/v1/payouts/rates',
  summary: 'Dated exchange rates with their source, for statements in another currency. A rate that is there already is never changed.',
  callers: ['operator'],
  body: z.strictObject({ rates: z.array(ExchangeRate).min(1).max(200) }),
  answer: z.strictObject({ added: z.int() }),
});

/** Where a creator wants their money. */
export const DetailsAsk = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('iban'),
    holder: line(70),
    iban: z.string().max(50).refine(isIban, { error: 'not a valid IBAN: check its digits' }),
    bic: z
      .string()
      .regex(/^[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/, { error: 'not a BIC' })
      .nullable(),
  }),
  z.strictObject({ kind: z.literal('account'), holder: line(70), account: line(100) }),
]);
export type DetailsAsk = z.output<typeof DetailsAsk>;

export const Details = z.strictObject({
  kind: z.enum(['iban', 'account']),
  /** The last characters, to recognise it by; the rest is never shown again. */
  hint: z.string(),
  changedAt: timeMs,
  /** No payout goes there before. */
  usableAt: timeMs,
});
export type Details = z.output<typeof Details>;
export const freezeHours = 72;

export const getDetails = endpoint({
  method: 'get',
  path: '/v1/payouts/details',
  summary: 'Where the creator wants their money, as far as it is shown.',
  callers: ['creator'],
  answer: z.strictObject({ details: Details.nullable() }),
});

export const setDetails = endpoint({
  method: 'put',
  path: '/v1/payouts/details',
  summary: `Sets where the creator wants their money. Needs a sign-in of the last 15 minutes; no payout goes there for ${freezeHours} hours.`,
  callers: ['creator'],
  roles: ['owner', 'admin'],
  body: z.strictObject({ details: DetailsAsk }),
  answer: z.strictObject({ details: Details }),
  refusals: ['rate_limited'],
});

export const Provider = z.strictObject({
  /** Where payouts are called out to; null: only files. */
  url: httpsUrl.nullable(),
  /** Signs both ways (Standard Webhooks). */
  secret: z.string(),
  callbackUrl: httpsUrl,
  version: z.int(),
});
export type Provider = z.output<typeof Provider>;

export const getProvider = endpoint({
  method: 'get',
  path: '/v1/payouts/provider',
  summary: "The brand's payout provider: where payouts are called out to, where it calls back, and the secret of both.",
  callers: ['brand'],
  roles: ['owner'],
  answer: Provider,
});

export const setProvider = endpoint({
  method: 'put',
  path: '/v1/payouts/provider',
  summary:
    'Sets where payouts are called out to. Needs a sign-in of the last 15 minutes. With `rotate` the secret is made anew; the one before holds for 24 hours.',
  callers: ['brand'],
  roles: ['owner'],
  body: z.strictObject({ url: httpsUrl.nullable(), rotate: z.boolean() }),
  answer: Provider,
  refusals: ['unprocessable'],
});

export const sendPayouts = endpoint({
  method: 'post',
  path: '/v1/payouts/sendings',
  summary: 'Sends approved payouts by the webhook provider. It is called with the payout id as its idempotency key until it has taken it.',
  callers: ['brand'],
  roles: ['owner', 'finance'],
  body: z.strictObject({ payoutIds }),
  answer: stepped,
  refusals: ['unavailable', 'unprocessable'],
});

export const PayoutFile = z.strictObject({ id: idOf('pfl'), madeAt: timeMs, madeBy: person, payouts: z.int() });
export type PayoutFile = z.output<typeof PayoutFile>;

export const makeFile = endpoint({
  method: 'post',
  path: '/v1/payouts/files',
  summary: `Makes one bank file of approved payouts, ${payoutsMax} at most, and marks them as sent. The same request again is the same file.`,
  callers: ['brand'],
  roles: ['owner', 'finance'],
  body: z.strictObject({ requestId: line(100), payoutIds: payoutIds.nullable() }),
  answer: z.strictObject({ file: PayoutFile, results: z.array(StepResult) }),
  refusals: ['unavailable', 'unprocessable'],
});

export const listFiles = endpoint({
  method: 'get',
  path: '/v1/payouts/files',
  summary: 'The newest hundred bank files.',
  callers: ['brand'],
  answer: z.strictObject({ files: z.array(PayoutFile) }),
});

export const getFile = endpoint({
  method: 'get',
  path: '/v1/payouts/files/{fileId}',
  summary: 'A bank file: one payout a row. It holds account numbers.',
  callers: ['brand'],
  roles: ['owner', 'finance'],
  params: z.strictObject({ fileId: idOf('pfl') }),
  answer: z.unknown(),
  answerType: 'text/csv',
  refusals: ['not_found'],
});

/** What a provider says, in its answer or by call-back. */
export const ProviderSaid = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('payout.paid'), data: z.strictObject({ payoutId, ref: line(200) }) }),
  z.strictObject({ type: z.literal('payout.failed'), data: z.strictObject({ payoutId, why: line(300) }) }),
]);
export type ProviderSaid = z.output<typeof ProviderSaid>;

export const hearProvider = endpoint({
  method: 'post',
  path: '/v1/payouts/callback/{brandId}',
  summary:
    "The payout provider's call-back (Standard Webhooks signature). The same message again changes nothing; one that does not fit the book is kept for people to look at.",
  callers: ['signature'],
  params: z.strictObject({ brandId: idOf('brd') }),
  body: ProviderSaid,
  answer: z.strictObject({ result: z.enum(['recorded', 'exists', 'refused']), why: z.string().nullable() }),
  refusals: ['invalid_signature', 'not_found'],
});

export const OwnPayout = z.strictObject({
  id: payoutId,
  brand: z.strictObject({ id: idOf('brd'), name: z.string() }),
  currency,
  amountMinor: minorPositive,
  state: z.enum(payoutStates),
  draftedAt: timeMs,
  sentAt: timeMs.nullable(),
  endedAt: timeMs.nullable(),
  why: z.string().nullable(),
});
export type OwnPayout = z.output<typeof OwnPayout>;

export const listOwnPayouts = endpoint({
  method: 'get',
  path: '/v1/payouts/mine',
  summary: "The creator's payouts by all brands, newest first.",
  callers: ['creator'],
  query: cursorQuery,
  answer: z.strictObject({ payouts: z.array(OwnPayout), next: z.string().nullable() }),
});
