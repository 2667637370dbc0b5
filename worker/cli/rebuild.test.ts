import { expect, test } from 'vitest';
import { aWorker } from '#test/harness/answering.ts';
import { main } from './main.ts';

async function gloss(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['rebuild', ...argv], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const brandId = 'brd_01k0000000000000000000001a';

const twoPages = ({ after }: Record<string, unknown>): [number, object] => [
  200,
  after === null ? { brandId, told: 200, next: `${brandId}.1.300` } : { brandId, told: 7, next: null },
];

test('with a key it goes through the pages of one book', async () => {
  const { origin, asked } = await aWorker({ '/v1/books/rebuild': twoPages });
  const { code, out } = await gloss('read-models', '--to', origin, '--key', 'mk_live_x');
  expect(code).toBe(0);
  expect(out).toBe(`${brandId}  207 told again\n1 book, 207 orders and terms told again: lists show what the books say.`);
  expect(asked.map(({ proof, body }) => [proof, body])).toEqual([
    ['Bearer mk_live_x', { after: null }],
    ['Bearer mk_live_x', { after: `${brandId}.1.300` }],
  ]);
});

test('without a key it signs in as the operator of this machine', async () => {
  const { origin, asked } = await aWorker({
    '/v1/accounts/sign-in/request': () => [200, { sent: true, link: 'http://127.0.0.1/sign-in#code=abc' }],
    '/v1/accounts/sign-in/confirm': () => [200, {}, { 'set-cookie': '__Host-gloss=session; Path=/' }],
    '/v1/books/rebuild': twoPages,
  });
  expect((await gloss('read-models', '--to', origin)).code).toBe(0);
  expect(asked.at(-1)).toMatchObject({ path: '/v1/books/rebuild', proof: '__Host-gloss=session' });
});

test('where no link is shown it says what is needed', async () => {
  const { origin } = await aWorker({ '/v1/accounts/sign-in/request': () => [200, { sent: true }] });
  expect(await gloss('read-models', '--to', origin)).toMatchObject({
    code: 1,
    err: expect.stringContaining('give --key, or GLOSS_SESSION'),
  });
});

test('a refusal is told, and so is silence', async () => {
  const refusal = { error: { code: 'forbidden', message: 'The key lacks the scope books:read.', requestId: 'req_x' } };
  const { origin } = await aWorker({ '/v1/books/rebuild': () => [403, refusal] });
  expect(await gloss('read-models', '--to', origin, '--key', 'x')).toMatchObject({ code: 1, err: expect.stringContaining('books:read') });
  expect(await gloss('read-models', '--to', 'http://127.0.0.1:1', '--key', 'x')).toMatchObject({
    code: 1,
    err: expect.stringContaining('does not answer'),
  });
});

test('called without saying what, it says how', async () => {
  expect(await gloss()).toMatchObject({ code: 2, err: expect.stringContaining('read-models') });
});
