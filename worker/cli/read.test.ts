import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from './main.ts';

let folder = '';
const html =
  '<html lang="en"><head><title>Swan Kettle</title></head><body><h1>Swan Kettle</h1><p class="price">£64.50</p><button>Add to basket</button></body></html>';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gloss-read-'));
  const kind = path.join(folder, 'pages', 'product');
  mkdirSync(kind, { recursive: true });
  writeFileSync(path.join(kind, 'swan.html'), html);
  writeFileSync(path.join(kind, 'broken.json'), '{');
  writeFileSync(path.join(kind, 'other.json'), '{"hello":1}');
  writeFileSync(
    path.join(kind, 'labels.json'),
    JSON.stringify({
      swan: { file: 'swan.html', url: 'https://hearth.example/p/swan' },
      nowhere: { file: 'swan.html' },
      missing: { file: 'gone.html' },
      broken: { file: 'broken.json', url: 'https://hearth.example/x' },
      other: { file: 'other.json', url: 'https://www.youtube.com/watch?v=abcdefghijk' },
    }),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

async function gloss(...argv: string[]) {
  const said = { out: '', err: '', code: -1 };
  said.code = await main(argv, {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
  });
  return said;
}

test('read prints the snapshot of a saved page', async () => {
  const { out, code } = await gloss(
    'read',
    path.join(folder, 'pages/product/swan.html'),
    '--url',
    'https://hearth.example/p/swan?session=1',
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    platform: 'web',
    kind: 'product',
    url: 'https://hearth.example/p/swan',
    language: 'en',
    title: 'Swan Kettle',
    text: 'Swan Kettle',
    creator: null,
    products: [{ name: 'Swan Kettle', price: { amount: '64.50', currency: 'GBP' }, url: 'https://hearth.example/p/swan' }],
    shopLinks: [],
    disclosure: false,
  });
});

test('without an address nothing is said that only an address tells', async () => {
  const { out } = await gloss('read', path.join(folder, 'pages/product/swan.html'), '--json');
  const seen = JSON.parse(out);
  expect(seen.title).toBe('Swan Kettle');
  expect(JSON.stringify(seen)).not.toContain('invalid');
  expect(seen.url).toBeUndefined();
});

test('read says in words what was seen and why there is no card', async () => {
  const { out, code } = await gloss('read', path.join(folder, 'pages/product/swan.html'), '--url', 'https://hearth.example/search');
  expect(code).toBe(0);
  expect(out).toMatch(/^reader +article$/m);
  expect(out).toMatch(/^card +none: this is no content/m);
});

test('read prints moments, parts, numbers and comments as people read them', async () => {
  const file = path.join(import.meta.dirname, '../../test/pages/youtube/watch-chapters.html');
  const { out } = await gloss('read', file);
  expect(out).not.toContain('[object');
  expect(out).toMatch(/^section +0:00 {2}/m);
});

test('labels that are none are told with the file and what is expected', async () => {
  const odd = path.join(folder, 'odd', 'kind');
  mkdirSync(odd, { recursive: true });
  for (const [text, why] of [
    ['{', 'it is not JSON'],
    ['[]', 'expected record'],
    ['{"a":{"file":1}}', 'expected string'],
  ] as const) {
    writeFileSync(path.join(odd, 'labels.json'), text);
    const { err, code } = await gloss('read', '--all', path.join(folder, 'odd'));
    expect([code, err]).toEqual([1, expect.stringContaining('is no list of labels { "<name>": { "file", "url", … } }')]);
    expect(err).toContain(why);
  }
});

test('read --all gives every page a snapshot or an error', async () => {
  const { out, code } = await gloss('read', '--all', path.join(folder, 'pages'), '--json');
  expect(code).toBe(0);
  const seen = JSON.parse(out);
  expect(Object.keys(seen)).toEqual(['product/swan', 'product/nowhere', 'product/missing', 'product/broken', 'product/other']);
  expect(seen['product/swan'].products).toHaveLength(1);
  expect(seen['product/nowhere'].title).toBe('Swan Kettle');
  expect(seen['product/missing'].error).toContain('gone.html');
  expect(seen['product/broken'].error).toMatch(/JSON/);
  expect(seen['product/other'].error).toBe('no card: there is nothing to read, or not at this address');
});

test.each([
  ['no file named', ['read'], 2],
  ['two files', ['read', 'a.html', 'b.html'], 2],
  ['an unknown option', ['read', '--nope', 'a.html'], 2],
  ['an address that is none', ['read', 'a.html', '--url', 'hearth'], 2],
  ['a folder and an address', ['read', '--all', '.', '--url', 'https://a.example/'], 2],
  ['no such command', ['reed'], 2],
  ['a file that is not there', ['read', 'gone.html'], 1],
  ['a folder that is not there', ['read', '--all', 'gone'], 1],
  ['a folder without labels', ['read', '--all', import.meta.dirname], 1],
])('%s: an error on stderr and nothing on stdout', async (_, argv, expected) => {
  const { out, err, code } = await gloss(...argv);
  expect(code).toBe(expected);
  expect(out).toBe('');
  expect(err).toMatch(/^gloss/);
});

test.each([[[]], [['help']], [['--help']], [['help', 'read']], [['read', '--help']]])('help for %j', async (argv) => {
  const { out, code } = await gloss(...argv);
  expect(code).toBe(0);
  expect(out).toContain('gloss');
});
