import { expect, test } from 'vitest';
import { makeClient, type SentRequest } from '#shared/client.ts';
import { makeSender } from './send-rows.ts';

const product = (at: number, description = '') => ({
  sku: `k${at}`,
  title: 'Kettle',
  url: 'https://shop.example/k',
  price: null,
  availability: 'unknown' as const,
  ...(description ? { description } : {}),
});
const unchanged = { created: 0, changed: 0, unchanged: 0, refused: [] };
const refusal = (code: string, facts: object = {}) => ({ error: { code, message: `it is ${code}`, facts, requestId: 'req_1' } });

interface Scripted {
  status: number;
  body: unknown;
}
/** A worker that gives these answers in turn, and then counts every row as created. */
function scripted(answers: (Scripted | 'offline')[]) {
  const sent: number[] = [];
  const waits: number[] = [];
  const refused: string[] = [];
  const client = makeClient(async ({ body }: SentRequest) => {
    const { rows } = body as { rows: unknown[] };
    const next = answers.shift();
    if (next === 'offline') throw new Error('fetch failed');
    if (next) return { status: next.status, json: async () => next.body };
    sent.push(rows.length);
    return { status: 200, json: async () => ({ ...unchanged, created: rows.length }) };
  });
  const sender = makeSender({
    client,
    sleep: async (ms) => void waits.push(ms),
    onRetry: () => undefined,
    onRefused: ({ file, line }, reason) => refused.push(`${file}:${line} ${reason}`),
  });
  return { sender, sent, waits, refused };
}

test('rows go in batches of 200', async () => {
  const { sender, sent } = scripted([]);
  for (let at = 0; at < 450; at++) await sender.add({ file: 'f', line: at }, product(at));
  await sender.flush();
  await sender.flush();
  expect(sent).toEqual([200, 200, 50]);
  expect(sender.totals).toEqual({ created: 450, changed: 0, unchanged: 0 });
});

test('rows with long descriptions go in smaller batches, below what the endpoint takes', async () => {
  const { sender, sent } = scripted([]);
  for (let at = 0; at < 300; at++) await sender.add({ file: 'f', line: at }, product(at, '奶'.repeat(5000)));
  await sender.flush();
  expect(sent.reduce((sum, rows) => sum + rows, 0)).toBe(300);
  expect(Math.max(...sent) * 15_200).toBeLessThan(3.5 * 1024 * 1024);
});

test('what passes is tried again, later each time, and as late as the worker asks', async () => {
  const { sender, sent, waits } = scripted([
    'offline',
    { status: 503, body: refusal('unavailable') },
    { status: 502, body: '<html>' },
    { status: 429, body: refusal('rate_limited', { retryAfterSeconds: 7 }) },
  ]);
  await sender.add({ file: 'f', line: 2 }, product(1));
  await sender.flush();
  expect(waits).toEqual([250, 500, 1000, 7000]);
  expect(sent).toEqual([1]);
});

test('what does not pass is told at once, and after seven tries it is told too', async () => {
  const forbidden = scripted([{ status: 403, body: refusal('forbidden') }]);
  await forbidden.sender.add({ file: 'f', line: 2 }, product(1));
  await expect(forbidden.sender.flush()).rejects.toThrow('it is forbidden');
  expect(forbidden.waits).toEqual([]);
  const down = scripted(Array.from({ length: 7 }, () => 'offline' as const));
  await down.sender.add({ file: 'f', line: 2 }, product(1));
  await expect(down.sender.flush()).rejects.toThrow('fetch failed');
  expect(down.waits).toEqual([250, 500, 1000, 2000, 4000, 8000]);
});

test('rows that the worker refuses are named by file and line', async () => {
  const { sender, refused } = scripted([{ status: 200, body: { ...unchanged, created: 1, refused: [{ row: 1, reason: 'link host' }] } }]);
  await sender.add({ file: 'a.xml', line: 4 }, product(1));
  await sender.add({ file: 'b.xml', line: 9 }, product(2));
  await sender.flush();
  expect(refused).toEqual(['b.xml:9 link host']);
});
