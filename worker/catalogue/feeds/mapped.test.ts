import { expect, test } from 'vitest';
import { productsOf, readRows, readUntilBroken, refusalsOf } from '#test/harness/feeds.ts';
import { parseMapping } from './mapping.ts';

const mapping = parseMapping(
  JSON.stringify({
    fields: {
      sku: 'Artikel',
      title: 'Name',
      url: 'Seite',
      price: 'Preis',
      currency: ['Waehrung', 'Zeichen'],
      imageUrl: { from: 'Bilder', split: '~' },
      availability: 'Lager',
    },
    constants: { maker: 'Norrland', language: 'de' },
    amounts: '1.234,56',
    currencies: { $: 'CAD' },
    availability: { J: 'in_stock', N: 'out_of_stock' },
  }),
);

test('a plain CSV is read by its mapping', async () => {
  const text = [
    'Artikel;Name;Seite;Preis;Waehrung;Zeichen;Bilder;Lager',
    'k9;Kessel;https://shop.example/k9;1.299,50;EUR;;https://cdn.example/1.jpg~https://cdn.example/2.jpg;J',
    'k8;Kessel 8;https://shop.example/k8;1.299;;$;;N',
    'k7;Kessel 7;https://shop.example/k7;0,0;;;;vielleicht',
    'k6;;https://shop.example/k6;12,00;EUR;;;J',
  ].join('\r\n');
  const entries = await readRows(text, { mapping });
  const shared = { maker: 'Norrland', language: 'de' };
  expect(productsOf(entries)).toEqual([
    {
      ...shared,
      sku: 'k9',
      title: 'Kessel',
      url: 'https://shop.example/k9',
      price: { amountMinor: 129950, currency: 'EUR' },
      availability: 'in_stock',
      imageUrl: 'https://cdn.example/1.jpg',
    },
    {
      ...shared,
      sku: 'k8',
      title: 'Kessel 8',
      url: 'https://shop.example/k8',
      price: { amountMinor: 129900, currency: 'CAD' },
      availability: 'out_of_stock',
    },
    { ...shared, sku: 'k7', title: 'Kessel 7', url: 'https://shop.example/k7', price: null, availability: 'unknown' },
  ]);
  expect(refusalsOf(entries)).toEqual([{ line: 5, reason: 'it has no title' }]);
});

const jsonMapping = parseMapping(
  JSON.stringify({
    fields: { sku: 'id', title: 'names.en', url: 'links.0.href', price: 'offer.price', currency: 'offer.currency', imageUrl: 'images' },
    items: 'data.products',
  }),
);
const product = (id: number, price: unknown) => ({
  id,
  names: { en: `Kettle ${id}` },
  links: [{ href: `https://shop.example/${id}` }],
  offer: { price, currency: 'USD' },
  images: [null, '', 'https://cdn.example/a.jpg'],
});

test('a JSON feed is read by paths', async () => {
  const text = JSON.stringify({ count: 3, data: { products: [product(1, 12.5), product(2, '0.0'), product(3, 1e21)] } }, null, 1);
  const entries = await readRows(text, { mapping: jsonMapping });
  expect(productsOf(entries)).toMatchObject([
    {
      sku: '1',
      title: 'Kettle 1',
      url: 'https://shop.example/1',
      price: { amountMinor: 1250, currency: 'USD' },
      imageUrl: 'https://cdn.example/a.jpg',
    },
    { sku: '2', price: null },
  ]);
  expect(refusalsOf(entries)).toMatchObject([{ reason: expect.stringContaining('price "1e+21" is not one amount') }]);
});

test('one object a line is read in the same way', async () => {
  const { items: _, ...lines } = jsonMapping;
  const text = [product(1, 5), product(2, 6)].map((one) => JSON.stringify(one)).join('\n');
  expect(productsOf(await readRows(text, { mapping: lines })).map(({ sku }) => sku)).toEqual(['1', '2']);
});

test.each([
  [
    'a CSV without a mapping',
    'a,b,c\n1,2,3',
    {},
    'needs a mapping file that says which column is what: --map mapping.json (docs/FEEDS.md). Its columns are: a, b, c',
  ],
  ['JSON without a mapping', '[{"a":1}]', {}, 'A JSON feed needs a mapping file'],
  [
    'a column that is not there',
    'Artikel;Name\n1;2',
    { mapping },
    'it has no column Seite, Preis, Waehrung, Zeichen, Bilder, Lager; its columns are: Artikel, Name',
  ],
  [
    'paths that are not there',
    '[{"a":1}]',
    { mapping: { ...jsonMapping, items: undefined } as never },
    'its first object has none of the mapped paths; its keys are: a',
  ],
  ['a list that is not there', '{"a":1}', { mapping: jsonMapping }, 'it has no list at data.products'],
])('%s is told, with what to do', async (_, text, options, message) => {
  expect((await readUntilBroken(text, options)).message).toContain(message);
});
