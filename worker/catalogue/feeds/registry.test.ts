import { describe, expect, test } from 'vitest';
import { importFeedBytesMax } from '#shared/contracts/catalogue.ts';
import { productsOf, readUntilBroken, testNow } from '#test/harness/feeds.ts';
import { type FeedEntry, type FeedOptions, feedFormats, parseMapping, readFeed } from './registry.ts';

const mapping = parseMapping('{"fields":{"sku":"id","title":"title","url":"link"}}');

async function formatOf(text: string, options: Partial<FeedOptions> = {}): Promise<string> {
  let name = '';
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }
  const reading = readFeed({ bytes: bytes(), options: { now: testNow, ...options }, onFormat: (format) => (name = format.name) });
  await reading.next().catch(() => undefined);
  return name;
}

describe('a format is known by its content', () => {
  const shop = { shop: new URL('https://shop.example'), currency: 'USD' };
  test.each<[string, string, Partial<FeedOptions>, string]>([
    ['RSS', '<?xml version="1.0"?><rss><channel></channel></rss>', {}, 'google-xml'],
    ['RSS without a declaration', '\ufeff <rss version="2.0">', {}, 'google-xml'],
    ['Atom', '<feed xmlns="http://www.w3.org/2005/Atom"></feed>', {}, 'google-xml'],
    ['HTML', '<!DOCTYPE html><html></html>', {}, 'schema-org'],
    ['XHTML', '<?xml version="1.0"?><!DOCTYPE html><html></html>', {}, 'schema-org'],
    ['HTML behind a comment', '<!-- saved --><html></html>', {}, 'schema-org'],
    ['a Google table', 'id\ttitle\tlink\n', {}, 'google-tsv'],
    ['a Shopify export', 'Handle,Title,Variant Price\n', shop, 'shopify-csv'],
    ['a newer Shopify export', 'Title,URL handle,Price\n', shop, 'shopify-csv'],
    ['a CSV with a mapping', 'a,b\n', { mapping }, 'csv'],
    ['a Google table with a mapping is what the mapping says', 'id\ttitle\tlink\n', { mapping }, 'csv'],
    ['JSON with a mapping', ' [{}]', { mapping }, 'json'],
  ])('%s', async (_, text, options, name) => expect(await formatOf(text, options)).toBe(name));

  test('formats have names of their own', () => expect(new Set(feedFormats.map(({ name }) => name)).size).toBe(feedFormats.length));
});

test.each([
  ['an empty feed', '', 'it is empty'],
  ['blanks', ' \n ', 'it is empty'],
  ['a picture', '\u0089PNG\u0000\u0001', 'This is no feed that is known here. Known are: google-xml:'],
])('%s is refused in words', async (_, text, message) => expect((await readUntilBroken(text)).message).toContain(message));

test('a feed over 20 MB keeps every whole row within the limit and says so', async () => {
  const rowOf = (at: number): string => `${String(at).padStart(8, '0')}\tKettle\thttps://shop.example/p\t${'x'.repeat(940)}\n`;
  const header = 'id\ttitle\tlink\tdescription\n';
  const fits = Math.floor((importFeedBytesMax - header.length) / rowOf(0).length);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(header);
    for (let at = 0; at < fits + 1000; at += 100)
      yield new TextEncoder().encode(Array.from({ length: 100 }, (_, more) => rowOf(at + more)).join(''));
  }
  let kept = 0;
  let last: FeedEntry | undefined;
  const reading = async (): Promise<void> => {
    for await (const entry of readFeed({ bytes: bytes(), options: { now: testNow } })) {
      kept += 1;
      last = entry;
    }
  };
  await expect(reading()).rejects.toThrow(
    `The feed cannot be read to its end: it is larger than 20 MB. The ${fits} rows before are read, ${fits} of them good; the rest is not. Split the feed into smaller files.`,
  );
  expect(kept).toBe(fits);
  expect(productsOf(last ? [last] : [])[0]?.sku).toBe(String(fits - 1).padStart(8, '0'));
});

test('an id that another file of the same feed told is refused with that file', async () => {
  const seen = new Map<string, string>();
  const read = async (name: string): Promise<FeedEntry[]> => {
    const entries: FeedEntry[] = [];
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('id\ttitle\tlink\na\tA\thttps://shop.example/a');
    }
    for await (const entry of readFeed({ bytes: bytes(), options: { now: testNow }, seen, name })) entries.push(entry);
    return entries;
  };
  expect(productsOf(await read('one.tsv'))).toHaveLength(1);
  expect(await read('two.tsv')).toEqual([{ line: 2, reason: 'id a stood already in one.tsv: only the first was taken' }]);
});

test('a reader that stops early closes the feed', async () => {
  let isClosed = false;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    try {
      yield new TextEncoder().encode('id\ttitle\tlink\na\tA\thttps://shop.example/a\n'.padEnd(9000, '\n'));
      yield new TextEncoder().encode('b\tB\thttps://shop.example/b\n');
    } finally {
      isClosed = true;
    }
  }
  for await (const _ of readFeed({ bytes: bytes(), options: { now: testNow } })) break;
  expect(isClosed).toBe(true);
});
