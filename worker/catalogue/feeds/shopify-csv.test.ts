import { describe, expect, test } from 'vitest';
import { productsOf, readRows, readUntilBroken, refusalsOf } from '#test/harness/feeds.ts';

const options = { shop: new URL('https://shop.example'), currency: 'USD' };
const header =
  'Handle,Title,Body (HTML),Vendor,Type,Published,Option1 Name,Option1 Value,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Barcode,Image Src,Variant Image';
const feed = (...rows: string[]): string => [header, ...rows].join('\n');

test('rows of one handle are one product: each variant a row of its own, images joined', async () => {
  const text = feed(
    'trail-kettle,Trail Kettle,<p>Boils</p>,Norrland,Kettles,true,Size,Small,,,,0,deny,49.00,,https://cdn.example/1.jpg,',
    'trail-kettle,,,,,,,Large,Red,TK-L,shopify,0,deny,59.00,4006381333931,https://cdn.example/2.jpg,https://cdn.example/large.jpg',
    'trail-kettle,,,,,,,,,,,,,,,https://cdn.example/3.jpg,',
    'cup,Cup,,Norrland,Cups,true,Title,Default Title,,,shopify,3,deny,9.5,,,',
  );
  const shared = { maker: 'Norrland', description: 'Boils', url: 'https://shop.example/products/trail-kettle', category: 'Kettles' };
  expect(await readRows(text, options)).toEqual([
    {
      line: 2,
      notes: [],
      product: {
        ...shared,
        sku: 'trail-kettle/small',
        title: 'Trail Kettle, Small',
        imageUrl: 'https://cdn.example/1.jpg',
        price: { amountMinor: 4900, currency: 'USD' },
        availability: 'in_stock',
      },
    },
    {
      line: 3,
      notes: [],
      product: {
        ...shared,
        sku: 'TK-L',
        title: 'Trail Kettle, Large, Red',
        imageUrl: 'https://cdn.example/large.jpg',
        price: { amountMinor: 5900, currency: 'USD' },
        availability: 'out_of_stock',
        gtin: '4006381333931',
      },
    },
    {
      line: 5,
      notes: [],
      product: {
        sku: 'cup',
        title: 'Cup',
        maker: 'Norrland',
        category: 'Cups',
        url: 'https://shop.example/products/cup',
        price: { amountMinor: 950, currency: 'USD' },
        availability: 'in_stock',
      },
    },
  ]);
});

test("Shopify's newer column names mean the same", async () => {
  const text = [
    'Title,URL handle,Description,Vendor,Type,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Price,Inventory tracker,Inventory quantity,Continue selling when out of stock,Product image URL,Variant image URL',
    'Cup,cup,Warm,Norrland,Cups,TRUE,Active,C-1,,Title,Default Title,9.50,shopify,0,TRUE,https://cdn.example/c.jpg,',
    'Old cup,old-cup,Cold,Norrland,Cups,TRUE,Draft,C-0,,,,9.50,,,,,',
  ].join('\n');
  const entries = await readRows(text, options);
  expect(productsOf(entries)).toMatchObject([
    {
      sku: 'C-1',
      title: 'Cup',
      price: { amountMinor: 950, currency: 'USD' },
      availability: 'backorder',
      imageUrl: 'https://cdn.example/c.jpg',
      maker: 'Norrland',
    },
  ]);
  expect(refusalsOf(entries)).toEqual([{ line: 3, reason: 'it is draft in the shop: only active products can be sold' }]);
});

test('bad rows are named by line and reason, good ones are kept', async () => {
  const entries = await readRows(
    feed(
      'a,A,,,,true,Title,Default Title,,,,,,1,,,',
      ',No handle,,,,true,,,,,,,,1,,,',
      'hidden,Hidden,,,,false,Title,Default Title,,,,,,1,,,',
      'a,A again,,,,true,Title,Default Title,,,,,,1,,,',
      'untitled,,,,,true,Title,Default Title,,,,,,1,,,',
      'odd,Odd,,,,true,Title,Default Title,,,,,,cheap,,,',
      'z,Z,,,,true,Title,Default Title,,,,,,1,,,',
    ),
    options,
  );
  expect(productsOf(entries).map(({ sku }) => sku)).toEqual(['a', 'z']);
  expect(refusalsOf(entries)).toEqual([
    { line: 3, reason: 'it has no handle, so it belongs to no product' },
    { line: 4, reason: 'it is not published in the shop' },
    { line: 5, reason: 'handle a stood further up: keep the rows of a product together' },
    { line: 6, reason: 'it has no title' },
    { line: 7, reason: expect.stringContaining('price "cheap" is not one amount') },
  ]);
});

describe('what the export does not hold must be told before a row is read', () => {
  test.each([
    ['the shop', { currency: 'USD' }, '--shop https://your-shop.example'],
    ['the currency', { shop: new URL('https://shop.example') }, '--currency USD'],
  ])('%s', async (_, given, what) => {
    const { message, code } = await readUntilBroken(feed('a,A,,,,true,,,,,,,,1,,,'), given);
    expect(code).toBe('invalid_request');
    expect(message).toContain(what);
  });
});

test('wherever the bytes are cut, the rows are the same', async () => {
  const text = feed('a,"A\n""x""",,,,true,Size,S,,,,,,1,,,', 'a,,,,,,,M,,,,,,2,,,', 'b,B,,,,true,,,,,,,,3,,,');
  const whole = await readRows(text, options);
  expect(whole).toHaveLength(3);
  for (const size of [1, 2, 3, 5, 8])
    expect(await readRows(text, { ...options, sizes: Array.from({ length: 500 }, () => size) })).toEqual(whole);
});
