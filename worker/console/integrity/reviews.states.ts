import { type Case, suspicions } from '#shared/contracts/integrity.ts';
import { day, id, idle, longName, longUrl, nothing, now, offlineTrouble, refused } from '../samples.ts';
import type { Reviews } from './reviews.tsx';

const one = (number: number, changes: Partial<Case> = {}): Case => ({
  id: id('crd', number),
  brand: { id: id('brd', 1), name: 'Nook & Kettle' },
  placedAt: now - number * day,
  baseMinor: 12_900,
  rateBps: 800,
  amountMinor: 1_032,
  currency: 'USD',
  state: 'in_review',
  decideBy: now + (14 - number) * day,
  contentUrl: 'https://www.youtube.com/watch?v=gloss000001',
  suspicions: ['speed'],
  decided: null,
  appeal: null,
  appealUntil: null,
  ...changes,
});
const decided = {
  verdict: 'reject',
  reason: 'fraud_hold',
  note: 'Two seconds from click to order.',
  at: now - 2 * day,
  by: 'brand',
  person: null,
} as const;
const rejected = (number: number, changes: Partial<Case> = {}): Case =>
  one(number, { state: 'rejected', decided, appealUntil: now + 28 * day, ...changes });
const appeal = { text: 'They had the shop open before.', at: now - day, decideBy: now + 13 * day, decided: null };
const answer = { note: 'The shop confirms it.', at: now, by: 'operator', person: null } as const;

const few: Case[] = [
  one(1),
  rejected(4),
  rejected(6, { appeal, appealUntil: null }),
  rejected(8, { state: 'cleared', appeal: { ...appeal, decided: { verdict: 'granted', ...answer } }, appealUntil: null }),
  rejected(9, { appeal: { ...appeal, decided: { verdict: 'upheld', ...answer } }, appealUntil: null }),
  one(20, { state: 'cleared', decided: { ...decided, verdict: 'clear', reason: null } }),
];
const state = (cases: readonly Case[] | null, changes: Partial<Reviews> = {}): Reviews => ({
  loaded: cases ? { state: 'ready', value: { cases, next: null } } : { state: 'loading' },
  now,
  appealing: { ...idle, id: null },
  more: idle,
  onAppeal: nothing,
  onMore: nothing,
  onRetry: nothing,
  ...changes,
});

export const reviewsStates: Readonly<Record<string, Reviews>> = {
  few: state(few),
  appealing: state(few, { appealing: { ...idle, id: id('crd', 4) } }),
  'appeal too late': state(few, { appealing: { ...refused('gone'), id: id('crd', 4) } }),
  'every suspicion': state(suspicions.map((suspicion, at) => one(at + 1, { suspicions: [suspicion] }))),
  many: state(null, {
    loaded: { state: 'ready', value: { cases: Array.from({ length: 50 }, (_, at) => one(at + 1)), next: '1.crd' } },
  }),
  'long text': state([
    rejected(1, {
      brand: { id: id('brd', 3), name: longName },
      contentUrl: longUrl,
      suspicions: [...suspicions],
      amountMinor: 9_876_543_210,
      decided: { ...decided, note: `${longName}. `.repeat(4) },
    }),
  ]),
  Chinese: state([rejected(1, { brand: { id: id('brd', 4), name: '半山茶具旗舰店' }, currency: 'CNY', contentUrl: null })]),
  empty: state([]),
  loading: state(null),
  offline: state(null, { loaded: { state: 'failed', trouble: offlineTrouble } }),
};
