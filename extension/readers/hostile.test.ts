import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { PageSnapshot } from '#shared/page.ts';
import { readPage } from './registry.ts';

const address = new URL('https://shop.example/p/kettle');
const page = (head: string, body = '<h1>Kettle</h1><button class="add-to-cart">Add to cart</button>') =>
  `<html lang="en"><head><title>Kettle</title>${head}</head><body>${body}</body></html>`;
const ld = (json: string) => page(`<script type="application/ld+json">${json}</script>`);
const product = (fields: string) => ld(`{"@type":"Product","name":"Kettle","offers":{"price":"10","priceCurrency":"EUR"},${fields}}`);

function read(html: string, url = address) {
  const reading = readPage(parseHTML(html).document, url);
  expect(reading.why).not.toBe('failed');
  if (reading.snapshot) expect(PageSnapshot.parse(reading.snapshot)).toEqual(reading.snapshot);
  return reading.snapshot;
}

test.each([
  ['broken JSON-LD', ld('{"@type":"Product","name":"Kettle","offers":{{{{')],
  ['JSON-LD of 5 MB', ld(`{"@type":"Product","name":"Kettle","x":"${'a'.repeat(5_000_000)}"}`)],
  ['JSON-LD that nests for ever', ld(`${'{"@graph":['.repeat(20_000)}${']}'.repeat(20_000)}`)],
  [
    'ids in circles',
    ld(
      '{"@graph":[{"@type":"Product","@id":"#a","name":{"@id":"#a"},"brand":{"@id":"#b"},"offers":{"@id":"#b"}},{"@type":"Offer","@id":"#b","offers":{"@id":"#b"},"itemOffered":{"@id":"#a"}}]}',
    ),
  ],
  [
    'thousands of offers',
    product(
      `"hasVariant":[${Array.from({ length: 5000 }, (_, at) => `{"@type":"Product","name":"K${at}","offers":{"price":${at + 1},"priceCurrency":"EUR"}}`).join(',')}]`,
    ),
  ],
  ['values of every wrong type', product('"brand":[null,7,{"name":[[{}]]}],"sku":{"a":1},"gtin":[],"url":false,"mpn":true')],
  ['deep elements', page('', `<h1>Kettle</h1>${'<div>'.repeat(5000)}x${'</div>'.repeat(5000)}`)],
  ['a hundred thousand elements', page('', `<h1>Kettle</h1>${'<b>1 €</b>'.repeat(100_000)}`)],
  ['one text of megabytes', page('', `<h1>Kettle</h1><p>${'kettle '.repeat(400_000)}</p>`)],
  ['a title of megabytes', `<html><head><title>${'x'.repeat(2_000_000)}</title></head><body></body></html>`],
  ['white space without end in JSON-LD', ld(`{"a":1}${' '.repeat(300_000)}x`)],
  ['quotes without end', ld(`{"@type":"Product","name":"${'" '.repeat(20_000)}`)],
  ['no head and no body', '<html></html>'],
  [
    'microdata inside itself',
    page(
      '',
      `<h1>Kettle</h1>${'<div itemscope itemtype="http://schema.org/Product" itemprop="isRelatedTo"><span itemprop="name">K</span>'.repeat(400)}`,
    ),
  ],
])('survives %s', (_, html) => {
  expect(() => read(html)).not.toThrow();
});

test.each([
  ['a price beyond numbers', '"offers":{"price":1e400,"priceCurrency":"EUR"}'],
  ['a negative price', '"offers":{"price":"-10","priceCurrency":"EUR"}'],
  ['a price in words', '"offers":{"price":"ask","priceCurrency":"EUR"}'],
  ['a price in no currency', '"offers":{"price":"10","priceCurrency":"DOUBLOON"}'],
])('%s is no price', (_, fields) => {
  const [found] = read(ld(`{"@type":"Product","name":"Kettle",${fields}}`))?.products ?? [];
  expect(found?.name).toBe('Kettle');
  expect(found?.price).toBeUndefined();
});

test('names are text, whatever they contain', () => {
  const name = '<img src=x onerror=alert(1)><script>alert(2)</script> Kettle ' + '\u202e' + 'gpj';
  const [found] =
    read(
      ld(
        JSON.stringify({ '@type': 'Product', name, brand: 'x\u0000y', offers: { price: 1, priceCurrency: 'EUR' } }).replaceAll(
          '<',
          '\\u003c',
        ),
      ),
      new URL('https://shop.example/p/kettle'),
    )?.products ?? [];
  expect(found?.name).toBe('alert(2) Kettle gpj');
  expect(found?.brand).toBe('x y');
});

test('keys of prototypes change nothing outside', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  read(product('"__proto__":{"brand":"polluted","polluted":1},"constructor":{"prototype":{"polluted":1}}'));
  read(
    page(
      '<meta name="__proto__" content="polluted"><meta property="constructor" content="x">',
      '<div itemscope itemtype="http://schema.org/Product"><span itemprop="__proto__">x</span><span itemprop="name">Kettle</span></div>',
    ),
  );
  expect(Object.getOwnPropertyNames(Object.prototype).length).toBe(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test('links that are no web addresses are not links', () => {
  const body = `<main><h1>Kettle review</h1><p>This post contains affiliate links.</p>
    <a href="javascript:fetch('https://amzn.to/1')" rel="sponsored">Fernholm Swan Kettle 9</a><a href="data:text/html,https://amzn.to/2" rel="sponsored">Fernholm Swan Kettle 8</a>
    <a href="https://amzn.to/${'x'.repeat(5000)}">Fernholm Swan Kettle 7</a><a href=" https://amzn.to/3 ">Fernholm Swan Kettle 6</a></main>`;
  expect(read(page('', body), new URL('https://blog.example/2026/01/kettle'))?.shopLinks).toEqual([' https://amzn.to/3 ']);
});

test('right-to-left, Chinese and Korean pages are read like any other', () => {
  const arabic = read(
    page(
      '<script type="application/ld+json">{"@type":"Product","name":"غلاية البجعة","brand":"فيرنهولم","offers":{"price":"٩٩","priceCurrency":"SAR"}}</script>',
      '<h1>غلاية البجعة</h1><p class="price">99 ر.س</p>',
    ),
    new URL('https://shop.example/ar-sa/p/1'),
  );
  expect(arabic?.products).toEqual([
    { name: 'غلاية البجعة', brand: 'فيرنهولم', price: { amount: '99', currency: 'SAR' }, url: 'https://shop.example/ar-sa/p/1' },
  ]);
  const korean = read(
    page('', '<h1>Kettle</h1><p class="price">30,000원</p><button>구매하기</button>'),
    new URL('https://shop.example/deal/4548094738'),
  );
  expect(korean?.products[0]).toMatchObject({ name: 'Kettle', price: { amount: '30000', currency: 'KRW' }, sku: '4548094738' });
});

test('an element that hides the DOM behind its fields only hides itself', () => {
  const { document } = parseHTML(page('', '<h1>Kettle</h1><p class="price">10 €</p><form><button>In den Warenkorb</button></form>'));
  const form = document.querySelector('form');
  Object.defineProperty(form, 'getAttribute', { value: 'clobbered' });
  const reading = readPage(document, address);
  expect(typeof (reading.snapshot?.title ?? reading.why)).toBe('string');
});

test('whatever a page is made of, the answer is a valid snapshot or a reason', () => {
  const bit = fc.constantFrom(
    '<h1>',
    '</h1>',
    '<div class="price">',
    '</div>',
    '<p>',
    '€ 12',
    '$1,299.00',
    'SKU: 12',
    '<script type="application/ld+json">',
    '</script>',
    '{"@type":"Product","name":"K"}',
    '[{',
    '<a href="https://amzn.to/1" rel="sponsored">',
    '</a>',
    '<main>',
    '<footer>',
    '#ad',
    '<meta property="og:type" content="product">',
    '<meta itemprop="price" content="9">',
    'itemscope',
    '<div itemscope itemtype="http://schema.org/Product">',
    '<button>Add to cart</button>',
    '<title>',
    '</title>',
    '<!--',
    '-->',
    '\u0000',
    '😀',
    '漢字',
    '&amp;',
    '&#x110000;',
    '"',
    '<del>',
  );
  fc.assert(
    fc.property(
      fc.array(bit, { maxLength: 60 }),
      fc.constantFrom('https://a.example/p/1', 'https://www.youtube.com/watch?v=abcdefghijk', 'https://www.tiktok.com/@a'),
      (bits, url) => {
        read(bits.join(''), new URL(url));
      },
    ),
    { numRuns: 300 },
  );
});
