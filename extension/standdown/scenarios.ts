/**
 * What Gloss does in which case: chain, action and clock, and the link that must follow. Anyone can run it: `gloss standdown`.
 * Sites and people are made up; networks' parameters are real.
 */
import { minuteMs } from '#shared/time.ts';
import { type Chosen, chosenLink } from './choose.ts';
import type { Reason } from './earn.ts';
import type { Action, Step } from './evidence.ts';
import type { PackSet } from './packs/form.ts';
import { shippedPacks } from './packs/set.ts';

export interface Scenario {
  name: string;
  /** Oldest first. */
  chain: readonly Seen[];
  press: Press;
  /** Left out: a post of a made-up author, a made-up shop, no link of the author's. */
  from?: string;
  to?: string;
  links?: readonly string[];
  expected: Expected;
}
/** How many minutes before the press, the address, what led there (the page before, the page as loaded, the link pressed), what Gloss itself did. */
export type Seen = readonly [minutesAgo: number, address: string, via?: string | readonly string[], did?: 'opened' | 'offered' | undefined];
export type Press = keyof typeof presses;
export interface Expected {
  link: 'paid' | 'own' | 'plain';
  why?: Reason['why'];
  network?: string;
  /** From the press on, if nobody goes there again. */
  minutesLeft?: number;
  url?: string;
}

export const presses = {
  clear: { kind: 'click', trusted: true, clearMs: 800, clearNow: true },
  none: { kind: 'none' },
  synthetic: { kind: 'click', trusted: false, clearMs: 800, clearNow: true },
  covered: { kind: 'click', trusted: true, clearMs: 800, clearNow: false },
  brief: { kind: 'click', trusted: true, clearMs: 499, clearNow: true },
} as const satisfies Record<string, Action>;

export const usual = { from: 'https://mara.example/lamps', to: 'https://shop.example/lamp' };
const { from, to } = usual;
const paid: Expected = { link: 'paid' };
const plain = (network: string, minutesLeft: number): Expected => ({ link: 'plain', why: 'standing_down', network, minutesLeft });

export const scenarios: readonly Scenario[] = [
  // What the person does.
  { name: 'a press on a card in plain sight', chain: [[1, from]], press: 'clear', expected: paid },
  { name: 'no press', chain: [[1, from]], press: 'none', expected: { link: 'plain', why: 'no_click' } },
  { name: 'a press made by a script', chain: [[1, from]], press: 'synthetic', expected: { link: 'plain', why: 'untrusted' } },
  { name: 'a press on a covered card', chain: [[1, from]], press: 'covered', expected: { link: 'plain', why: 'covered' } },
  { name: 'a press after less than half a second', chain: [[1, from]], press: 'brief', expected: { link: 'plain', why: 'not_seen' } },
  // How the person came to the shop.
  { name: 'the shop was never visited', chain: [], press: 'clear', expected: paid },
  { name: 'the shop was visited directly', chain: [[20, to]], press: 'clear', expected: paid },
  { name: 'the shop was found by a search', chain: [[20, to, 'https://www.google.com/']], press: 'clear', expected: paid },
  { name: 'the shop was reached by a paid search', chain: [[20, `${to}?gclid=`]], press: 'clear', expected: paid },
  { name: 'the shop was reached from a social network', chain: [[20, to, 'https://t.co/x']], press: 'clear', expected: paid },
  {
    name: 'the shop was reached through Awin',
    chain: [
      [10, `${to}?awc=`],
      [1, from],
    ],
    press: 'clear',
    expected: plain('Awin', 80),
  },
  { name: 'through CJ', chain: [[10, `${to}?cjevent=`]], press: 'clear', expected: plain('CJ', 80) },
  { name: 'through Rakuten', chain: [[10, `${to}?ranSiteID=`]], press: 'clear', expected: plain('Rakuten', 80) },
  { name: 'through impact', chain: [[10, `${to}?irclickid=`]], press: 'clear', expected: plain('impact', 80) },
  { name: 'through Dub', chain: [[10, `${to}?dub_id=`]], press: 'clear', expected: plain('Dub', 80) },
  { name: 'through a network without a name', chain: [[10, `${to}?afsrc=1`]], press: 'clear', expected: plain('another affiliate', 80) },
  {
    name: 'through two at once: the longer holds, the one with a name is told',
    chain: [[10, `${to}?awc=&utm_medium=affiliate`]],
    press: 'clear',
    expected: plain('Awin', 80),
  },
  {
    name: 'through a redirect that carries the shop’s address',
    chain: [[10, 'https://www.awin1.com/cread.php?ued=https%3A%2F%2Fshop.example%2F']],
    press: 'clear',
    expected: plain('Awin', 80),
  },
  { name: 'from a page of LTK, without a parameter', chain: [[10, to, 'https://rstyle.me/']], press: 'clear', expected: plain('LTK', 80) },
  {
    name: 'the shop took the parameter off its address',
    chain: [[10, to, `${to}?awc=`]],
    press: 'clear',
    expected: plain('Awin', 80),
  },
  {
    name: 'in another tab, on another part of the shop',
    chain: [
      [10, 'https://pay.shop.example/cart?awc='],
      [1, from],
    ],
    press: 'clear',
    expected: plain('Awin', 80),
  },
  {
    name: 'another shop was',
    chain: [
      [10, 'https://other.example/?awc='],
      [1, from],
    ],
    press: 'clear',
    expected: paid,
  },
  { name: 'the page with the card was', chain: [[10, `${from}?irclickid=`]], press: 'clear', expected: plain('impact', 80) },
  // How long it lasts.
  { name: '89 minutes ago, nobody there since', chain: [[89, `${to}?awc=`]], press: 'clear', expected: plain('Awin', 1) },
  { name: '90 minutes ago, nobody there since', chain: [[90, `${to}?awc=`]], press: 'clear', expected: paid },
  {
    name: '90 minutes ago, somebody there since',
    chain: [
      [90, `${to}?awc=`],
      [40, to],
    ],
    press: 'clear',
    expected: plain('Awin', 20),
  },
  {
    name: 'three hours ago, somebody there all along',
    chain: [
      [180, `${to}?awc=`],
      [125, to],
      [70, to],
      [15, to],
    ],
    press: 'clear',
    expected: plain('Awin', 45),
  },
  {
    name: 'three hours ago, an hour’s pause since',
    chain: [
      [180, `${to}?awc=`],
      [125, to],
      [15, to],
    ],
    press: 'clear',
    expected: paid,
  },
  {
    name: 'the referral was refreshed',
    chain: [
      [100, `${to}?awc=`],
      [50, `${to}?awc=`],
    ],
    press: 'clear',
    expected: plain('Awin', 40),
  },
  {
    name: 'a second network took over: the one that lasts longer is told',
    chain: [
      [80, `${to}?awc=`],
      [20, `${to}?cjevent=`],
    ],
    press: 'clear',
    expected: plain('CJ', 70),
  },
  // Links of authors and of our own.
  {
    name: 'the author links the product with an affiliate link',
    chain: [[1, from]],
    press: 'clear',
    links: [`${to}?irclickid=A%20b&x`],
    expected: { link: 'own', url: `${to}?irclickid=A%20b&x` },
  },
  {
    name: 'the same while somebody else’s referral lasts: it is the author’s link, unchanged',
    chain: [[10, `${to}?awc=`]],
    press: 'clear',
    links: [`${to}?aff=mara`],
    expected: { link: 'own', url: `${to}?aff=mara` },
  },
  { name: 'the author links the product plainly', chain: [[1, from]], press: 'clear', links: [to], expected: paid },
  {
    name: 'the author links another product of the shop',
    chain: [[1, from]],
    press: 'clear',
    links: ['https://shop.example/chair?aff=m'],
    expected: paid,
  },
  {
    name: 'the author’s affiliate link was opened before',
    chain: [[10, to, 'https://shop.sjv.io/c/1/2/3', 'opened']],
    press: 'clear',
    expected: plain('impact', 80),
  },
  {
    name: 'our own paid link was opened before',
    chain: [
      [10, to, '', 'opened'],
      [10, `${to}?gloss=`],
    ],
    press: 'clear',
    expected: paid,
  },
  // Merchants with rules of their own.
  {
    name: 'Amazon',
    chain: [],
    press: 'clear',
    to: 'https://www.amazon.de/dp/B000000000?tag=mara-21&th=1',
    expected: { link: 'plain', why: 'never', url: 'https://www.amazon.de/dp/B000000000?th=1' },
  },
  {
    name: 'Amazon, which the author links with a tag',
    chain: [],
    press: 'clear',
    to: 'https://www.amazon.com/dp/B000000000',
    links: ['https://www.amazon.com/dp/B000000000?tag=mara-20'],
    expected: { link: 'plain', why: 'never', url: 'https://www.amazon.com/dp/B000000000' },
  },
  { name: 'Amazon by a short link', chain: [], press: 'clear', to: 'https://amzn.to/x', expected: { link: 'plain', why: 'never' } },
  {
    name: 'eBay, visited directly',
    chain: [[20, 'https://www.ebay.de/']],
    press: 'clear',
    to: 'https://www.ebay.de/itm/1',
    expected: paid,
  },
  {
    name: 'eBay, reached by a paid search',
    chain: [[20, 'https://www.ebay.com/?gclid=', 'https://www.google.com/']],
    press: 'clear',
    to: 'https://www.ebay.de/itm/1',
    expected: { link: 'plain', why: 'referrer', network: 'eBay Partner Network', minutesLeft: 70 },
  },
  {
    name: 'eBay, offered on two pages already',
    chain: [
      [30, 'https://www.ebay.de/itm/1', 'https://mara.example/a', 'offered'],
      [10, 'https://www.ebay.de/itm/2', 'https://mara.example/b', 'offered'],
    ],
    press: 'clear',
    to: 'https://www.ebay.de/itm/3',
    expected: { link: 'plain', why: 'prompted', network: 'eBay Partner Network', minutesLeft: 60 },
  },
  {
    name: 'a place made for children',
    chain: [],
    press: 'clear',
    from: 'https://www.youtubekids.com/watch?v=1',
    expected: { link: 'plain', why: 'children' },
  },
];

/** What follows from a scenario now, in the form of what is expected. */
export function outcomeOf(scenario: Omit<Scenario, 'name' | 'expected'>, packs: PackSet = shippedPacks): Chosen & { outcome: Expected } {
  const now = dayOfScenarios;
  const chain = scenario.chain.map(
    ([minutesAgo, address, via, did]): Step => ({ address, at: now - minutesAgo * minuteMs, via: viaOf(via), did }),
  );
  const evidence = { chain, from: scenario.from ?? from, to: scenario.to ?? to, action: presses[scenario.press], now, packs };
  const chosen = chosenLink({ evidence, links: scenario.links ?? [] });
  const [reason] = chosen.verdict.reasons;
  const link = chosen.way === 'may_pay' ? 'paid' : chosen.way;
  if (link !== 'plain' || !reason) return { ...chosen, outcome: { link, url: chosen.url } };
  const standing = 'network' in reason ? { network: reason.network, minutesLeft: (reason.until - now) / minuteMs } : {};
  return { ...chosen, outcome: { link, url: chosen.url, why: reason.why, ...standing } };
}

export const viaOf = (via: Seen[2]): readonly string[] => (typeof via === 'string' ? [via].filter(Boolean) : (via ?? []));

/** Any fixed moment: only distances count. */
const dayOfScenarios = Date.UTC(2026, 0, 15, 12);

export const isAsExpected = (outcome: Expected, { link, why, network, minutesLeft, url }: Expected): boolean =>
  outcome.link === link &&
  outcome.why === why &&
  outcome.network === network &&
  outcome.minutesLeft === minutesLeft &&
  (url === undefined || outcome.url === url);
