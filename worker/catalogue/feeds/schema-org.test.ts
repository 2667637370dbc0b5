import { describe, expect, test } from 'vitest';
import { notesOf, productsOf, readRows, refusalsOf } from '#test/harness/feeds.ts';

const address = 'https://shop.example/p/kettle';
const page = (body: string, head = `<link rel="canonical" href="${address}">`): string =>
  `<!doctype html>\n<html lang="en-GB"><head>${head}</head>\n<body>${body}</body></html>`;
const script = (text: string): string => `<script type="application/ld+json">${text}</script>`;
const kettle = {
  '@context': 'https://schema.org',
  '@type': 'Product',
  name: 'Trail Kettle',
  sku: 'TK-9',
  offers: { '@type': 'Offer', price: '49.00', priceCurrency: 'USD', availability: 'https://schema.org/InStock' },
};
const read = {
  sku: 'TK-9',
  title: 'Trail Kettle',
  url: address,
  price: { amountMinor: 4900, currency: 'USD' },
  availability: 'in_stock',
  language: 'en-GB',
};
const ld = (thing: unknown): string => page(script(JSON.stringify(thing)));

describe('a Product in JSON-LD is read however it is wrapped', () => {
  test.each<[string, string]>([
    ['alone', ld(kettle)],
    ['in a list', ld([{ '@type': 'Organization' }, kettle])],
    ['in @graph', ld({ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, kettle] })],
    ['as main entity', ld({ '@type': 'ItemPage', mainEntity: kettle })],
    ['in an item list', ld({ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: kettle }] })],
    ['with several types', ld({ ...kettle, '@type': ['Product', 'Thing'] })],
    ['with a prefixed type', ld({ ...kettle, '@type': 'http://schema.org/Product' })],
    [
      'with offers by reference',
      ld({
        '@graph': [
          { ...kettle, offers: { '@id': '#o' } },
          { '@id': '#o', ...kettle.offers },
        ],
      }),
    ],
    ['with offers in a list', ld({ ...kettle, offers: [kettle.offers] })],
    [
      'with an aggregate of offers',
      ld({
        ...kettle,
        offers: { '@type': 'AggregateOffer', priceCurrency: 'USD', offers: [{ ...kettle.offers, priceCurrency: undefined }] },
      }),
    ],
    ['with a lowest price', ld({ ...kettle, offers: { ...kettle.offers, price: undefined, lowPrice: 49 } })],
    [
      'with a price specification',
      ld({
        ...kettle,
        offers: {
          ...kettle.offers,
          price: undefined,
          priceCurrency: undefined,
          priceSpecification: [
            { '@type': 'UnitPriceSpecification', priceType: 'https://schema.org/ListPrice', price: 59, priceCurrency: 'USD' },
            { price: 49, priceCurrency: 'USD' },
          ],
        },
      }),
    ],
    ['HTML-escaped', page(script(JSON.stringify(kettle).replaceAll('"', '&quot;')))],
    ['in CDATA', page(script(`\n/*<![CDATA[*/\n${JSON.stringify(kettle)}\n/*]]>*/\n`))],
    ['in a comment', page(script(`<!-- ${JSON.stringify(kettle)} -->`))],
    ['with a comma too many', page(script(JSON.stringify(kettle).replace('}}', ',}}')))],
    [
      'with a line end in a string',
      page(script(JSON.stringify({ ...kettle, description: undefined }).replace('Trail Kettle', 'Trail\nKettle'))),
    ],
    ['with a semicolon behind it', page(script(`${JSON.stringify(kettle)};`))],
    ['between broken blocks', page(`${script('{"@type":')}${script(JSON.stringify(kettle))}`)],
    ['in a script with upper case letters', page(`<SCRIPT TYPE='application/ld+json; charset=utf-8'>${JSON.stringify(kettle)}</SCRIPT>`)],
  ])('%s', async (_, text) => {
    expect(productsOf(await readRows(text))).toEqual([read]);
  });

  test('with all its words', async () => {
    const full = {
      ...kettle,
      brand: { '@type': 'Brand', name: 'Norrland' },
      description: '<p>Boils &amp; pours</p>',
      image: [{ '@type': 'ImageObject', url: 'https://cdn.example/1.jpg' }, 'https://cdn.example/2.jpg'],
      gtin13: '4006381333931',
      mpn: 'mpn:NK-900',
      category: 'Kettles',
      url: '/p/kettle?variant=2',
    };
    expect(productsOf(await readRows(ld(full)))).toEqual([
      {
        ...read,
        maker: 'Norrland',
        description: 'Boils & pours',
        imageUrl: 'https://cdn.example/1.jpg',
        gtin: '4006381333931',
        mpn: 'NK-900',
        category: 'Kettles',
        url: `${address}?variant=2`,
      },
    ]);
  });

  test('variants of a group are products, with what the group says of all', async () => {
    const group = {
      '@type': 'ProductGroup',
      name: 'Boot',
      brand: 'Norrland',
      hasVariant: [
        { '@type': 'Product', sku: 'b-40', name: 'Boot 40', offers: { price: 99, priceCurrency: 'EUR', url: '/b?size=40' } },
        { '@type': 'Product', sku: 'b-41', offers: { price: 99, priceCurrency: 'EUR', availability: 'OutOfStock' } },
      ],
    };
    expect(productsOf(await readRows(ld(group)))).toMatchObject([
      { sku: 'b-40', title: 'Boot 40', maker: 'Norrland', url: 'https://shop.example/b?size=40' },
      { sku: 'b-41', title: 'Boot', maker: 'Norrland', url: address, availability: 'out_of_stock' },
    ]);
  });
});

describe('a Product in microdata is read as the page nests it', () => {
  const offer =
    '<div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="USD"><link itemprop="availability" href="https://schema.org/InStock">';
  const marked = (price: string, name = '<h1 itemprop="name">Trail <b>Kettle</b></h1>'): string =>
    page(`<div itemscope itemtype="https://schema.org/Product">${name}<span itemprop="sku">TK-9</span>${offer}${price}</div></div>`);
  test.each<[string, string]>([
    ['with attributes', marked('<span itemprop="price" content="49.00">only $49</span>')],
    ['with words', marked('<span itemprop="price">$49.00</span>')],
    ['with a price in small elements, printed twice', marked('<span itemprop="price"><div>49.00</div><div>49.00</div></span>')],
    ['with a linked name', marked('<data itemprop="price" value="49">x</data>', '<a itemprop="name" href="/x">Trail Kettle</a>')],
    ['with elements that nobody closes', marked('<ul><li>a<li><span itemprop="price">49</span></ul>')],
    ['with elements closed that nobody opened', marked('</b></i><span itemprop="price">49</span>')],
    ['without quotes around attributes', marked('<meta itemprop=price content=49.00>')],
  ])('%s', async (_, text) => expect(productsOf(await readRows(text))).toEqual([read]));

  test('a price in two sizes is not read as one number', async () => {
    expect(refusalsOf(await readRows(marked('<span itemprop="price">10<sup>99</sup></span>')))).toMatchObject([
      { reason: expect.stringContaining('is not one amount') },
    ]);
  });

  test('it says what JSON-LD leaves open, and no more', async () => {
    const { offers: _, ...bare } = kettle;
    const both = marked('<meta itemprop="price" content="59">').replace(
      '</body>',
      `${script(JSON.stringify({ ...bare, name: 'Kettle' }))}</body>`,
    );
    expect(productsOf(await readRows(both))).toEqual([{ ...read, title: 'Kettle', price: { amountMinor: 5900, currency: 'USD' } }]);
  });

  test('teasers of other products are passed over with a note, whole ones are kept', async () => {
    const teaser = (name: string, more = ''): string =>
      `<div itemscope itemtype="https://schema.org/Product"><i itemprop="name">${name}</i>${more}</div>`;
    const text = marked('<meta itemprop="price" content="49">').replace(
      '</body>',
      `${teaser('Cup')}${teaser('Pot')}${teaser('Pan', '<meta itemprop="sku" content="P-1">')}${teaser('Trail Kettle')}</body>`,
    );
    const entries = await readRows(text);
    expect(productsOf(entries).map(({ sku }) => sku)).toEqual(['TK-9', 'P-1']);
    expect(notesOf(entries)).toEqual(['2 further products of the page have neither an id nor a link with a price, and were passed over']);
  });
});

describe('a page names what its product does not', () => {
  const { sku: _, ...nameless } = kettle;
  test.each<[string, unknown, string, string, string]>([
    ['the gtin', { ...nameless, gtin: '4006381333931' }, '', '4006381333931', 'it has no sku: its gtin names it'],
    ['the mpn', { ...nameless, mpn: 'NK-900' }, '', 'NK-900', 'it has no sku: its mpn names it'],
    ['the address', nameless, '', 'p/kettle', 'it has no sku: its address names it'],
    [
      'the address that OpenGraph tells',
      nameless,
      '<meta property="og:url" content="https://shop.example/p/other">',
      'p/other',
      'it has no sku: its address names it',
    ],
  ])('%s', async (_, thing, head, sku, note) => {
    const entries = await readRows(head === '' ? ld(thing) : page(script(JSON.stringify(thing)), head));
    expect(productsOf(entries)).toMatchObject([{ sku }]);
    expect(notesOf(entries)).toEqual([note]);
  });

  test('the currency, which OpenGraph tells', async () => {
    const thing = { ...kettle, offers: { ...kettle.offers, price: '$49.00', priceCurrency: undefined } };
    const head = `<link rel="canonical" href="${address}"><meta property="product:price:currency" content="CAD">`;
    expect(productsOf(await readRows(page(script(JSON.stringify(thing)), head)))).toEqual([
      { ...read, price: { amountMinor: 4900, currency: 'CAD' } },
    ]);
  });

  test('a page that a browser saved tells where it was', async () => {
    const text = `<!-- saved from url=(0029)${address} -->\n${page(script(JSON.stringify(kettle)), '')}`;
    expect(productsOf(await readRows(text))).toEqual([read]);
  });

  test('a page that tells no address says what to do', async () => {
    expect(refusalsOf(await readRows(page(script(JSON.stringify(kettle)), '')))).toEqual([
      { line: 3, reason: expect.stringContaining('neither the product nor the page tells an address') },
    ]);
    expect(
      productsOf(await readRows(page(script(JSON.stringify({ ...kettle, url: '/k' })), ''), { shop: new URL('https://shop.example') })),
    ).toMatchObject([{ url: 'https://shop.example/k' }]);
  });
});

describe('a page without a Product is refused with its reason', () => {
  test.each([
    ['words only', page('<h1>Kettle</h1>'), 1, 'the page names no schema.org Product'],
    ['JSON-LD that is broken', page(`\n${script('{"@type":"Product","name":')}`), 4, 'its JSON-LD cannot be read as JSON'],
    ['things of other types', ld({ '@type': 'Article', name: 'Kettles' }), 1, 'the page names no schema.org Product'],
    ['JSON-LD in a comment of the page', page(`<!-- ${script(JSON.stringify(kettle))} -->`), 1, 'the page names no schema.org Product'],
  ])('%s', async (_, text, line, reason) => expect(await readRows(text)).toEqual([{ line, reason: expect.stringContaining(reason) }]));
});

test.each([
  ['a hundred thousand open elements', '<div>'.repeat(100_000)],
  ['a hundred thousand open items', '<div itemscope itemprop="x">'.repeat(100_000)],
  ['a hundred thousand closing tags', '</p>'.repeat(100_000)],
  ['attributes without end', `<a ${'b="'.repeat(100_000)}`],
  ['brackets without end', '<'.repeat(100_000)],
  ['JSON-LD nested without end', script('['.repeat(100_000))],
  ['JSON-LD of a million things', script(JSON.stringify({ '@graph': Array.from({ length: 50_000 }, () => ({ '@type': 'Thing' })) }))],
])('a page of %s costs one pass', async (_, body) => {
  expect(refusalsOf(await readRows(page(body)))).toHaveLength(1);
});
