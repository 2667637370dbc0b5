import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notesOf, productsOf, readRows, readUntilBroken, refusalsOf } from '#test/harness/feeds.ts';

const feed = (items: string, open = '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">'): string =>
  `<?xml version="1.0"?>\n${open}<channel>\n<title>A shop</title><link>https://shop.example</link>\n${items}\n</channel></rss>`;
const item = (id: string, more = ''): string =>
  `<item><g:id>${id}</g:id><title>Kettle ${id}</title><link>https://shop.example/p/${id}</link><g:price>49.00 USD</g:price>${more}</item>`;
const skus = async (text: string): Promise<string[]> => productsOf(await readRows(text)).map(({ sku }) => sku);

test('an item is read whole', async () => {
  const more = `<description><![CDATA[<p>Boils &amp; pours</p>]]></description><g:image_link>https://cdn.example/k.jpg</g:image_link>
    <g:availability>in_stock</g:availability><g:brand>Norrland</g:brand><g:gtin>4006381333931</g:gtin><g:mpn>NK-900</g:mpn>
    <g:product_type>Kitchen &gt; Kettles</g:product_type><g:sale_price>39.00 USD</g:sale_price><g:shipping><g:price>5.00 USD</g:price></g:shipping>
    <media:content xmlns:media="m" url="x"/>`;
  expect(await readRows(feed(item('k9', more)))).toEqual([
    {
      line: 4,
      notes: [],
      product: {
        sku: 'k9',
        title: 'Kettle k9',
        maker: 'Norrland',
        description: 'Boils & pours',
        url: 'https://shop.example/p/k9',
        imageUrl: 'https://cdn.example/k.jpg',
        price: { amountMinor: 3900, currency: 'USD' },
        availability: 'in_stock',
        gtin: '4006381333931',
        mpn: 'NK-900',
        category: 'Kitchen > Kettles',
      },
    },
  ]);
});

describe('one form comes out of what shops write', () => {
  test.each<[string, string, Record<string, unknown>]>([
    [
      'Atom',
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><entry><g:id>a</g:id><title>A</title><link rel="alternate" href="https://shop.example/a?x=1&amp;y=2"/><link rel="self" href="https://x.example"/><summary>s</summary><g:price>1 EUR</g:price></entry></feed>`,
      { sku: 'a', url: 'https://shop.example/a?x=1&y=2', description: 's' },
    ],
    [
      'another prefix for the namespace',
      feed(
        '<item><q:id>a</q:id><title>A</title><link>https://shop.example/a</link></item>',
        '<rss xmlns:q="http://base.google.com/ns/1.0">',
      ),
      { sku: 'a', price: null },
    ],
    [
      'no prefix at all',
      feed('<item><id>a</id><title>A</title><link>https://shop.example/a</link><price>5 GBP</price></item>', '<rss>'),
      { sku: 'a', price: { amountMinor: 500, currency: 'GBP' } },
    ],
    [
      "Google's title before the channel's",
      feed('<item><g:id>a</g:id><title>B</title><g:title>A</g:title><link>https://shop.example/a</link></item>'),
      { title: 'A' },
    ],
    [
      'a bare & in a link',
      feed('<item><g:id>a</g:id><title>A</title><link>https://shop.example/?a=1&b=2</link></item>'),
      { url: 'https://shop.example/?a=1&b=2' },
    ],
    ['entities of HTML', feed(item('a', '<description>caf&amp;eacute;&nbsp;&#233;</description>')), { description: 'café é' }],
    ['escaped HTML', feed(item('a', '<description>&lt;ul&gt;&lt;li&gt;warm&lt;/li&gt;&lt;/ul&gt;</description>')), { description: 'warm' }],
    [
      'a link in CDATA',
      feed('<item><g:id>a</g:id><title>A</title><link><![CDATA[https://shop.example/?a=1&b=2]]></link></item>'),
      { url: 'https://shop.example/?a=1&b=2' },
    ],
    [
      'comments and an empty line before the feed',
      `\n<!-- made by <item> -->\n${feed(item('a'))}`.replace('<?xml version="1.0"?>', ''),
      { sku: 'a' },
    ],
    [
      'a bare number for a category says nothing',
      feed(item('a', '<g:google_product_category>1604</g:google_product_category>')),
      { sku: 'a' },
    ],
  ])('%s', async (_, text, part) => {
    const [product, ...more] = productsOf(await readRows(text));
    expect(more).toEqual([]);
    expect(product).toMatchObject(part);
    expect(product?.category).toBeUndefined();
  });
});

describe('a sale price counts while it is in force and lower', () => {
  test.each([
    ['without dates', '<g:sale_price>39.00 USD</g:sale_price>', 3900],
    [
      'within its dates',
      '<g:sale_price>39.00 USD</g:sale_price><g:sale_price_effective_date>2026-10-01T00:00+0000/2026-12-01T00:00+0000</g:sale_price_effective_date>',
      3900,
    ],
    [
      'before its dates',
      '<g:sale_price>39.00 USD</g:sale_price><g:sale_price_effective_date>2026-12-01/2026-12-31</g:sale_price_effective_date>',
      4900,
    ],
    [
      'after its dates',
      '<g:sale_price>39.00 USD</g:sale_price><g:sale_price_effective_date>2026-01-01/2026-01-31</g:sale_price_effective_date>',
      4900,
    ],
    ['above the price', '<g:sale_price>59.00 USD</g:sale_price>', 4900],
    ['in another currency', '<g:sale_price>39.00 EUR</g:sale_price>', 4900],
    ['not readable', '<g:sale_price>soon</g:sale_price>', 4900],
  ])('%s', async (_, more, amountMinor) => {
    expect(productsOf(await readRows(feed(item('a', more))))[0]?.price).toEqual({ amountMinor, currency: 'USD' });
  });
});

describe('a broken item does not lose the others', () => {
  test.each([
    ['a tag that is not closed', '<item><g:id>x</g:id><title>X<link>https://shop.example/x</link></item>', 'not well-formed XML'],
    ['tags that cross', '<item><g:id>x</title></item>', 'not well-formed XML'],
    ['an item that is not closed', '<item><g:id>x</g:id>\n', 'is not closed before the next one begins'],
    ['CDATA that is not closed', '<item><g:id>x</g:id><title><![CDATA[X</title></item>', 'not well-formed XML'],
    ['an empty item', '<item/>', 'the <item> is empty'],
    ['a document type within', '<item><!DOCTYPE x [<!ENTITY a "b">]><g:id>x</g:id></item>', 'declares a document type or entities'],
    ['no id', '<item><title>X</title><link>https://shop.example/x</link></item>', 'it has no id'],
    [
      'nothing but a price',
      '<item><g:price>-1 USD</g:price></item>',
      'it has no id: every product needs one that stays the same (SKU); it has no title; it has no link; price "-1 USD" is negative',
    ],
    ['a link that is none', '<item><g:id>x</g:id><title>X</title><link>javascript:alert(1)</link></item>', 'does not begin with https://'],
    ['an unknown currency', item('x').replace('USD', 'XXX'), 'currency "XXX" is not known here'],
  ])('%s', async (_, broken, reason) => {
    const text = feed(`${item('a')}\n${broken}\n${item('b')}`);
    const entries = await readRows(text);
    expect(productsOf(entries).map(({ sku }) => sku)).toEqual(['a', 'b']);
    expect(refusalsOf(entries)).toEqual([{ line: 5, reason: expect.stringContaining(reason) }]);
    expect(await readRows(text, { sizes: Array.from({ length: text.length }, () => 3) })).toEqual(entries);
  });

  test('nor does one that is cut off at the end', async () => {
    const entries = await readRows(feed(item('a')).replace(/<\/channel>.*/s, '<item><g:id>b</g:id>'));
    expect(productsOf(entries).map(({ sku }) => sku)).toEqual(['a']);
    expect(refusalsOf(entries)).toHaveLength(1);
  });
});

describe('declared entities are never read', () => {
  const lol = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  test.each([
    [
      'a thousand million laughs',
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "lol">${lol}]><rss><channel>${item('&l9;')}</channel></rss>`,
    ],
    [
      'a file of this machine',
      `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>${item('&x;')}</channel></rss>`,
    ],
    ['an entity without a document type', `<rss><!ENTITY a "b"><channel>${item('a')}</channel></rss>`],
  ])('%s', async (_, text) => {
    const { message, code } = await readUntilBroken(text);
    expect(code).toBe('unprocessable');
    expect(message).toContain('declares a document type or entities');
    expect(message).toContain('Nothing was read.');
  });

  test('an entity that nobody declared stays as it is written', async () => {
    expect(await skus(feed(item('&l9;')))).toEqual(['&l9;']);
  });
});

test('what is left out is noted', async () => {
  const entries = await readRows(
    feed(item('a', '<g:gtin>123</g:gtin><g:availability>soonish</g:availability><g:image_link>ftp://x/y</g:image_link>')),
  );
  expect(notesOf(entries)).toEqual([
    'availability "soonish" is not a word known here, so it counts as unknown',
    'image link "ftp://x/y" is not a plain https address and was left out',
    'gtin "123" is not a number of 8, 12, 13 or 14 digits and was left out',
  ]);
});

test('wherever the bytes are cut, the rows are the same', async () => {
  const text = feed(
    `${item('a', '<description>Käse 🧀 <![CDATA[<b>奶酪</b>]]></description>')}\r\n${item('b', '<!-- 🧀 -->')}<item><title>é</item>${item('c')}`,
  );
  const whole = await readRows(text);
  expect(productsOf(whole).map(({ sku }) => sku)).toEqual(['a', 'b', 'c']);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 80 }), async (sizes) => {
      expect(await readRows(text, { sizes })).toEqual(whole);
    }),
  );
});
