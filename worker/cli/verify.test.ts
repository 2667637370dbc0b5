import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lineCharsMax } from '#shared/book/bundle.ts';
import { aTouch, orderEvent, refundEvent, termsEvent, testBook, testBrand, touchEvent } from '#test/harness/book.ts';
import { UsageError } from './command.ts';
import { verifyCommand } from './verify.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

function aBundle(): string {
  const book = testBook();
  for (const event of [termsEvent(1), touchEvent(aTouch(1)), orderEvent(1, { orderId: '订单-1' }), orderEvent(2), refundEvent(1, 2)])
    book.record(event);
  return `${book.bundle().join('\n')}\n`;
}
const saved = (content: string | Uint8Array): string => {
  const file = path.join(folder, 'bundle.ndjson');
  writeFileSync(file, content);
  return file;
};
async function verify(...argv: string[]) {
  const out: string[] = [];
  const code = await verifyCommand.run(argv, { out: (text) => out.push(text), err: (text) => out.push(text) });
  return { code, out };
}

test('a sound book: exit 0, balances and root', async () => {
  const { code, out } = await verify(saved(aBundle()));
  expect(code).toBe(0);
  expect(out[0]).toMatch(/-26\.10 USD {2}brand:commission$/);
  expect(out.at(-2)).toMatch(new RegExp(`^${testBrand}: 5 events, root [0-9a-f]{64}$`));
  expect(out.at(-1)).toContain('No difference');
});

test('as JSON: the whole verdict', async () => {
  const { code, out } = await verify(saved(aBundle()), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out.join('\n'))).toMatchObject({
    brandId: testBrand,
    events: 5,
    differences: [],
    balances: [{ account: 'brand:commission', amountMinor: -2610 }, {}],
  });
});

describe('a book that was changed: exit 1, the first difference first', () => {
  const cases: [string, string | Uint8Array, string][] = [
    ['an amount', aBundle().replace('"netMinor":13700', '"netMinor":13701'), 'Event 3 does not give its hash'],
    ['a cut file', aBundle().slice(0, 2000), 'The line of event 3 is not a JSON object'],
    ['a file cut at a line', aBundle().split('\n').slice(0, 4).join('\n'), 'The file ends after event 3'],
    [
      'a line longer than memory should take',
      aBundle().replace('{"seq":4', `${'x'.repeat(lineCharsMax + 1)}{"seq":4`),
      'The line of event 4 is longer',
    ],
    [
      'bytes that are no text',
      Buffer.concat([Buffer.from(aBundle()).subarray(0, 900), Buffer.from([0xff, 0xfe]), Buffer.from(aBundle()).subarray(902)]),
      'Event 2',
    ],
    ['an empty file', '', 'the file is empty'],
    ['another file', 'lineId,sku\n1,2\n', 'not the header of a book'],
    ['a mark of byte order before it', `\uFEFF${aBundle()}`, 'not the header of a book'],
  ];
  test.each(cases)('%s', async (_, content, what) => {
    const { code, out } = await verify(saved(content));
    expect(code).toBe(1);
    expect(out[0]).toContain(what);
  });
});

test.each([
  ['no file', []],
  ['two files', ['a', 'b']],
  ['a file that is not there', [path.join(folder, 'nowhere')]],
  ['a folder', [folder]],
])('%s: called wrongly', async (_, argv) => {
  await expect(verify(...argv)).rejects.toThrow(UsageError);
});
