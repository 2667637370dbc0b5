import { expect, test } from 'vitest';
import { aWorker } from '#test/harness/answering.ts';
import { main } from './main.ts';

async function gloss(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(['presence', ...argv], { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('prints the sizes of buckets and how many keys share a prefix', async () => {
  const { origin, asked } = await aWorker({
    '/v1/accounts/sign-in/request': () => [200, { sent: true, link: 'http://127.0.0.1/sign-in#code=abc' }],
    '/v1/accounts/sign-in/confirm': () => [200, {}, { 'set-cookie': '__Host-gloss=session; Path=/' }],
    '/v1/tags/presence': () => [
      200,
      {
        buckets: 65536,
        contents: 3,
        creators: 1,
        sizes: { min: 50, median: 50, max: 50 },
        sharing: [
          { keys: 0, prefixes: 65533 },
          { keys: 1, prefixes: 2 },
          { keys: 2, prefixes: 1 },
        ],
      },
    ],
  });
  const { code, out } = await gloss('report', '--to', origin);
  expect(code).toBe(0);
  expect(out.split('\n')).toEqual([
    '3 contents with tags and 1 creators in 65536 buckets',
    'entries in a bucket, with those that stand for nothing: at least 50, half at most 50, at most 50',
    ' 65533 prefixes have 0 keys',
    '     2 prefixes have 1 key',
    '     1 prefixes have 2 keys',
  ]);
  expect(asked.at(-1)).toMatchObject({ path: '/v1/tags/presence', proof: '__Host-gloss=session' });
});

test('called without saying what, it says how', async () => {
  expect(await gloss()).toMatchObject({ code: 2, err: expect.stringContaining('report') });
});
