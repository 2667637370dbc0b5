/** The activity log in every state, as plain data for the gallery and the tests. */

import type { ActivityShown } from '#extension/base/messages.ts';
import type { Activation } from '#extension/base/storage.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { hourMs, minuteMs } from '#shared/time.ts';

export const activityNow = Date.UTC(2026, 10, 3, 15, 40);
const to = 'https://nordlicht.example/products/desk-lamp';

export const paidEntry: Activation = {
  at: activityNow - 12 * minuteMs,
  cardId: 'car_01h2xcejqtf2nbrexx3vqjhp41',
  productId: 'prd_01h2xcejqtf2nbrexx3vqjhp41',
  title: 'Desk lamp, oiled oak, dimmable',
  merchant: 'Nordlicht',
  site: 'mara.example',
  way: 'paid',
  why: null,
  benefit: { kind: 'discount', bps: 500, code: 'MARA5' },
  earner: 'Mara Lind',
  receipt: 'x7Kq0bq2fV4tJ8sZ',
  packs: shippedPacks.version,
  evidence: {
    chain: [{ address: 'https://mara.example/lamps', at: activityNow - 14 * minuteMs, via: [] }],
    from: 'https://mara.example/lamps',
    to,
    action: { kind: 'click', trusted: true, clearMs: 1840, clearNow: true },
    now: activityNow - 12 * minuteMs,
  },
  verdict: { earn: true, reasons: [], until: null },
};
const since = activityNow - 30 * minuteMs;
const until = since + 90 * minuteMs;
export const silentEntry: Activation = {
  ...paidEntry,
  at: activityNow - 25 * minuteMs,
  cardId: 'car_01h2xcejqtf2nbrexx3vqjhp42',
  title: 'Linen lampshade, 30 cm',
  way: 'plain',
  why: 'standing_down',
  benefit: null,
  earner: null,
  evidence: {
    ...paidEntry.evidence,
    chain: [{ address: 'https://nordlicht.example/?awc=', at: since, via: [] }],
    now: activityNow - 25 * minuteMs,
  },
  verdict: { earn: false, reasons: [{ why: 'standing_down', pack: 'awin', network: 'Awin', since, until }], until },
};
const ownEntry: Activation = {
  ...paidEntry,
  at: activityNow - 26 * hourMs,
  title: 'E27 bulb, 806 lm',
  merchant: 'Haus & Faden',
  way: 'own',
  benefit: null,
  earner: null,
};
const whys = ['amazon', 'unavailable', 'support_off', 'no_offer', 'expired', 'network_rule', 'untrusted', 'not_seen', 'covered'] as const;
const others: Activation[] = whys.map((why, at) => ({
  ...silentEntry,
  at: activityNow - (40 + 20 * at) * hourMs,
  cardId: `car_other_${at}`,
  title: ['橡木护眼台灯', 'مصباح مكتب من خشب البلوط', 'Brass wall arm'][at % 3] ?? '',
  why,
  verdict: { earn: true, reasons: [], until: null },
}));
const long: Activation = {
  ...paidEntry,
  at: activityNow - 300 * hourMs,
  cardId: 'car_long',
  title: 'Height-adjustable desk lamp of oiled oak with a woven linen cable, dimmable, for drafting tables of every size '.repeat(2).trim(),
  merchant: 'Manufaktur für Beleuchtung und feine Haushaltsgegenstände Nordlicht & Söhne',
  site: 'a-very-long-subdomain.of-an-even-longer-domain-name.example-publishing-house.co.uk',
  benefit: { kind: 'donation', bps: 250, to: 'Library of the quarter' },
};

const none: ActivityShown = { language: 'en', locale: 'en-GB', entries: [], standing: [], packs: shippedPacks.version };
const few: ActivityShown = {
  ...none,
  entries: [paidEntry, silentEntry, ownEntry],
  standing: [{ site: 'nordlicht.example', network: 'Awin', since, until }],
};
const all: ActivityShown = { ...few, entries: [...few.entries, ...others, long] };

export interface ActivityState {
  shown: ActivityShown;
  gone: Activation | null;
  isDeleting: boolean;
  shownMax: number;
}
const state = (shown: ActivityShown, change: Partial<ActivityState> = {}): ActivityState => ({
  shown,
  gone: null,
  isDeleting: false,
  shownMax: 50,
  ...change,
});

export const activityStates: Readonly<Record<string, ActivityState>> = {
  empty: state(none),
  'standing down, nothing opened': state({ ...none, standing: few.standing }),
  few: state(few),
  'every reason': state(all),
  long: state(
    { ...all, entries: Array.from({ length: 500 }, (_, at) => ({ ...paidEntry, at: paidEntry.at - at * hourMs, cardId: `car_${at}` })) },
    { shownMax: 8 },
  ),
  'one deleted': state({ ...few, entries: few.entries.filter((entry) => entry !== silentEntry) }, { gone: silentEntry }),
  'asked before all are deleted': state(few, { isDeleting: true }),
};
