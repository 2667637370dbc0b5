import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from './main.ts';

let folder = '';
let server: Server | undefined;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gloss-import-'));
});
afterEach(() => {
  server?.close();
  server = undefined;
  rmSync(folder, { recursive: true });
});

async function gloss(...argv: string[]): Promise<{ code: number; out: string[]; err: string[] }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['import', ...argv], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out, err };
}
function file(name: string, text: string): string {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
}
const goodFeed = 'id\ttitle\tlink\tprice\na\tA\thttps://shop.example/a\t1 USD\nb\tB\thttps://shop.example/b\t2 USD\n';
const badFeed = `${goodFeed}\t\thttps://shop.example/c\t\n`;

/** A worker that takes rows as the contract says and remembers them by SKU. */
async function aWorker(): Promise<{ origin: string; requests: { key: string | undefined; skus: string[] }[] }> {
  const requests: { key: string | undefined; skus: string[] }[] = [];
  const known = new Set<string>();
  const running = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { rows } = JSON.parse(Buffer.concat(chunks).toString()) as { rows: { sku: string }[] };
      const skus = rows.map(({ sku }) => sku);
      requests.push({ key: request.headers.authorization, skus });
      const created = skus.filter((sku) => !known.has(sku)).length;
      for (const sku of skus) known.add(sku);
      response.end(JSON.stringify({ created, changed: 0, unchanged: skus.length - created, refused: [] }));
    });
  });
  server = running;
  await new Promise<void>((ready) => void running.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${(running.address() as AddressInfo).port}`, requests };
}

describe('a dry run', () => {
  test('reads and reports without a server', async () => {
    expect(await gloss(file('feed.tsv', goodFeed), '--dry-run')).toMatchObject({ code: 0, err: [] });
    const { code, out } = await gloss(file('feed.tsv', badFeed), '--dry-run');
    expect(code).toBe(1);
    expect(out.join('\n')).toMatch(/3 rows.*\ngood 2, refused 1 \(dry run: nothing was sent\)\nrefused \(1\):\n {2}line 4: it has no id/s);
  });

  test('prints every row as a line of JSON, the outcome beside it', async () => {
    const { code, out, err } = await gloss(file('feed.tsv', badFeed), '--dry-run', '--json');
    expect(code).toBe(1);
    const rows = out.map((line) => JSON.parse(line) as object);
    expect(rows).toMatchObject([
      { line: 2, product: { sku: 'a' } },
      { line: 3, product: { sku: 'b' } },
      { line: 4, reason: expect.any(String) },
    ]);
    expect(err.join('\n')).toContain('good 2, refused 1');
  });

  test('takes folders and patterns of saved pages as one feed', async () => {
    const page = (sku: string): string =>
      `<html><script type="application/ld+json">{"@type":"Product","name":"K","sku":"${sku}","url":"https://shop.example/${sku}"}</script>`;
    mkdirSync(path.join(folder, 'pages'));
    for (const [name, sku] of [
      ['1.html', 'a'],
      ['2.htm', 'b'],
      ['3.html', 'a'],
    ])
      file(`pages/${name}`, page(sku ?? ''));
    file('pages/labels.json', '{}');
    for (const named of ['pages', 'pages/*.htm*']) {
      const { code, out } = await gloss(path.join(folder, named), '--dry-run', '--json');
      expect(code).toBe(1);
      expect(out.map((line) => JSON.parse(line) as object)).toMatchObject([
        { file: '1.html', product: { sku: 'a' } },
        { file: '2.htm', product: { sku: 'b' } },
        { file: '3.html', reason: 'id a stood already in 1.html: only the first was taken' },
      ]);
    }
  });

  test('tells of a feed that breaks off what came before', async () => {
    const { code, out } = await gloss(
      file('feed.xml', `<rss><channel><item><id>a</id><title>A</title><link>https://shop.example/a</link></item><!DOCTYPE x>`),
      '--dry-run',
    );
    expect(code).toBe(1);
    expect(out.join('\n')).toContain('good 1, refused 0');
    expect(out.join('\n')).toContain('failed: The feed cannot be read to its end: line 1: it declares a document type');
  });
});

describe('an import', () => {
  test('sends the good rows with the key, and again changes nothing', async () => {
    const { origin, requests } = await aWorker();
    const feed = file('feed.tsv', badFeed);
    const first = await gloss(feed, '--to', origin, '--key', 'mk_1', '--json');
    expect(first.code).toBe(1);
    expect(JSON.parse(first.out[0] ?? '')).toMatchObject({
      rows: 3,
      created: 2,
      changed: 0,
      unchanged: 0,
      refusedCount: 1,
      refused: [{ line: 4 }],
    });
    const second = await gloss(feed, '--to', `${origin}/`, '--key', 'mk_1');
    expect(second.out[1]).toBe('created 0, changed 0, unchanged 2, refused 1');
    expect(requests).toEqual(Array.from({ length: 2 }, () => ({ key: 'Bearer mk_1', skus: ['a', 'b'] })));
  });

  test('says so when the worker does not answer as ours does', async () => {
    server = createServer(
      (_, response) =>
        void response
          .writeHead(403, { 'content-type': 'application/json' })
          .end('{"error":{"code":"forbidden","message":"The key lacks the scope catalogue:write.","requestId":"r"}}'),
    );
    const running = server;
    await new Promise<void>((ready) => void running.listen(0, '127.0.0.1', ready));
    const { code, out } = await gloss(
      file('feed.tsv', goodFeed),
      '--to',
      `http://127.0.0.1:${(running.address() as AddressInfo).port}`,
      '--key',
      'mk_1',
    );
    expect(code).toBe(1);
    expect(out.at(-1)).toBe('failed: The key lacks the scope catalogue:write.');
  });
});

describe('a call that cannot be followed exits with 2 and says what to do', () => {
  test.each<[string, string[], string]>([
    ['no feed', [], 'name a feed'],
    ['a file that is not there', ['nowhere.xml', '--dry-run'], 'there is no file nowhere.xml'],
    ['an unknown option', ['FEED', '--dry'], "Unknown option '--dry'"],
    ['an unknown format', ['FEED', '--format', 'xls'], 'there is no format xls; formats are: google-xml'],
    ['an unknown currency', ['FEED', '--currency', 'BTC'], 'currency BTC is not known here'],
    ['a shop that is no address', ['FEED', '--shop', 'mailto:a@b'], '--shop takes an address'],
    ['a mapping that is not there', ['FEED', '--map', 'nowhere.json'], 'there is no mapping file nowhere.json'],
    ['a mapping that is broken', ['FEED', '--map', 'FEED'], 'The mapping is not valid JSON'],
    ['a plain CSV without a mapping', ['CSV', '--dry-run'], 'needs a mapping file'],
    ['a Shopify export without its shop', ['SHOPIFY', 'SHOPIFY2', '--dry-run'], 'Add: --shop https://your-shop.example --currency USD'],
    ['an origin that is none', ['FEED', '--to', 'gloss', '--key', 'k'], '--to takes an origin'],
    ['no key for a worker elsewhere', ['FEED', '--to', 'https://gloss.example'], 'an API key is missing'],
  ])('%s', async (_, argv, message) => {
    const files: Record<string, string> = {
      FEED: file('feed.tsv', goodFeed),
      CSV: file('plain.csv', 'a,b\n1,2'),
      SHOPIFY: file('one.csv', 'Handle,Title\na,A'),
      SHOPIFY2: file('two.csv', 'Handle,Title\nb,B'),
    };
    const { code, err } = await gloss(...argv.map((part) => files[part] ?? part));
    expect(code).toBe(2);
    expect(err.join('\n')).toContain(message);
  });
});

const root = path.resolve(import.meta.dirname, '../..');
const docs = readFileSync(path.join(root, 'docs/FEEDS.md'), 'utf8');
const mappingIn = (name: string): string => new RegExp(`\`\`\`json mapping=${name}\n(.*?)\n\`\`\``, 's').exec(docs)?.[1] ?? '';

describe('the mappings of docs/FEEDS.md work', () => {
  test('on a table', async () => {
    const text = `sku,name,brand,description,url,images,selling_price,currency,availability,breadcrumbs,language\nTK-9,Trail Kettle,Norrland,Boils,https://shop.example/9,https://cdn.example/1.jpg~https://cdn.example/2.jpg,49,USD,InStock,Kitchen/Kettles,en`;
    const { code, out } = await gloss(file('table.csv', text), '--map', file('map.json', mappingIn('table')), '--dry-run', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      product: { sku: 'TK-9', imageUrl: 'https://cdn.example/1.jpg', price: { amountMinor: 4900, currency: 'USD' } },
    });
  });
  test('on a list', async () => {
    const row = {
      id: 7,
      name: 'Kettle',
      brand: null,
      product_link: 'https://shop.example/7',
      price: '12.5',
      price_sign: '$',
      currency: null,
      category: null,
      product_type: 'kettle',
    };
    const { code, out } = await gloss(
      file('list.json', JSON.stringify([row])),
      '--map',
      file('map.json', mappingIn('list')),
      '--dry-run',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      product: { sku: '7', category: 'kettle', price: { amountMinor: 1250, currency: 'USD' } },
    });
  });
});

/** Real feeds, where they are at hand; counts read by eye. */
const real = path.resolve(root, '../shared');
const realFeeds: { name: string; feed: string[]; options: string[]; mapping?: string; good: number; refused: number; priced: number }[] = [
  {
    name: "a small shop's Google Merchant feed",
    feed: ['data/merchant-feed-chitralhive/google-merchant-feed.xml'],
    options: [],
    good: 100,
    refused: 0,
    priced: 100,
  },
  {
    name: 'a Shopify export of clothes',
    feed: ['data/shopify-product-csvs/apparel.csv'],
    options: ['--shop', 'demo.example', '--currency', 'USD'],
    good: 22,
    refused: 0,
    priced: 22,
  },
  {
    name: 'a Shopify export of furniture',
    feed: ['data/shopify-product-csvs/home-and-garden.csv'],
    options: ['--shop', 'demo.example', '--currency', 'USD'],
    good: 21,
    refused: 0,
    priced: 21,
  },
  {
    name: 'a Shopify export with 18 rows that only add images',
    feed: ['data/shopify-product-csvs/jewelery.csv'],
    options: ['--shop', 'demo.example', '--currency', 'USD'],
    good: 23,
    refused: 0,
    priced: 23,
  },
  {
    name: 'a crawl of a shop',
    feed: ['data/adidas-usa/adidas_usa.csv'],
    options: [],
    mapping: 'table',
    good: 845,
    refused: 0,
    priced: 845,
  },
  { name: 'a list of cosmetics', feed: ['data/makeup-api/makeup.json'], options: [], mapping: 'list', good: 931, refused: 0, priced: 328 },
  { name: '69 saved product pages', feed: ['pages/product'], options: [], good: 73, refused: 16, priced: 69 },
];

describe('real feeds give the rows that they hold', () => {
  test('there is a list of them', () => expect(realFeeds.length).toBeGreaterThan(5));
  for (const { name, feed, options, mapping, good, refused, priced } of existsSync(real) ? realFeeds : []) {
    test(name, async () => {
      const map = mapping ? ['--map', file('map.json', mappingIn(mapping))] : [];
      const { out } = await gloss(...feed.map((one) => path.join(real, one)), ...options, ...map, '--dry-run', '--json');
      const rows = out.map((line) => JSON.parse(line) as { product?: { price: unknown }; reason?: string });
      expect(rows.filter(({ product }) => product)).toHaveLength(good);
      expect(rows.filter(({ reason }) => reason)).toHaveLength(refused);
      expect(rows.filter(({ product }) => product?.price)).toHaveLength(priced);
    });
  }
});
