import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { affiliateLinksOf, isAffiliateLink, linkKind, shopLinksOf } from './shop-links.ts';
import { survey } from './survey.ts';

const page = new URL('https://www.kitchen.example/2026/05/swan-kettle-review/');

test.each([
  ['https://amzn.to/3abc', 'affiliate'],
  ['https://www.amazon.de/dp/B000000000?tag=bench-21&th=1', 'affiliate'],
  ['https://www.amazon.com/Kettle/dp/B000000000%3Fpsc%3D1%26tag%3Dbench-20', 'affiliate'],
  ['https://click.linksynergy.com/deeplink?id=x&murl=https%3A%2F%2Fshop.example', 'affiliate'],
  ['https://goto.bigshop.example/c/198/819/209?u=https%3A%2F%2Fbigshop.example%2Fp%2F1', 'affiliate'],
  ['https://www.awin1.com/cread.php?awinmid=1&p=https%3A%2F%2Fx.example', 'affiliate'],
  ['https://brand.example/kettle?utm_medium=affiliate', 'affiliate'],
  ['https://publisher.example/go.php?t=https%3A%2F%2Fwww.etsy.com%2Flisting%2F1', 'affiliate'],
  ['//td.oo34.net/cl/?tt=slg', 'affiliate'],
  ['https://www.etsy.com/listing/1/kettle', 'shop'],
  ['https://www.brand.example/products/swan', 'shop'],
  ['https://shop.brand.example/', 'shop'],
  ['https://brandshop.example/', 'unknown'],
  ['https://brandshop.com/', 'shop'],
  ['https://bit.ly/x', 'short'],
  ['https://en.wikipedia.org/wiki/Kettle', 'unknown'],
  ['https://www.instagram.com/bench', 'unknown'],
  ['https://www.kitchen.example/products/apron', 'unknown'],
  ['/products/apron', 'unknown'],
  ['https://news.example/2026/05/strike', 'unknown'],
  ['javascript:location="https://amzn.to/1"', 'unknown'],
  ['mailto:a@amzn.to', 'unknown'],
  ['#amzn.to', 'unknown'],
  ['https://[bad', 'unknown'],
])('%s is %s', (href, kind) => {
  expect(linkKind(href, page)).toBe(kind);
});

test('a link that says it is sponsored is an affiliate link, and so is the own redirect that says so', () => {
  expect(linkKind('https://brand.example/', page, 'sponsored noopener')).toBe('affiliate');
  expect(linkKind('/recommends/swan', page, 'nofollow')).toBe('affiliate');
  expect(linkKind('/recommends/swan', page)).toBe('unknown');
});

const linksIn = (body: string, isAdvertising = false, url = page) => {
  const { document } = parseHTML(`<html><head><title>Swan kettle</title></head><body>${body}</body></html>`);
  return shopLinksOf(survey({ document, url }), url, isAdvertising);
};

test('links are kept byte for byte, once, in page order', () => {
  const one = 'HTTPS://Amzn.to/3abc?x=a%20b&amp;y';
  expect(linksIn(`<main><a href="${one}">a</a><a href="https://amzn.to/2">b</a><a href="${one}">c</a></main>`)).toEqual([
    'HTTPS://Amzn.to/3abc?x=a%20b&y',
    'https://amzn.to/2',
  ]);
});

test('menus and footers lead to shops without being the content', () => {
  expect(linksIn('<nav><a href="https://www.etsy.com/shop/me">Etsy</a></nav><footer><a href="https://amzn.to/1">x</a></footer>')).toEqual(
    [],
  );
});

test('short links and brands count only where the page sells, reviews or advertises', () => {
  const body = '<main><p>See <a href="https://bit.ly/x">this</a> and <a href="https://www.swan-kettles.example/">them</a>.</p></main>';
  const plain = new URL('https://www.kitchen.example/2026/05/news/');
  expect(linksIn(body, false, plain)).toEqual([]);
  expect(linksIn(body, true, plain)).toEqual(['https://bit.ly/x', 'https://www.swan-kettles.example/']);
});

test('a page full of links is read up to the limit', () => {
  const body = Array.from({ length: 5000 }, (_, at) => `<a href="https://amzn.to/${at}">x</a>`).join('');
  expect(linksIn(`<main>${body}</main>`)).toHaveLength(300);
});

test.each([
  ['https://amzn.to/3abc', true],
  ['https://www.amazon.de/dp/B000000000?tag=bench-21', true],
  ['https://www.amazon.de/dp/B000000000', false],
  ['https://goto.bigshop.example/c/198/819/209?u=https%3A%2F%2Fbigshop.example%2Fp%2F1', true],
  ['https://brand.example/kettle?utm_medium=affiliate', true],
  ['https://www.youtube.com/redirect?q=https%3A%2F%2Famzn.to%2F1', true],
  ['https://www.youtube.com/redirect?q=https%3A%2F%2Fwww.etsy.com%2Flisting%2F1', false],
  ['https://www.etsy.com/listing/1/kettle', false],
  ['https://bit.ly/x', false],
  ['/go/swan', true],
  ['/products/apron', false],
  ['javascript:location="https://amzn.to/1"', false],
  ['https://[bad', false],
])('that %s earns for its author is %s', (href, isEarning) => {
  expect(isAffiliateLink(href, page)).toBe(isEarning);
});

test('of the shop links, those that earn stay byte for byte; without the page an own redirect cannot be told', () => {
  const links = ['HTTPS://Amzn.to/3abc?x=a%20b&y', 'https://www.etsy.com/listing/1', '/go/swan', ' https://amzn.to/2 '];
  expect(affiliateLinksOf(links, page)).toEqual([links[0], links[2], links[3]]);
  expect(affiliateLinksOf(links)).toEqual([links[0], links[3]]);
});
