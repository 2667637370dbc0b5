/** A few orders by the whole real path: page, reader, cards, click without going on, shop, webhook. And one without a click. */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseHTML } from 'linkedom';
import { readPage } from '#extension/readers/registry.ts';
import { receiptParameter } from '#shared/contracts/clicks.ts';
import { type Card, recommendCards } from '#shared/contracts/recommend.ts';
import { recommendable } from '#shared/page.ts';
import { secondMs } from '#shared/time.ts';
import { leastSeconds } from '#worker/integrity/rules/too-fast.ts';
import type { DemoRecord } from '../seed.ts';
import { browserAgent, clientOf } from './callers.ts';
import { makeShopper } from './shopper.ts';

const taughtWithinMs = 30_000;
const lookEveryMs = 100;

interface Plan {
  shop: 'shop' | 'kitchen';
  /** The page whose card is clicked, and the product of the card; left out: nobody's click. */
  click?: { page: keyof DemoRecord['pages']; sku: string };
  buy: readonly string[];
  coupon?: string;
  /** Bought at once, as a program would: it is held for review, so that a reviewer has something to see. */
  isHasty?: true;
  /** Lines given back afterwards, in full. */
  giveBack?: readonly string[];
}

const plans: readonly Plan[] = [
  { shop: 'shop', buy: ['SR-FLK-750'] },
  { shop: 'shop', click: { page: 'review', sku: 'VH-RDG-38' }, buy: ['VH-RDG-38', 'OF-MTS-1'], coupon: 'MARGIN5' },
  {
    shop: 'shop',
    click: { page: 'review', sku: 'BP-LMN-400' },
    buy: ['BP-LMN-400', 'KW-MUG-350'],
    coupon: 'MARGIN5',
    giveBack: ['KW-MUG-350'],
  },
  { shop: 'shop', click: { page: 'chinese', sku: 'VH-CRN-2' }, buy: ['VH-CRN-2'], coupon: 'MARGIN5' },
  { shop: 'kitchen', click: { page: 'kitchen', sku: 'HB-MIL-2' }, isHasty: true, buy: ['HB-MIL-2', 'HB-SCL-1'] },
];

/** Goes on where an earlier run was broken off; ends when Gloss has taken every message of both shops. */
export async function placeDemoOrders(demo: DemoRecord, signal: AbortSignal): Promise<void> {
  const placed = { shop: (await ordersOf(demo.origins.shop)).length, kitchen: (await ordersOf(demo.origins.kitchen)).length };
  const shoppers = plans
    .filter((plan) => placed[plan.shop]-- <= 0)
    .map((plan) => ({ plan, shopper: makeShopper(demo.origins[plan.shop]) }));
  const follow = async ({ plan: { click }, shopper }: (typeof shoppers)[number]): Promise<void> => {
    if (click) await shopper.visit(await clickThrough(demo, demo.pages[click.page], click.sku));
  };
  const unhurried = shoppers.filter(({ plan }) => plan.click && !plan.isHasty);
  for (const one of unhurried) await follow(one);
  if (unhurried.length > 0) await sleep(leastSeconds * secondMs + 500, undefined, { signal });
  for (const one of shoppers) {
    const { plan, shopper } = one;
    signal.throwIfAborted();
    if (plan.isHasty) await follow(one);
    const orderId = await shopper.buy(plan.buy, plan.coupon);
    if (plan.giveBack) await shopper.giveBack(orderId, plan.giveBack);
  }
  await Promise.all([demo.origins.shop, demo.origins.kitchen].map((origin) => untilTaught(origin, signal)));
}

/** Where the card's paid link leads: the product's page with the receipt of the click. */
async function clickThrough(demo: DemoRecord, page: string, sku: string): Promise<string> {
  const card = (await cardsFor(demo.origins.worker, page)).find(({ product }) =>
    product.url.toLowerCase().endsWith(`/${sku.toLowerCase()}`),
  );
  if (!card?.offer) throw new Error(`${page} has no paid card for ${sku}`);
  const answer = await fetch(card.offer.clickUrl, { redirect: 'manual', headers: { 'user-agent': browserAgent } });
  const location = answer.headers.get('location');
  if (!location?.includes('gloss=')) throw new Error(`the click of ${sku} was not counted: ${answer.status} ${location ?? ''}`);
  return location;
}

/** The receipt of a fresh click on the card of a product. */
export async function receiptFor(demo: DemoRecord, page: string, sku: string): Promise<string> {
  return new URL(await clickThrough(demo, page, sku)).searchParams.get(receiptParameter) ?? '';
}

/** What the extension would show on a page. */
async function cardsFor(worker: string, page: string): Promise<readonly Card[]> {
  const { document } = parseHTML(await (await fetch(page)).text());
  const { snapshot } = readPage(document, new URL(page));
  if (!snapshot) throw new Error(`${page} could not be read`);
  return (await clientOf(worker)(recommendCards, { page: recommendable(snapshot), cardsMax: 8 })).cards;
}

interface Told {
  orderId: string;
  deliveries: { state: string; said: string }[];
}

const ordersOf = async (shop: string): Promise<Told[]> => (await (await fetch(`${shop}/admin/orders.json`)).json()) as Told[];

async function untilTaught(shop: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + taughtWithinMs;
  for (;;) {
    const open = (await ordersOf(shop)).flatMap((order) => order.deliveries).filter((delivery) => delivery.state !== 'delivered');
    if (open.length === 0) return;
    const said = open.map((delivery) => delivery.said).join('; ');
    if (Date.now() > until || open.some((delivery) => delivery.state === 'refused'))
      throw new Error(`the shop could not tell its orders: ${said}`);
    await sleep(lookEveryMs, undefined, { signal });
  }
}
