import { afterEach, expect, test, vi } from 'vitest';
import { addDomain, approveDomain } from '#shared/contracts/accounts.ts';
import { setTerms, type Terms } from '#shared/contracts/books.ts';
import { importProducts } from '#shared/contracts/catalogue.ts';
import { type CardSet, recommendCards, recommendHealth } from '#shared/contracts/recommend.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { requestOf, sendUnder, setClock } from '#test/harness/caller.ts';
import { aBrand, aCreator, anyone, aPage, cardsFor, eventually, operator, termsOf } from '#test/harness/world.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const article = (title: string, text = ''): PageSnapshot =>
  aPage({ platform: 'web', kind: 'article', url: 'https://journal.example/post', title, text });
/** A receipt without its time and without ids of cards, which are new for each answer. */
const ranked = ({ madeAt: _, cards, seal: __, ...same }: CardSet['receipt']) => ({
  ...same,
  chosen: cards.map(({ contender }) => contender),
});
const titles = ({ cards }: CardSet): string[] => cards.map(({ product }) => product.title);

/** The index looks for changes every second. */
function later(): void {
  const now = Date.now();
  clockAt += 1000;
  setClock(now + clockAt);
}
let clockAt = 0;

const row = (sku: string, title: string, maker: string) => ({ sku, title, maker, price: null });
const kettle = { sku: 'rt-90', title: 'Rivertin RT-90 Gooseneck Kettle', maker: 'Rivertin', price: { amountMinor: 4900, currency: 'EUR' } };
const grinder = { sku: 'mb-3', title: 'Millbrook MB-3 Hand Grinder', maker: 'Millbrook', price: { amountMinor: 6900, currency: 'EUR' } };

test('before anything is imported there is nothing to show, and that is said', async () => {
  expect(await cardsFor(article('The Rivertin RT-90 after a year'))).toMatchObject({ cards: [], nothing: 'empty_catalogue' });
});

test('what a page names is shown with its price, merchant and reasons; what it does not name is not', async () => {
  const brand = await aBrand({ products: [kettle, grinder] });
  later();
  const answer = await anyone(recommendCards, {
    page: article('The Rivertin RT-90 after a year', 'We boiled a lot of water with it.'),
    explain: true,
  });
  expect(titles(answer)).toEqual([kettle.title]);
  const [card] = answer.cards;
  expect(card?.product).toMatchObject({
    maker: 'Rivertin',
    price: { amountMinor: 4900, currency: 'EUR' },
    url: `https://${brand.host}/p/rt-90`,
  });
  expect(card?.reasons).toEqual(['named_on_page']);
  expect(card?.score).toBeGreaterThan(answer.receipt.threshold);
  expect(card?.features?.['headline-mention']).toBeGreaterThan(0.5);
  expect(answer.nothing).toBeNull();
});

test('features are told only when asked for', async () => {
  await aBrand({ products: [kettle] });
  later();
  const { cards } = await cardsFor(article('Rivertin RT-90 gooseneck kettle, reviewed'));
  expect(cards[0]?.features).toBeUndefined();
});

test.each([
  ['about something else', article('Why the harbour choir sings on Sundays', 'Twelve voices, one organ and a lot of rain.'), 'no_match'],
  ['another model of the same maker', article('Rivertin KX-7000 toaster, a first look', 'The Rivertin KX-7000 toasts.'), 'no_match'],
  ['without words', article('', ''), 'no_words'],
  ['of function words only', article('What is it', 'and how was it then for you'), 'no_words'],
  ['of symbols', article('!!! ~~~', '\u200b\u{1f600}\u{1f600} --- ***'), 'no_words'],
])('a page %s gets nothing, and is told why', async (_, page, why) => {
  await aBrand({ products: [kettle] });
  later();
  const answer = await cardsFor(page);
  expect(answer).toMatchObject({ cards: [], nothing: why });
});

test('a product page that prints the GTIN or is the product page itself finds the product whatever its words', async () => {
  const brand = await aBrand();
  const link = `https://${brand.host}/p/rt-90`;
  await brand.client(importProducts, { rows: [{ ...kettle, gtin: '4006381333931', url: link }] });
  later();
  const page = aPage({
    platform: 'web',
    kind: 'product',
    url: 'https://other.example/x',
    title: 'Wasserkocher',
    products: [{ name: 'Wasserkocher Schwanenhals', gtin: '04006381333931' }],
  });
  const byGtin = await cardsFor(page);
  expect(byGtin.cards[0]).toMatchObject({ reasons: expect.arrayContaining(['gtin_on_page']), product: { title: kettle.title } });
  const byLink = await cardsFor(
    aPage({
      platform: 'web',
      kind: 'article',
      url: 'https://blog.example/a',
      title: 'Unser Sommer am See',
      text: 'mit vielen Bildern',
      shopLinks: [`${link.replace('https://', 'https://www.')}/`],
    }),
  );
  expect(byLink.cards[0]).toMatchObject({ reasons: expect.arrayContaining(['linked_on_page']) });
});

test('of several colours of one product a page gets one, of several models each', async () => {
  await aBrand({
    products: ['black', 'white', 'red'].map((colour) => row(`tn-${colour}`, `Tolvane Norrsken Parka ${colour}`, 'Tolvane')),
  });
  await aBrand({ products: ['710', '720'].map((number) => row(`q-${number}`, `Quellmoor Field Radio ${number}`, 'Quellmoor')) });
  later();
  expect((await cardsFor(article('Tolvane Norrsken Parka: a winter in it'))).cards).toHaveLength(1);
  const radios = await cardsFor(
    article('Quellmoor Field Radio 710 or Quellmoor Field Radio 720?', 'We compare the Field Radio 710 with the Field Radio 720.'),
  );
  expect(titles(radios).sort()).toEqual(['Quellmoor Field Radio 710', 'Quellmoor Field Radio 720']);
});

test('a product imported a moment ago is shown without a restart, renamed ones follow, and discontinued ones go', async () => {
  const page = article('Hands on with the Brackwater Lumen 12 lantern', 'The Brackwater Lumen 12 lights the whole tent.');
  const brand = await aBrand();
  later();
  expect((await cardsFor(page)).cards).toEqual([]);
  const lantern = { ...row('l-12', 'Brackwater Lumen 12 Lantern', 'Brackwater'), url: `https://${brand.host}/p/l-12` };
  await brand.client(importProducts, { rows: [lantern] });
  later();
  expect(titles(await cardsFor(page))).toEqual([lantern.title]);
  await brand.client(importProducts, { rows: [{ ...lantern, title: 'Brackwater Candle Holder' }] });
  later();
  expect((await cardsFor(page)).cards).toEqual([]);
  await brand.client(importProducts, { rows: [{ ...lantern, availability: 'discontinued' }] });
  later();
  expect((await cardsFor(page)).cards).toEqual([]);
});

test('the creator of the page earns where the terms give the shopper something, and nobody does otherwise', async () => {
  const creator = await aCreator();
  await aBrand({ products: [row('v-1', 'Ostmar Vela V-1 Sunglasses', 'Ostmar')] });
  await aBrand({ terms: { benefit: null }, products: [row('v-2', 'Ostmar Vela V-2 Sunglasses', 'Ostmar')] });
  later();
  const page = aPage({
    title: 'Ostmar Vela V-1 and Ostmar Vela V-2 sunglasses tested',
    text: 'Both fit.',
    creator: { platform: 'youtube', handle: `@${creator.handle}` },
  });
  const { cards } = await cardsFor(page);
  const offers = Object.fromEntries(cards.map(({ product, offer }) => [product.title, offer?.earner.id ?? null]));
  expect(offers).toEqual({ 'Ostmar Vela V-1 Sunglasses': creator.id, 'Ostmar Vela V-2 Sunglasses': null });
  const { cards: without } = await cardsFor({ ...page, creator: { platform: 'youtube', handle: '@nobody-here' } });
  expect(without.map(({ offer }) => offer)).toEqual([null, null]);
});

test('products of shops that allow no earning link get cards with the plain link only', async () => {
  const creator = await aCreator();
  const brand = await aBrand();
  const domain = await brand.client(addDomain, { host: 'www.amazon.de' });
  await (await operator())(approveDomain, { domainId: domain.id, reason: 'seen in a test' });
  const lens = row('am-1', 'Ferngrund FG-35 Lens', 'Ferngrund');
  await brand.client(importProducts, { rows: [{ ...lens, url: 'https://www.amazon.de/dp/B000000000' }] });
  later();
  const page = aPage({ title: 'Ferngrund FG-35 lens, tested', creator: { platform: 'youtube', handle: `@${creator.handle}` } });
  const { cards } = await cardsFor(page);
  expect(cards).toMatchObject([{ offer: null, product: { title: lens.title, url: 'https://www.amazon.de/dp/B000000000' } }]);
});

test('ranking cannot see money: whatever the terms are, the same cards come in the same order with the same scores', async () => {
  const creator = await aCreator();
  const names = ['Aldmoor', 'Birkvale', 'Cindersby', 'Dunmere'];
  const brands = await Promise.all(
    names.map((maker) =>
      aBrand({ products: ['S', 'M', 'L'].map((line, at) => row(`${maker}-${at}`, `${maker} Trail Lamp ${line}${at}40`, maker)) }),
    ),
  );
  later();
  const page = aPage({
    title: 'Trail lamps: Aldmoor Trail Lamp S040 against Birkvale, Cindersby and Dunmere',
    text: names.map((maker, at) => `The ${maker} Trail Lamp ${'SML'.charAt(at % 3)}${at % 3}40 was in the rain with us.`).join(' '),
    creator: { platform: 'youtube', handle: `@${creator.handle}` },
  });
  const ask = async () => {
    const { cards, receipt } = await anyone(recommendCards, { page, cardsMax: 12, explain: true });
    return {
      receipt: ranked(receipt),
      offers: cards.map(({ offer }) => offer?.rateBps ?? null),
      order: cards.map(({ product, score, reasons, features }) => ({ id: product.id, score, reasons, features })),
    };
  };
  const before = await ask();
  expect(before.order.length).toBeGreaterThanOrEqual(4);
  const settings: Partial<Terms>[][] = [
    [1, 9000, 250, 3333].map((rateBps) => ({ rateBps })),
    [10_000, 10_000, 1, 1].map((rateBps) => ({ rateBps })),
    [0, 0, 0, 0].map((rateBps) => ({ rateBps })),
    [{ benefit: null }, { benefit: { kind: 'cashback', bps: 9000 } }, { windowDays: 1 }, { holdDays: 90 }],
  ];
  for (const [round, changes] of settings.entries()) {
    await Promise.all(brands.map(({ client }, at) => client(setTerms, { terms: termsOf(changes[at]), requestId: `round-${round}` })));
    const after = await eventually(ask, ({ offers }) => JSON.stringify(offers) !== JSON.stringify(before.offers));
    expect(after.order).toEqual(before.order);
    expect(after.receipt).toEqual(before.receipt);
  }
});

test('the same page over the same catalogue gives the same receipt; another page another', async () => {
  await aBrand({ products: [kettle, grinder] });
  later();
  const [one, two] = [article('Rivertin RT-90 gooseneck kettle'), article('Millbrook MB-3 hand grinder')];
  const first = await cardsFor(one);
  expect(ranked((await cardsFor(one)).receipt)).toEqual(ranked(first.receipt));
  expect((await cardsFor(two)).receipt.pageHash).not.toBe(first.receipt.pageHash);
  expect(first.receipt).toMatchObject({
    model: expect.stringMatching(/^[0-9a-f]{64}$/),
    candidatesHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('at most as many cards as asked for', async () => {
  await aBrand({ products: Array.from({ length: 8 }, (_, at) => row(`p-${at}`, `Pellworm P${at}20 Anchor`, 'Pellworm')) });
  later();
  const page = article('Pellworm anchors', Array.from({ length: 8 }, (_, at) => `Pellworm P${at}20 anchor`).join(', '));
  for (const cardsMax of [1, 4, 12]) expect((await anyone(recommendCards, { page, cardsMax })).cards.length).toBeLessThanOrEqual(cardsMax);
  expect((await anyone(recommendCards, { page, cardsMax: 12 })).cards.length).toBe(8);
});

const hostile = {
  'lone surrogates': '\ud800 \udc00 RT-90 \ud83d',
  'one word without an end': 'a'.repeat(5000),
  'hyphens without an end': '-a'.repeat(2500),
  'accents without an end': `e${'\u0301'.repeat(4000)}`,
  'ligatures that unfold': '\ufdfa'.repeat(5000),
  'Han without spaces': '漢字仮名交'.repeat(1000),
  'right to left marks and zero width': '\u202eRivertin\u200bRT-90\u2066'.repeat(200),
  'names of JavaScript': '__proto__ constructor toString hasOwnProperty valueOf',
  'HTML and SQL': `<script>alert(1)</script> ' OR 1=1; DROP TABLE recommend_vector; --`,
  'digits and dots': '1.2.3.4,5.6 -- 0x00 1e309 NaN Infinity -0'.repeat(100),
};
test.each(Object.entries(hostile))('a page of %s is answered like any other', async (_, text) => {
  await aBrand({ products: [kettle] });
  later();
  const page = aPage({
    platform: 'web',
    kind: 'article',
    url: 'https://hostile.example/',
    title: text.slice(0, 500),
    text,
    products: [{ name: text.slice(0, 300), brand: text.slice(0, 300), sku: text.slice(0, 100) }],
  });
  const answer = await anyone(recommendCards, { page, explain: true });
  for (const { score } of answer.cards) expect(score).toBeGreaterThanOrEqual(answer.receipt.threshold);
});

test('a page at every limit of the contract is answered', async () => {
  await aBrand({ products: [kettle] });
  later();
  const page = aPage({
    platform: 'web',
    kind: 'product',
    url: 'https://big.example/',
    title: 'word '.repeat(100),
    text: 'Rivertin RT-90 gooseneck kettle '.repeat(156),
    products: Array.from({ length: 50 }, (_, at) => ({
      name: `Thing ${at} ${'long '.repeat(50)}`,
      brand: 'Maker',
      gtin: '4006381333931',
      sku: `s${at}`,
    })),
    shopLinks: Array.from({ length: 100 }, (_, at) => `https://shop.example/${at}`),
  });
  expect((await cardsFor(page)).receipt.candidates).toBeGreaterThan(0);
});

test('a body beyond 64 KiB is refused, and so are unknown fields', async () => {
  const big = {
    page: { ...article('x'), shopLinks: Array.from({ length: 100 }, (_, at) => `https://shop.example/${at}/${'x'.repeat(1500)}`) },
  };
  const tooLarge = await sendUnder({}, requestOf('POST', '/v1/recommend/cards', big));
  expect(tooLarge.status).toBe(413);
  const unknown = await sendUnder({}, requestOf('POST', '/v1/recommend/cards', { page: article('x'), commissionBps: 900 }));
  expect(unknown.status).toBe(400);
});

test('one address that asks without end is slowed down, others are not', async () => {
  setClock(Date.now());
  const ask = (address: string): Promise<Response> =>
    sendUnder({}, requestOf('POST', '/v1/recommend/cards', { page: article('') }, { 'cf-connecting-ip': address }));
  const statuses = await Promise.all(Array.from({ length: 130 }, async () => (await ask('192.0.2.7')).status));
  expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  expect((await ask('192.0.2.8')).status).toBe(200);
  expect((await ask('192.0.2.7')).headers.get('retry-after')).toBe('1');
});

test('the health page says which model ranks, on what, and how far it came', async () => {
  await aBrand({ products: [kettle] });
  later();
  await cardsFor(article('Rivertin RT-90 gooseneck kettle'));
  const state = await anyone(recommendHealth, {});
  expect(state).toMatchObject({ model: expect.stringMatching(/^[0-9a-f]{64}$/), modelIs: 'shipped', scan: 'kernel', isComplete: true });
  expect(state.products).toBeGreaterThan(0);
  expect(state.revision).toBeGreaterThan(0);
});
