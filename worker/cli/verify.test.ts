import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lineCharsMax } from '#shared/book/bundle.ts';
import { canonical } from '#shared/book/canonical.ts';
import { nextHash, rootOfNothing } from '#shared/book/chain.ts';
import { addTo, closed, type DayRoot, openDay } from '#shared/book/day-root.ts';
import type { InclusionProof } from '#shared/book/proof.ts';
import { makeVerifier } from '#shared/book/verify.ts';
import { aTouch, idFor, orderEvent, refundEvent, termsEvent, testBook, testBrand, touchEvent } from '#test/harness/book.ts';
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

describe('with the roots of its days', () => {
  const rootsFile = (content: string): string => {
    const file = path.join(folder, 'roots.json');
    writeFileSync(file, content);
    return file;
  };
  const dayRoots = (): { roots: DayRoot[] } => {
    const open = openDay(undefined);
    const verifier = makeVerifier(undefined, (event) => addTo(open, event));
    for (const line of aBundle().split('\n').slice(0, -1)) verifier.line(line);
    return { roots: [closed(testBrand, open)] };
  };

  test('that are those of its events: exit 0', async () => {
    const { code, out } = await verify(saved(aBundle()), '--roots', rootsFile(JSON.stringify(dayRoots())));
    expect([code, out.at(-1)]).toEqual([0, expect.stringContaining('No difference')]);
  });
  test('of which one is another: exit 1, the day is named', async () => {
    const text = JSON.stringify(dayRoots())
      .replace(/"root":"./, '"root":"x')
      .replace('"x', '"0');
    const { code, out } = await verify(saved(aBundle()), '--roots', rootsFile(text));
    expect([code, out]).toEqual([1, ['The root of 2026-01-01 has another root than its events give.']]);
  });
  test('in a file that holds none: called wrongly', async () => {
    await expect(verify(saved(aBundle()), '--roots', rootsFile('{}'))).rejects.toThrow('holds no roots');
  });
});

describe('a proof', () => {
  const event = { ...touchEvent(aTouch(1)), clickId: idFor('clk', 1) };
  const aProof = (): InclusionProof => {
    const prevHash = rootOfNothing(testBrand);
    const text = canonical(event);
    const hash = nextHash(prevHash, 1, text);
    const open = openDay(undefined);
    addTo(open, { seq: 1, hash, at: event.at });
    const root = closed(testBrand, open);
    return { gloss: 'proof', version: 1, brandId: testBrand, root, seq: 1, hash, path: [], touch: { prevHash, text }, credit: null };
  };
  const proofFile = (content: unknown, name = 'proof.json'): string => {
    const file = path.join(folder, name);
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };

  test('holds: the click in words and the root to compare', async () => {
    const { code, out } = await verify('--proof', proofFile({ proof: aProof(), readyAt: null }));
    expect(code).toBe(0);
    expect(out).toEqual([
      `Click ${event.clickId} of ${event.creatorId}, 2026-01-01T00:00:00.000Z, valid, on mug.`,
      `${testBrand}: event 1 is in the root of 2026-01-01, ${aProof().root.root}.`,
      expect.stringContaining('Compare this root'),
    ]);
    expect((await verify('--proof', proofFile(aProof()), '--root', aProof().root.root)).code).toBe(0);
  });
  test('does not hold: exit 1, why', async () => {
    const changed = { ...aProof(), touch: { ...aProof().touch, text: canonical({ ...event, clickedAt: 1 }) } };
    const { code, out } = await verify('--proof', proofFile(changed));
    expect([code, out]).toEqual([1, ['The click does not give the hash of event 1: its text was changed.']]);
    const { code: other, out: said } = await verify('--proof', proofFile(aProof()), '--root', '0'.repeat(64), '--json');
    expect([other, JSON.parse(said.join(''))]).toEqual([
      1,
      expect.objectContaining({ seq: 1, touch: null, differences: [expect.any(String)] }),
    ]);
  });
  test.each([
    ['is not JSON', ['--proof', proofFile('{', 'cut.json')]],
    ['is something else', ['--proof', saved(aBundle())]],
    ['is not there', ['--proof', path.join(folder, 'nowhere')]],
    ['with a bundle', ['--proof', 'a', 'b']],
    ['with a root that is none', ['--proof', 'a', '--root', 'x']],
  ])('that %s: called wrongly', async (_, argv) => {
    await expect(verify(...argv)).rejects.toThrow(UsageError);
  });
});

test.each([
  ['no file', []],
  ['a root without a proof', ['--root', 'x', 'bundle']],
  ['two files', ['a', 'b']],
  ['a file that is not there', [path.join(folder, 'nowhere')]],
  ['a folder', [folder]],
])('%s: called wrongly', async (_, argv) => {
  await expect(verify(...argv)).rejects.toThrow(UsageError);
});
