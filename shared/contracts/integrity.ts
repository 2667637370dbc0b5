/** What holds a commission back, who decides about it, and what its creator can do. */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { bps, currency, cursorQuery, idOf, line, minor, timeMs } from './fields.ts';
import { noCreditReasons } from './orders.ts';

/** Each is a file in worker/integrity/rules/; docs/INTEGRITY.md lists their thresholds. */
export const ruleNames = [
  'robot',
  'duplicate_click',
  'click_velocity',
  'old_click',
  'too_fast',
  'self_referral',
  'disposable_address',
  'order_velocity',
  'paid_traffic',
  'refund_rate',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** What a creator is told: why in general, not how it was measured. */
export const suspicions = ['clicks', 'speed', 'own_purchase', 'address', 'orders', 'paid_ads', 'refunds', 'other'] as const;
export type Suspicion = (typeof suspicions)[number];

/** In a book's log and in lists: the rule's name and version. */
export const ruleId = (name: RuleName, version: number): string => `${name}@${version}`;

export const Evidence = z.strictObject({
  rule: z.enum(ruleNames).nullable(),
  /** As the book's log names it. */
  id: z.string(),
  version: z.int().nullable(),
  foundAt: timeMs.nullable(),
  /** What the rule measured and what it compares with; nothing about a person. */
  numbers: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
});
export type Evidence = z.output<typeof Evidence>;

export const verdicts = ['clear', 'reject'] as const;
export const Decided = z.strictObject({
  verdict: z.enum(verdicts),
  reason: z.enum(noCreditReasons).nullable(),
  note: z.string(),
  at: timeMs,
  by: z.enum(['brand', 'operator']),
  /** A person's id; not told to creators. */
  person: z.string().nullable(),
});
export type Decided = z.output<typeof Decided>;

export const appealVerdicts = ['granted', 'upheld'] as const;
export const Appeal = z.strictObject({
  text: z.string(),
  at: timeMs,
  /** Until when somebody else has to have decided. */
  decideBy: timeMs,
  decided: z
    .strictObject({
      verdict: z.enum(appealVerdicts),
      note: z.string(),
      at: timeMs,
      by: z.enum(['brand', 'operator']),
      person: z.string().nullable(),
    })
    .nullable(),
});
export type Appeal = z.output<typeof Appeal>;

/** One commission that was held for review, whatever became of it. */
export const HeldCredit = z.strictObject({
  id: idOf('crd'),
  brand: z.strictObject({ id: idOf('brd'), name: z.string() }),
  creator: z.strictObject({ id: idOf('crt'), name: z.string() }),
  orderId: z.string(),
  placedAt: timeMs,
  baseMinor: minor,
  rateBps: bps.nullable(),
  /** What it is worth when it is cleared. */
  amountMinor: minor,
  currency,
  state: z.enum(['in_review', 'cleared', 'rejected']),
  /** Until when somebody has to have decided; the creator sees it too. */
  decideBy: timeMs,
  evidence: z.array(Evidence),
  decided: Decided.nullable(),
  appeal: Appeal.nullable(),
});
export type HeldCredit = z.output<typeof HeldCredit>;

export const queues = ['open', 'appeals', 'decided'] as const;
export const listHeld = endpoint({
  method: 'get',
  path: '/v1/integrity/held',
  summary:
    'Commissions held for review, oldest first, with the rule, its version and what it measured; or those whose creator appealed; or those decided, newest first. A brand sees its own, the operator all.',
  callers: ['brand', 'operator'],
  query: cursorQuery.extend({ queue: z.enum(queues).default('open') }),
  answer: z.strictObject({
    credits: z.array(HeldCredit),
    next: z.string().nullable(),
    waiting: z.strictObject({ open: z.int(), appeals: z.int() }),
  }),
});

export const decideHeld = endpoint({
  method: 'post',
  path: '/v1/integrity/held/{creditId}/decide',
  summary: 'Lets a held commission go on, or rejects it with a reason of the closed list. The note is shown to the creator.',
  callers: ['brand', 'operator'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ creditId: idOf('crd') }),
  body: z.discriminatedUnion('verdict', [
    z.strictObject({ verdict: z.literal('clear'), note: line(500) }),
    z.strictObject({ verdict: z.literal('reject'), reason: z.enum(noCreditReasons), note: line(500) }),
  ]),
  answer: HeldCredit,
  refusals: ['not_found', 'conflict'],
});

export const decideAppeal = endpoint({
  method: 'post',
  path: '/v1/integrity/held/{creditId}/appeal/decide',
  summary:
    "Decides a creator's appeal. Never by the person who rejected the commission. Granted: the rejection is taken back, the commission is held until its date and refunds count again.",
  callers: ['brand', 'operator'],
  roles: ['owner', 'admin'],
  params: z.strictObject({ creditId: idOf('crd') }),
  body: z.strictObject({ verdict: z.enum(appealVerdicts), note: line(500) }),
  answer: HeldCredit,
  refusals: ['not_found', 'conflict', 'forbidden'],
});

/** What the creator of a held commission is told: the kind of suspicion, the clock, the decision. */
export const Case = HeldCredit.omit({ creator: true, orderId: true, evidence: true }).extend({
  contentUrl: z.string().nullable(),
  suspicions: z.array(z.enum(suspicions)),
  /** Until when a rejection can be appealed; null when it cannot. */
  appealUntil: timeMs.nullable(),
});
export type Case = z.output<typeof Case>;

export const listCases = endpoint({
  method: 'get',
  path: '/v1/integrity/cases',
  summary:
    "The creator's commissions that were held for review, newest first: why in general, until when, what was decided, and the appeal.",
  callers: ['creator'],
  query: cursorQuery,
  answer: z.strictObject({ cases: z.array(Case), next: z.string().nullable() }),
});

export const appeal = endpoint({
  method: 'post',
  path: '/v1/integrity/cases/{creditId}/appeal',
  summary: 'Appeals against a rejection, once, in words. Somebody other than the first reviewer decides.',
  callers: ['creator'],
  params: z.strictObject({ creditId: idOf('crd') }),
  body: z.strictObject({ text: line(2000) }),
  answer: Case,
  refusals: ['not_found', 'conflict', 'gone'],
});
