import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { productsOf, readRows, readUntilBroken, refusalsOf } from '#test/harness/feeds.ts';

const table = (...rows: string[]): string => rows.join('\n');
const header = 'id\ttitle\tlink\tprice\tavailability\tbrand';

test('rows are read by the names of their columns', async () => {
  const text = table(header, 'k9\tKettle "Nine"\thttps://shop.example/k9\t49.00 USD\tin stock\tNorrland');
  expect(await readRows(text)).toEqual([
    {
      line: 2,
      notes: [],
      product: {
        sku: 'k9',
        title: 'Kettle "Nine"',
        maker: 'Norrland',
        url: 'https://shop.example/k9',
        price: { amountMinor: 4900, currency: 'USD' },
        availability: 'in_stock',
      },
    },
  ]);
});

describe('one form comes out of what shops write', () => {
  test.each([
    ['commas', 'ID,Title,Link,Price\nk9,Kettle,https://shop.example/k9,"1,049.00 USD"', 104900],
    ['names with prefix and blanks', 'g:id\tg:title\tg:link\tg:price\nk9\tKettle\thttps://shop.example/k9\t1049 USD', 104900],
    [
      'a mark at the beginning and Windows line ends',
      '\ufeffid\ttitle\tlink\tprice\r\nk9\tKettle\thttps://shop.example/k9\t1049 USD\r\n',
      104900,
    ],
    ['a sale', 'id\ttitle\tlink\tprice\tsale price\nk9\tKettle\thttps://shop.example/k9\t1049 USD\t999 USD', 99900],
    ['quoted cells', '"id"\t"title"\t"link"\t"price"\n"k9"\t"Kettle"\t"https://shop.example/k9"\t"1049 USD"', 104900],
  ])('%s', async (_, text, amountMinor) => {
    expect(productsOf(await readRows(text))).toMatchObject([{ sku: 'k9', title: 'Kettle', price: { amountMinor, currency: 'USD' } }]);
  });
});

test('a spreadsheet in Windows-1252 keeps its letters', async () => {
  const bytes = Uint8Array.from(`${header}\nk9\tCaf\u00e9 \u0093Neun\u0094\thttps://shop.example/k9\t12,50 EUR\tin stock\t`, (letter) =>
    letter.charCodeAt(0),
  );
  expect(productsOf(await readRows(bytes))).toMatchObject([{ title: 'Café “Neun”', price: { amountMinor: 1250, currency: 'EUR' } }]);
});

test('bad rows are named by line and reason, good ones are kept', async () => {
  const entries = await readRows(
    table(
      header,
      'a\tA\thttps://shop.example/a\t1 USD\tin stock\tN',
      '\tB\thttps://shop.example/b\t1 USD\tin stock\tN',
      'c\tC\thttps://shop.example/c\t1 USD\tin stock\tN\tshifted',
      'a\tA again\thttps://shop.example/a2\t1 USD\tin stock\tN',
      `${'d'.repeat(101)}\tD\thttps://shop.example/d\t1 USD\tin stock\tN`,
      'e\tE\thttps://shop.example/e\t1 USD\tin stock',
    ),
  );
  expect(productsOf(entries).map(({ sku }) => sku)).toEqual(['a', 'e']);
  expect(refusalsOf(entries)).toEqual([
    { line: 3, reason: 'it has no id: every product needs one that stays the same (SKU)' },
    { line: 4, reason: expect.stringContaining('it has 7 cells, the header has 6') },
    { line: 5, reason: 'id a stood already on line 2: only the first was taken' },
    { line: 6, reason: 'its id has 101 characters, 100 are the most' },
  ]);
});

test('a table without a needed column says which', async () => {
  const { message } = await readUntilBroken('id\ttitle\tprice\n1\tA\t2', { format: 'google-tsv' });
  expect(message).toContain('it has no column link; its columns are: id, title, price');
});

test('titles and descriptions too long are cut with a note', async () => {
  const [entry] = await readRows(
    table('id\ttitle\tlink\tdescription', `a\t${'t'.repeat(400)}\thttps://shop.example/a\t${'d'.repeat(6000)}`),
  );
  expect(entry).toMatchObject({ notes: ['the title was cut to 300 characters', 'the description was cut to 5000 characters'] });
  expect(productsOf(entry ? [entry] : [])[0]).toMatchObject({ title: 't'.repeat(300), description: 'd'.repeat(5000) });
});

test('wherever the bytes are cut, the rows are the same', async () => {
  const text = table(
    header,
    'a\t"Käse\n🧀"\thttps://shop.example/a\t1 €\tin stock\t',
    'b\t"B\thttps://shop.example/b',
    'c\tC\thttps://shop.example/c\t\t\t',
  );
  const whole = await readRows(text);
  expect(whole).toHaveLength(3);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 80 }), async (sizes) => {
      expect(await readRows(text, { sizes })).toEqual(whole);
    }),
  );
});
