import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { RankingReceipt } from '#shared/contracts/learning.ts';
import { makeId } from '#shared/ids.ts';
import { pageText, sealedText } from '#shared/ranking/receipt.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { aWorker } from '#test/harness/answering.ts';
import { aModel, aReceipt } from '#test/harness/receipt.ts';
import { keptReceipts } from '#test/receipts/kept.ts';
import { main } from './main.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function saved(value: unknown): string {
  const file = path.join(folder, `${++files}.json`);
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}
async function gloss(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['replay', ...argv], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
const chance = (length: number): Uint8Array => new Uint8Array(length);
const page = { platform: 'web', kind: 'article', url: 'https://a.example/', products: [], shopLinks: [] } as const;
const receipt = aReceipt(
  [1, 2, 3].map((at) => ({ card: makeId('car', at, chance), product: makeId('prd', at, chance) })),
  { pageHash: sha256Hex(pageText({ ...page, products: [], shopLinks: [] })) },
);
const model = saved(aModel);

/** Sealed with a fresh key, and a worker that publishes it. */
async function sealedBy(facts: RankingReceipt) {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const signature = await crypto.subtle.sign('Ed25519', pair.privateKey, new TextEncoder().encode(sealedText(facts)));
  const { x } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const { origin } = await aWorker({
    '/v1/learning/keys': () => [200, { keys: [{ key: 'k7', publicKey: x }] }],
    [`/v1/learning/versions/${facts.model}`]: () => [200, { model: aModel }],
  });
  return { origin, receipt: { ...facts, seal: { key: 'k7', signature: Buffer.from(signature).toString('base64url') } } };
}

test('a receipt, an answer with cards, and what the extension saves: each replays', async () => {
  for (const value of [receipt, { cards: [], nothing: null, receipt }, { receipt, page }])
    expect(await gloss(saved(value), '--model', model, '--offline')).toMatchObject({
      code: 0,
      out: expect.stringContaining('No difference'),
    });
});

test('the version is asked for by its hash, and the seal is checked with the published key', async () => {
  const { origin, receipt: sealed } = await sealedBy(receipt);
  const { code, out } = await gloss(saved({ receipt: sealed, page }), '--to', origin);
  expect(code).toBe(0);
  for (const part of ['No difference', 'The seal is whole', 'is the page that was ranked for']) expect(out).toContain(part);
});

test.each(keptReceipts.map((kept) => [kept.name, kept] as const))(
  'an old receipt replays, from a worker that has its version and from a file: %s',
  async (_, { receipt: old, page: itsPage, model: itsModel, keys }) => {
    const { origin } = await aWorker({
      '/v1/learning/keys': () => [200, { keys }],
      [`/v1/learning/versions/${old.model}`]: () => [200, { model: itsModel }],
    });
    const file = saved({ receipt: old, page: itsPage });
    const asked = await gloss(file, '--to', origin, '--json');
    expect([asked.code, JSON.parse(asked.out)]).toEqual([0, { matches: true, differences: [], seal: 'sealed', page: 'same' }]);
    expect(await gloss(file, '--model', saved(itsModel), '--offline')).toMatchObject({
      code: 0,
      out: expect.stringContaining(`model ${old.model}, rules ${old.rules}, made 2026-11-25T`),
    });
  },
);

test('what was changed after it was sealed does not pass, even where it replays', async () => {
  const { origin, receipt: sealed } = await sealedBy(receipt);
  const { code, out } = await gloss(saved({ ...sealed, madeAt: sealed.madeAt + 1 }), '--to', origin);
  expect([code, out]).toEqual([1, expect.stringContaining('The seal is broken')]);
});

test('a score, an order and a choice that do not follow are named', async () => {
  const [first, ...others] = receipt.contenders;
  const changed = { ...receipt, contenders: [{ ...first, score: 0.75 }, ...others] };
  const { code, out } = await gloss(saved(changed), '--model', model, '--offline');
  expect(code).toBe(1);
  expect(out).toContain(`score of ${first?.id}: the receipt says 0.75, recomputed ${first?.score}`);
  expect(out).toContain('stands after');
});

test('another page beside it is named', async () => {
  const { code, out } = await gloss(saved({ receipt, page: { ...page, title: 'Another' } }), '--model', model, '--offline');
  expect([code, out]).toEqual([1, expect.stringContaining('not the page that was ranked for')]);
});

test('--json says it all', async () => {
  const { out } = await gloss(saved(receipt), '--model', model, '--offline', '--json');
  expect(JSON.parse(out)).toEqual({ matches: true, differences: [], seal: 'not_asked', page: 'not_given' });
});

test.each([
  ['nothing', [], 'name one receipt', 2],
  ['no file', ['/nowhere.json'], 'there is no file', 2],
  ['no JSON', [saved('{')], 'is not JSON', 1],
  ['another JSON', [saved({ hello: 1 })], 'holds no receipt', 1],
  ['a receipt with a field too many', [saved({ ...receipt, commission: 1 })], 'holds no receipt', 1],
  ['a model that is none', [saved(receipt), '--model', saved([1]), '--offline'], 'holds no version', 1],
  ['a version that is not at hand', [saved(receipt), '--offline'], 'give it with --model', 1],
  ['no worker', [saved(receipt), '--model', model, '--to', 'http://127.0.0.1:9'], '--offline replays without', 1],
])('%s is told with what to do', async (_, argv, words, code) => {
  expect(await gloss(...argv)).toMatchObject({ code, out: '', err: expect.stringContaining(words) });
});
