import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  aTouch,
  creditOfOrder,
  day0,
  days,
  frozenFor,
  orderEvent,
  refundEvent,
  releaseEvent,
  termsEvent,
  testBook,
  touchEvent,
} from '#test/harness/book.ts';
import { commandLists, play, worlds } from '#test/harness/book-commands.ts';
import { lineCharsMax } from './bundle.ts';
import { canonical } from './canonical.ts';
import { nextHash } from './chain.ts';
import { verifyBundle } from './verify.ts';

/** Nine events: terms, click, order, order with fee, refund, waiting refund, its order, release, refund after it. */
function aBundle(): string[] {
  const book = testBook();
  const withFee = [aTouch(2, { frozen: frozenFor({ feeBps: 200 }) })];
  for (const event of [
    termsEvent(1, { excludedSkus: ['gift-card'] }),
    touchEvent(aTouch(1)),
    orderEvent(1, { orderId: 'order-1' }),
    orderEvent(2, { touches: withFee }),
    refundEvent(1, 1),
    refundEvent(2, 3),
    orderEvent(3),
    releaseEvent(creditOfOrder(1), day0 + days(14)),
    refundEvent(3, 1),
  ])
    expect(book.record(event)).toHaveProperty('result');
  return book.bundle();
}

const first = (lines: readonly string[]) => verifyBundle(lines).differences[0];
const at = (lines: readonly string[], seq: number): string => lines[seq] ?? '';
const replaced = (seq: number, from: string, to: string): string[] => {
  const lines = aBundle();
  expect(at(lines, seq)).toContain(from);
  return lines.with(seq, at(lines, seq).replace(from, to));
};

test('a book that was not touched verifies, with its root and balances', () => {
  const verdict = verifyBundle(aBundle());
  expect(verdict.differences).toEqual([]);
  expect(verdict.events).toBe(9);
  expect(verdict.rootHash).toMatch(/^[0-9a-f]{64}$/);
  expect(verdict.balances.reduce((sum, balance) => sum + balance.amountMinor, 0)).toBe(0);
});

test('an empty book verifies', () => {
  expect(verifyBundle(testBook().bundle()).differences).toEqual([]);
});

describe('what was changed is named by its event', () => {
  const seven = 'The line of event 7';
  const cases: [string, () => string[], number | null, string][] = [
    [
      'an amount in a posting',
      () => replaced(3, '"amountMinor":1370,"currency"', '"amountMinor":1371,"currency"'),
      3,
      'postings.0.amountMinor is 1371, but 1370 follows',
    ],
    ['an amount in a credit', () => replaced(3, '"baseMinor":13700', '"baseMinor":13701'), 3, 'credits.0.baseMinor is 13701'],
    [
      'a reason',
      () => replaced(3, '"outcome":{"result":"recorded"}', '"outcome":{"result":"recorded","reason":"no_click"}'),
      3,
      'outcome.reason is "no_click", but nothing follows',
    ],
    ['an amount in an event', () => replaced(5, '"netMinor":1300', '"netMinor":1200'), 5, 'does not give its hash'],
    ['a hash', () => replaced(5, '"hash":"', '"hash":"f'), 5, 'does not give its hash'],
    ['the link to the event before', () => replaced(5, '"prevHash":"', '"prevHash":"f'), 5, 'does not follow event 4'],
    ['whose book it is', () => replaced(0, 'brd_01', 'brd_02'), 1, "does not follow this brand's header"],
    ['an event taken out', () => aBundle().toSpliced(4, 1), 4, 'Event 4 is missing: event 5 follows event 3'],
    ['the first event taken out', () => aBundle().toSpliced(1, 1), 1, 'Event 1 is missing'],
    ['two events exchanged', () => ((lines) => lines.with(4, at(lines, 5)).with(5, at(lines, 4)))(aBundle()), 4, 'Event 4 is missing'],
    [
      'an event twice',
      () => ((lines) => lines.toSpliced(5, 0, at(lines, 4)))(aBundle()),
      4,
      'Event 4 stands after event 4: repeated or out of order',
    ],
    ['a line that is cut', () => ((lines) => lines.with(7, at(lines, 7).slice(0, -9)))(aBundle()), 7, `${seven} is not a JSON object`],
    ['a line that is no JSON', () => aBundle().with(7, 'seven'), 7, `${seven} is not a JSON object`],
    ['a line that is other JSON', () => aBundle().with(7, '{"seq":7}'), 7, `${seven} has not the parts`],
    ['a line that is empty', () => aBundle().with(7, ''), 7, `${seven} is not a JSON object`],
    ['a huge line', () => aBundle().with(7, 'x'.repeat(lineCharsMax + 1)), 7, `${seven} is longer than`],
    ['a space between', () => replaced(7, '"seq":7', '"seq": 7'), 7, 'written in other bytes'],
    ['the end cut off', () => aBundle().slice(0, -1), null, 'ends after event 9, without its last line'],
    ['the last events cut off', () => aBundle().slice(0, 5), null, 'ends after event 4, without its last line'],
    ['the last event taken out before the end', () => aBundle().toSpliced(9, 1), null, 'The last line says balances'],
    ['a balance', () => replaced(10, '"amountMinor":-', '"amountMinor":-1'), null, 'The last line says balances.0.amountMinor'],
    ['the root', () => replaced(10, '"rootHash":"', '"rootHash":"f'), null, 'The last line says rootHash'],
    ['text after the end', () => [...aBundle(), 'more'], null, 'text after the last line'],
    ['nothing at all', () => [], null, 'the file is empty'],
    ['another kind of file', () => ['lineId,sku', '1,2'], null, 'is not the header of a book'],
    ['a later version', () => replaced(0, '"version":1', '"version":2'), null, 'is not the header of a book'],
  ];
  test.each(cases)('%s', (_, tampered, seq, what) => {
    const lines = tampered();
    expect(first(lines)).toEqual({ seq, what: expect.stringContaining(what) });
  });
});

test('an amount that was changed with all hashes after it is still found by what follows from it', () => {
  const lines = aBundle();
  const parsed = lines.slice(1, -1).map((line) => JSON.parse(line));
  parsed[2].event.lines[0].netMinor = 15_000;
  let prevHash: string = parsed[0].prevHash;
  const forged = parsed.map((line) => {
    const hash = nextHash(prevHash, line.seq, canonical(line.event));
    const text = `{"seq":${line.seq},"event":${canonical(line.event)},"prevHash":"${prevHash}","hash":"${hash}","consequences":${JSON.stringify(line.consequences)}}`;
    prevHash = hash;
    return text;
  });
  expect(first([at(lines, 0), ...forged, at(lines, 10)])).toEqual({
    seq: 3,
    what: expect.stringContaining('credits.0.amountMinor is 1370, but 1500 follows'),
  });
});

test('a release before its time, written by a dishonest book, is found', () => {
  const lines = aBundle();
  const line = JSON.parse(at(lines, 8));
  line.event.at -= 1;
  const eventText = canonical(line.event);
  const hash = nextHash(line.prevHash, 8, eventText);
  const forged = `{"seq":8,"event":${eventText},"prevHash":"${line.prevHash}","hash":"${hash}","consequences":${JSON.stringify(line.consequences)}}`;
  expect(first(lines.with(8, forged))).toEqual({ seq: 8, what: expect.stringContaining('is held until') });
});

test('one flipped bit anywhere is found', () => {
  const bytes = new TextEncoder().encode(aBundle().join('\n'));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(7), (place, bit) => {
      const copy = Uint8Array.from(bytes);
      copy[place] = (copy[place] ?? 0) ^ (1 << bit);
      expect(verifyBundle(new TextDecoder().decode(copy).split('\n')).differences.length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});

test('whatever it is given, it names a difference and never throws', () => {
  const lines = aBundle();
  const junk = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(...lines),
    fc.object().map((value) => JSON.stringify({ seq: 1, event: value, prevHash: '', hash: '' })),
  );
  fc.assert(
    fc.property(fc.array(junk, { maxLength: 6 }), (given) => {
      expect(verifyBundle(given).differences.length).toBeGreaterThan(0);
    }),
    { numRuns: 500 },
  );
});

test('after any list of commands the commission is the rule applied to what was kept, sums are zero, and the book verifies', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, commandLists, async (world, commands) => {
      const book = testBook();
      const sumIsZero = (): void => {
        const balances = book.book.balances();
        expect(balances.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)).toBe(0n);
        expect(balances.filter(({ account, amountMinor }) => account.endsWith(':held') && amountMinor < 0)).toEqual([]);
      };
      const expected = await play(world, commands, {
        record: book.record,
        release: book.release,
        restart: () => undefined,
        afterEach: sumIsZero,
      });
      expect(new Map(book.book.balances().map(({ account, amountMinor }) => [account, amountMinor]))).toEqual(expected);
      expect(verifyBundle(book.bundle()).differences).toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
