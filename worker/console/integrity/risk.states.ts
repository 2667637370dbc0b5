import { type HeldCredit, type RuleName, ruleId, ruleNames } from '#shared/contracts/integrity.ts';
import { busy, day, id, idle, longName, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Risk } from './risk.tsx';

const numbers: Readonly<Record<RuleName, HeldCredit['evidence'][number]['numbers']>> = {
  robot: { sign: 'bot' },
  duplicate_click: { secondsSinceCounted: 60, withinSeconds: 1800 },
  click_velocity: { clicksInHour: 34, clicksPerHourMax: 20 },
  old_click: { daysOld: 31, windowDays: 30 },
  too_fast: { seconds: 2, leastSeconds: 5 },
  self_referral: { sameEmail: true, samePayoutDetails: false, sameNetwork: true, visitorsOnNetwork: 1, householdVisitorsMax: 3 },
  disposable_address: { provider: 'mailinator.com' },
  order_velocity: { ordersInHour: 14, busiestHour: 1, timesBusiest: 5, ordersInHistory: 16, clicksInHistory: 18 },
  paid_traffic: { sign: 'utm_medium=cpc' },
  refund_rate: { orders: 40, refunded: 14, usualPercent: 4.1, sigmas: 9.8, sigmasMax: 3 },
};
const found = (rule: RuleName): HeldCredit['evidence'][number] => ({
  rule,
  id: ruleId(rule, 1),
  version: 1,
  foundAt: now - day,
  numbers: numbers[rule],
});
const held = (number: number, rules: readonly RuleName[], changes: Partial<HeldCredit> = {}): HeldCredit => ({
  id: id('crd', number),
  brand: { id: id('brd', 1), name: 'Nook & Kettle' },
  creator: { id: id('crt', 1), name: 'Lina Cooks' },
  orderId: `#${10_240 - number}`,
  placedAt: now - number * day,
  baseMinor: 12_900,
  rateBps: 800,
  amountMinor: 1_032,
  currency: 'USD',
  state: 'in_review',
  decideBy: now + (14 - number) * day,
  evidence: rules.map(found),
  decided: null,
  appeal: null,
  ...changes,
});
const rejected = {
  verdict: 'reject',
  reason: 'fraud_hold',
  note: 'Two seconds.',
  at: now - 3 * day,
  by: 'brand',
  person: id('usr', 9),
} as const;
const appealed = (number: number, changes: Partial<HeldCredit> = {}): HeldCredit =>
  held(number, ['too_fast'], {
    state: 'rejected',
    decided: rejected,
    appeal: { text: 'They had the shop open before; I can show the chat.', at: now - day, decideBy: now + 13 * day, decided: null },
    ...changes,
  });

const few: HeldCredit[] = [held(16, ['self_referral']), held(2, ['too_fast', 'click_velocity']), held(1, ['refund_rate'])];
const state = (credits: readonly HeldCredit[] | null, changes: Partial<Risk> = {}): Risk => ({
  loaded: credits
    ? { state: 'ready', value: { credits, next: null, waiting: { open: credits.length, appeals: 1 } } }
    : { state: 'loading' },
  queue: 'open',
  now,
  personId: id('usr', 1),
  withBrand: false,
  deciding: { ...idle, id: null },
  more: idle,
  onQueue: nothing,
  onDecide: nothing,
  onMore: nothing,
  onRetry: nothing,
  ...changes,
});

export const riskStates: Readonly<Record<string, Risk>> = {
  few: state(few),
  deciding: state(few, { deciding: { ...idle, id: few[1]?.id ?? null } }),
  'decided by another': state(few, { deciding: { ...refused('conflict'), id: few[1]?.id ?? null } }),
  'every rule': state(ruleNames.map((rule, at) => held(at + 1, [rule]))),
  many: state(null, {
    loaded: {
      state: 'ready',
      value: {
        credits: Array.from({ length: 50 }, (_, at) => held(at + 1, ['order_velocity'])),
        next: '1.crd',
        waiting: { open: 230, appeals: 0 },
      },
    },
    more: busy,
  }),
  appeals: state([appealed(1), appealed(2)], { queue: 'appeals', deciding: { ...idle, id: id('crd', 1) } }),
  'my own rejection': state([appealed(1, { decided: { ...rejected, person: id('usr', 1) } })], {
    queue: 'appeals',
    deciding: { ...idle, id: id('crd', 1) },
  }),
  decided: state(
    [
      held(1, ['too_fast'], {
        state: 'cleared',
        decided: { ...rejected, verdict: 'clear', reason: null, note: 'They called us.', by: 'operator' },
      }),
      appealed(2),
      appealed(3, {
        state: 'cleared',
        appeal: {
          text: 'It was my sister.',
          at: now - 2 * day,
          decideBy: now + 12 * day,
          decided: { verdict: 'granted', note: 'True.', at: now - day, by: 'operator', person: id('usr', 2) },
        },
      }),
    ],
    { queue: 'decided' },
  ),
  'long text': state(
    [
      held(1, ['self_referral', 'order_velocity', 'refund_rate'], {
        creator: { id: id('crt', 3), name: longName },
        brand: { id: id('brd', 3), name: longName },
        orderId: longName,
        amountMinor: 9_876_543_210,
        baseMinor: 98_765_432_100,
      }),
    ],
    { withBrand: true },
  ),
  Chinese: state([held(1, ['paid_traffic'], { creator: { id: id('crt', 4), name: '半山喝茶' }, currency: 'CNY' })], { withBrand: true }),
  empty: state([], { loaded: { state: 'ready', value: { credits: [], next: null, waiting: { open: 0, appeals: 0 } } } }),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
