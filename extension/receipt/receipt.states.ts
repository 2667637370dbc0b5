/** The receipt page in every state, as plain data for the gallery and the tests. */
import { paidEntry, silentEntry } from '#extension/activity/activity.states.ts';
import type { ReceiptShown } from '#extension/base/messages.ts';
import type { Activation } from '#extension/base/storage.ts';
import { rulesId } from '#shared/ranking/choose.ts';
import { modelIdOf, probabilityOf, type RankerModel } from '#shared/ranking/model.ts';
import { pageText } from '#shared/ranking/receipt.ts';
import { sha256Hex } from '#shared/sha256.ts';
import type { Checked } from './check.ts';

const model: RankerModel = {
  form: 'ranker-1',
  features: ['linked-on-page', 'headline-mention', 'text-mention', 'telling-words', 'maker-missing', 'something-new'],
  bias: -8.34,
  direct: [22, 4.43, 2.27, 1.64, -2.01, 0.4],
  units: [{ bias: -1, weights: [0, 2, 1, 0, -1, 0], adds: 0.8 }],
  threshold: 0.5,
};
const page: ReceiptShown['page'] = {
  platform: 'web',
  kind: 'article',
  url: 'https://mara.example/lamps',
  title: 'Three lamps for a small desk',
  products: [],
  shopLinks: ['https://nordlicht.example/products/desk-lamp'],
};
const contenders = [
  [0.6, 0.9132, 0.4218, 0.3301, 0, 0.25],
  [0, 0.7724, 0.9, 1, 0, 1],
].map((values, at) => ({ id: `prd_0000000000000000000000000${at}` as const, score: probabilityOf(values, model), values }));

export const shownReceipt: ReceiptShown = {
  card: { id: 'car_00000000000000000000000000', title: 'Desk lamp, oiled oak, dimmable', merchant: 'Nordlicht' },
  receipt: {
    form: 1,
    madeAt: Date.UTC(2026, 10, 3, 15, 30),
    model: modelIdOf(model, sha256Hex),
    rules: rulesId,
    encoder: 'subwords-1',
    pageHash: sha256Hex(pageText(page)),
    candidatesHash: sha256Hex('candidates'),
    candidates: 80,
    threshold: 0.5,
    cardsMax: 4,
    contenders: contenders.slice(0, 1),
    cards: [{ card: 'car_00000000000000000000000000', contender: 0 }],
    seal: { key: 'k1', signature: 'AAAA' },
  },
  page,
  link: { way: 'plain', url: 'https://nordlicht.example/products/desk-lamp', why: 'standing_down' },
  model,
  keys: [],
  trouble: null,
};
const [best] = shownReceipt.receipt.contenders;
const taggedShown: ReceiptShown = {
  ...shownReceipt,
  receipt: {
    ...shownReceipt.receipt,
    contenders: [],
    cards: [],
    tagged: [
      { card: 'car_00000000000000000000000000', id: 'prd_00000000000000000000000001', score: best?.score ?? 0, values: best?.values ?? [] },
    ],
  },
};
const companionShown: ReceiptShown = {
  ...shownReceipt,
  card: { id: 'car_00000000000000000000000001', title: 'Picture hook, brass, set of 6', merchant: 'Haus & Faden' },
  receipt: {
    ...shownReceipt.receipt,
    companions: {
      artefact: sha256Hex('artefact'),
      history: ['prd_00000000000000000000000000'],
      cards: [{ card: 'car_00000000000000000000000001', id: 'prd_00000000000000000000000007', score: 3.25 }],
    },
  },
};
const paid: ReceiptShown['link'] = {
  way: 'paid',
  url: shownReceipt.link.url,
  benefit: { kind: 'discount', bps: 500, code: 'MARA5' },
  earner: 'Mara Lind',
  rateBps: 1000,
};
const match: Checked = { verdict: 'match', differences: [], seal: 'sealed', isSamePage: true };

export interface ReceiptState {
  shown: ReceiptShown | null;
  checked: Checked | null;
  decision: Activation | null;
}

export const receiptStates: Readonly<Record<string, ReceiptState>> = {
  match: { shown: shownReceipt, checked: match, decision: silentEntry },
  'no match': {
    shown: { ...shownReceipt, link: paid },
    decision: { ...silentEntry, way: 'paid', why: null },
    checked: {
      verdict: 'no_match',
      differences: [
        { what: 'score', product: 'prd_1', receipt: 0.9, recomputed: 0.91 },
        { what: 'order', product: 'prd_1', before: 'prd_2' },
        { what: 'chosen', place: 0, receipt: 'prd_1', recomputed: 'prd_2' },
      ],
      seal: 'broken',
      isSamePage: false,
    },
  },
  'not to be recomputed': {
    shown: { ...shownReceipt, model: null, keys: null, trouble: 'offline', link: { way: 'own', url: shownReceipt.link.url } },
    decision: null,
    checked: { verdict: 'cannot', differences: null, seal: 'not_asked', isSamePage: true },
  },
  'seal of an old key': {
    shown: {
      ...shownReceipt,
      card: { ...shownReceipt.card, title: '橡木护眼台灯 '.repeat(12).trim(), merchant: '北光家居' },
    },
    checked: { ...match, seal: 'unknown_key' },
    decision: { ...paidEntry, packs: '2026-01-01.1', verdict: { earn: false, reasons: [], until: null }, way: 'plain', why: 'support_off' },
  },
  'tagged by the creator': { shown: taggedShown, checked: match, decision: paidEntry },
  'often bought with it': { shown: companionShown, checked: match, decision: null },
  recomputing: { shown: shownReceipt, checked: null, decision: null },
  gone: { shown: null, checked: null, decision: null },
  'gone, but pressed before': { shown: null, checked: null, decision: paidEntry },
};
