import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { parsePage } from './parse.ts';

const read = (address: string, head: string, body: string) =>
  parsePage({ document: parseHTML(`<html lang="en"><head>${head}</head><body>${body}</body></html>`).document, url: new URL(address) });
const names = (address: string, head: string, body: string) => read(address, head, body)?.products.map(({ name }) => name);
const buy = '<button>Buy now</button>';
const affiliates =
  '<p>This post contains affiliate links: <a href="https://amzn.to/1">Fernholm Swan Kettle</a>, <a href="https://amzn.to/2">The Slow Kitchen Cookbook</a>.</p>';

test.each([
  ['a price list', '/p/pricing', '<title>Pricing - Host</title>', `<h1>Pricing</h1><p class="price">$10</p>${buy}`],
  ['a donation', '/donate', '<title>Donate</title>', `<h1>Donate</h1><p class="price">$10</p>${buy}`],
  [
    'a subscription box beside news',
    '/2026/05/01/waterworks',
    '<title>Waterworks stay</title>',
    `<h1>Waterworks stay</h1><p class="price">$4</p>${buy}`,
  ],
  [
    'an article by its type',
    '/waterworks',
    '<title>Waterworks stay</title><meta property="og:type" content="article">',
    `<h1>Waterworks stay</h1><p class="price">$4</p>${buy}`,
  ],
  ['a price without a shop', '/towers', '<title>The tower</title>', '<h1>The tower</h1><p class="price">$250,000</p><p>Ref: 12345</p>'],
  ['a shop control without a price', '/about', '<title>About us</title>', `<h1>About us</h1>${buy}`],
  ['a cart', '/cart', '<title>Swan kettle</title>', `<h1>Swan kettle</h1><p class="price">$10</p>${buy}`],
  ['an entrance', '/', '<title>Hearth</title>', `<h1>Swan kettle of the week</h1><p class="price">$10</p>${buy}`],
  [
    'a rating widget',
    '/history',
    '<title>History of kettles</title><script type="application/ld+json">{"@type":"Product","name":"History of kettles","aggregateRating":{"ratingValue":5}}</script>',
    '<h1>History of kettles</h1>',
  ],
  [
    'a subscription in data',
    '/story',
    '<title>Waterworks</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"Waterworks","isPartOf":{"@type":["CreativeWork","Product"],"name":"Post","productID":"post.example:basic"}}</script>',
    '<h1>Waterworks</h1>',
  ],
  [
    'a recipe with affiliate links',
    '/soup',
    '<title>The best soup</title><script type="application/ld+json">{"@type":"Recipe","name":"Soup"}</script>',
    `<main><h1>The best soup</h1>${affiliates}</main>`,
  ],
  ['a diary with affiliate links', '/diary', '<title>My week in May</title>', `<main><h1>My week in May</h1>${affiliates}</main>`],
])('no product is seen in %s', (_, path, head, body) => {
  expect(names(`https://a.example${path}`, head, body) ?? []).toEqual([]);
});

test.each([
  [
    'a shop that says so',
    '/swan',
    '<title>Swan kettle</title><meta property="og:type" content="product">',
    '<h1>Swan kettle</h1><p class="price">$10</p>',
    ['Swan kettle'],
  ],
  [
    'a cart control, a price and an address',
    '/product/swan',
    '<title>Swan kettle</title>',
    `<h1>Swan kettle</h1><p class="price">$10</p>${buy}`,
    ['Swan kettle'],
  ],
  [
    'data alone',
    '/swan',
    '<title>Swan kettle</title><script type="application/ld+json">{"@type":"Product","name":"Swan kettle","offers":{"price":"10","priceCurrency":"USD"}}</script>',
    '<h1>Swan kettle</h1>',
    ['Swan kettle'],
  ],
  [
    'data that names no product but the offer',
    '/swan',
    '<title>Swan kettle</title><script type="application/ld+json">{"@type":"Product","offers":{"price":"10","priceCurrency":"USD"}}</script>',
    '<h1>Swan kettle</h1>',
    ['Swan kettle'],
  ],
  [
    'a review that discloses',
    '/review',
    '<title>Kettle review</title>',
    `<main><h1>Kettle review</h1>${affiliates}</main>`,
    ['Fernholm Swan Kettle', 'Slow Kitchen Cookbook'],
  ],
])('the product is seen in %s', (_, path, head, body, expected) => {
  expect(names(`https://a.example${path}`, head, body)).toEqual(expected);
});

test('other products on the page do not take the place of its own', () => {
  const other = '{"@type":"Product","name":"Brewster Mini","offers":{"price":"5","priceCurrency":"USD"}}';
  const own = '{"@type":"Product","name":"Swan kettle","offers":{"price":"10","priceCurrency":"USD"}}';
  expect(
    names(
      'https://a.example/p/swan',
      `<title>Swan kettle</title><script type="application/ld+json">[${other},${own}]</script>`,
      '<h1>Swan kettle</h1>',
    ),
  ).toEqual(['Swan kettle']);
});

test('a product in an article keeps the article and its author', () => {
  const article = '{"@type":"Article","headline":"Swan kettle reviewed","author":{"name":"Mara Lind"}}';
  const product = '{"@type":"Product","name":"Swan kettle","brand":"Fernholm","offers":{"price":"10","priceCurrency":"USD"}}';
  const seen = read(
    'https://a.example/swan',
    `<title>Swan kettle reviewed</title><script type="application/ld+json">[${article},${product}]</script>`,
    '<h1>Swan kettle reviewed</h1>',
  );
  expect(seen).toMatchObject({
    kind: 'article',
    creator: { name: 'Mara Lind', handle: 'a.example' },
    products: [{ name: 'Swan kettle', brand: 'Fernholm', price: { amount: '10', currency: 'USD' } }],
  });
});

test.each([
  ['its own canonical address', '<link rel="canonical" href="/swan?x=1">', 'https://www.a.example/swan'],
  ['not an address elsewhere', '<link rel="canonical" href="https://evil.example/">', 'https://www.a.example/p/swan'],
  ['not the entrance', '<link rel="canonical" href="https://www.a.example/">', 'https://www.a.example/p/swan'],
  ['not a broken one', '<link rel="canonical" href="https://[">', 'https://www.a.example/p/swan'],
])('the address of a page is %s', (_, head, url) => {
  expect(read('https://www.a.example/p/swan?session=1#top', `<title>Swan</title>${head}`, '<h1>Swan</h1>')?.url).toBe(url);
});
