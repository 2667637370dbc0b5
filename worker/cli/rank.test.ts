import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CardSet } from '#shared/contracts/recommend.ts';
import { makeId } from '#shared/ids.ts';
import { aReceipt } from '#test/harness/receipt.ts';
import { main } from './main.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-rank-'));
const file = path.join(folder, 'page.html');
const asked: { page: { url: string; title: string; shopLinks: string[] }; cardsMax: number; explain: boolean }[] = [];
let answer: { status: number; body: unknown };
let server: Server;
let origin = '';

const chance = (length: number): Uint8Array => new Uint8Array(length);
const cards: CardSet = {
  cards: [
    {
      id: makeId('car', 1, chance),
      product: {
        id: makeId('prd', 1, chance),
        title: 'Rivertin RT-90 Kettle',
        merchant: 'Kitchen & Co',
        price: { amountMinor: 4900, currency: 'EUR', asOf: 1 },
        availability: 'in_stock',
        url: 'https://shop.example/p/1',
      },
      score: 0.9312,
      reasons: ['named_on_page'],
      offer: null,
      features: { 'headline-mention': 0.91, 'gtin-on-page': 0 },
    },
  ],
  nothing: null,
  receipt: aReceipt(),
};

beforeAll(async () => {
  const text = 'The Rivertin RT-90 pours as it did on the first day. '.repeat(20);
  writeFileSync(
    file,
    `<html><head><title>Rivertin RT-90 after a year</title></head><body><article><h1>Rivertin RT-90 after a year</h1><p>${text}</p></article></body></html>`,
  );
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push(JSON.parse(Buffer.concat(chunks).toString()) as (typeof asked)[number]);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((ready) => void server.listen(0, '127.0.0.1', ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function gloss(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['rank', ...argv], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const page = ['--page', file, '--url', 'https://blog.example/a?visitor=7'] as const;

test('cards are printed with score, reasons, features that say something, price and who earns', async () => {
  answer = { status: 200, body: cards };
  const { code, out, err } = await gloss(...page, '--to', origin);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  for (const part of [
    '1. Rivertin RT-90 Kettle',
    'score 0.9312  named_on_page',
    'headline-mention   0.910',
    '49.00 EUR',
    'nobody earns',
    `model ${aReceipt().model.slice(0, 12)}`,
  ])
    expect(out).toContain(part);
  expect(out).not.toContain('gtin-on-page');
});

test('only what may leave the device is sent', async () => {
  answer = { status: 200, body: cards };
  await gloss(...page, '--to', origin, '--cards', '2');
  const sent = asked.at(-1);
  expect(sent).toMatchObject({ cardsMax: 2, explain: true, page: { title: expect.stringContaining('Rivertin') } });
  expect(JSON.stringify(sent)).not.toContain('visitor');
});

test('--json prints the answer as it came', async () => {
  answer = { status: 200, body: cards };
  const { out } = await gloss(...page, '--to', origin, '--json');
  expect(JSON.parse(out)).toEqual(cards);
});

test.each([
  ['no_match', 'nothing in the catalogue'],
  ['empty_catalogue', 'import a feed first'],
  ['no_words', 'too few words'],
] as const)('no card because of %s is an answer, with its reason', async (nothing, words) => {
  answer = { status: 200, body: { ...cards, cards: [], nothing } };
  const { code, out } = await gloss(...page, '--to', origin);
  expect(code).toBe(0);
  expect(out).toContain(words);
});

test.each([
  ['no page', [], 'name a saved page with --page', 2],
  ['an address that is none', ['--page', file, '--url', 'nowhere'], 'write it with https://', 2],
  ['too many cards', [...page, '--cards', '13'], 'from 1 to 12', 2],
  ['an origin with a path', [...page, '--to', 'http://127.0.0.1/v1'], '--to takes an origin', 2],
  ['an unknown option', [...page, '--bid', '3'], 'bid', 2],
  ['a page that does not state its address', ['--page', file], '--url', 2],
  ['a file that is not there', ['--page', `${file}.gone`], 'there is no file', 1],
  ['no worker', [...page, '--to', 'http://127.0.0.1:9'], 'start Gloss there with npm start', 1],
] as const)('%s is told with what to do', async (_, argv, words, code) => {
  const done = await gloss(...argv);
  expect(done).toMatchObject({ code, out: '' });
  expect(done.err).toContain(words);
});

test.each([
  [
    'a refusal',
    { status: 429, body: { error: { code: 'rate_limited', message: 'Too often.', requestId: 'req_1' } } },
    'refused: Too often. (rate_limited)',
  ],
  ['another program', { status: 200, body: { hello: 'world' } }, 'not as Gloss does'],
])('%s is told', async (_, given, words) => {
  answer = given;
  const done = await gloss(...page, '--to', origin);
  expect(done.code).toBe(1);
  expect(done.err).toContain(words);
});
