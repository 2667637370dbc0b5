import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTouch, day0, days, idFor, orderEvent, termsEvent, testBook, testBrand, touchEvent } from '#test/harness/book.ts';
import { eventTextOf } from './bundle.ts';
import { addTo, closed, type DayEvent, type DayRoot, dayOf, eventLeaf, isEmpty, openDay, rootsCheck } from './day-root.ts';
import type { BookEvent } from './events.ts';
import { pathOf } from './merkle.ts';
import { type InclusionProof, verifyProof } from './proof.ts';
import { makeVerifier } from './verify.ts';

/** A book of these events, its days, and the proof of each event, made in the plainest way. */
function aBook(events: readonly BookEvent[]) {
  const book = testBook();
  for (const event of events) book.record(event);
  const heard: DayEvent[] = [];
  const verifier = makeVerifier(undefined, (event) => heard.push(event));
  const lines = book.bundle();
  for (const line of lines) verifier.line(line);
  const roots: DayRoot[] = [];
  let open = openDay(undefined);
  for (const event of heard) {
    if (!isEmpty(open) && dayOf(open, event.at) !== open.day) {
      roots.push(closed(testBrand, open));
      open = openDay(roots.at(-1));
    }
    addTo(open, event);
  }
  roots.push(closed(testBrand, open));
  const proofOf = (seq: number): InclusionProof => {
    const root = roots.find((one) => one.lastSeq >= seq) as DayRoot;
    const own = heard.filter((event) => event.seq >= root.firstSeq && event.seq <= root.lastSeq);
    const text = eventTextOf(lines[seq] ?? '', seq) ?? '';
    const prevHash = JSON.parse(lines[seq] ?? '').prevHash;
    return {
      gloss: 'proof',
      version: 1,
      brandId: testBrand,
      root,
      seq,
      hash: heard[seq - 1]?.hash ?? '',
      path: pathOf(
        seq - root.firstSeq,
        own.map(({ hash }) => eventLeaf(hash)),
      ),
      touch: text.includes('"type":"touch.recorded"') ? { prevHash, text } : null,
      credit: null,
    };
  };
  return { heard, roots, proofOf };
}

const clicks = (count: number, at: (number: number) => number): BookEvent[] =>
  Array.from({ length: count }, (_, number) => touchEvent(aTouch(number + 1, { clickedAt: at(number) })));

const threeDays = aBook([
  termsEvent(1),
  ...clicks(4, () => day0 + 1),
  orderEvent(1),
  ...clicks(9, (number) => day0 + days(1) + number).slice(4),
  touchEvent(aTouch(20, { clickedAt: day0 + days(5) })),
]);

test('days are told apart by the time of their events, and days without events are left out', () => {
  expect(threeDays.roots.map(({ day, firstSeq, lastSeq }) => [day, firstSeq, lastSeq])).toEqual([
    ['2026-01-01', 1, 6],
    ['2026-01-02', 7, 11],
    ['2026-01-06', 12, 12],
  ]);
});

test('every event of every day is proven; a click is shown with it', () => {
  for (let seq = 1; seq <= 12; seq++) {
    const proof = threeDays.proofOf(seq);
    expect(verifyProof(proof, proof.root.root)).toEqual({ differences: [], touch: proof.touch && JSON.parse(proof.touch.text) });
  }
});

test('any number of events in a day, any of them, is proven; and by nothing else than its own root', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (count, which) => {
      const book = aBook(clicks(count, () => day0));
      const proof = book.proofOf((which % count) + 1);
      expect(verifyProof(proof).differences).toEqual([]);
      const [other = ''] = aBook(clicks(count + 1, () => day0)).roots.map(({ root }) => root);
      expect(verifyProof(proof, other).differences).toEqual([expect.stringContaining('not for')]);
    }),
    { numRuns: 25 },
  );
});

test('any character of the proof that is another makes it fail', () => {
  const proof = threeDays.proofOf(9);
  const texts: [string, (text: string) => InclusionProof, string][] = [
    ['hash', (hash) => ({ ...proof, hash }), proof.hash],
    ['click', (text) => ({ ...proof, touch: proof.touch && { ...proof.touch, text } }), proof.touch?.text ?? ''],
    ['hash before', (prevHash) => ({ ...proof, touch: proof.touch && { ...proof.touch, prevHash } }), proof.touch?.prevHash ?? ''],
    ['brand', (brandId) => ({ ...proof, brandId: brandId as typeof testBrand }), proof.brandId],
    ...(['day', 'merkleRoot', 'chainRoot', 'root'] as const).map((name): [string, (text: string) => InclusionProof, string] => [
      name,
      (text) => ({ ...proof, root: { ...proof.root, [name]: text } }),
      proof.root[name],
    ]),
    ...proof.path.map((hash, at): [string, (text: string) => InclusionProof, string] => [
      `path ${at}`,
      (text) => ({ ...proof, path: proof.path.with(at, text) }),
      hash,
    ]),
  ];
  for (const [name, change, text] of texts)
    for (let at = 0; at < text.length; at += name === 'click' ? 7 : 3) {
      const other = text.charAt(at) === '1' ? '2' : '1';
      const verdict = verifyProof(change(text.slice(0, at) + other + text.slice(at + 1)));
      expect(verdict.differences, `${name} at ${at}`).not.toEqual([]);
      expect(verdict.touch).toBeNull();
    }
});

describe('a proof does not hold', () => {
  const proof = threeDays.proofOf(9);
  test.each<[string, InclusionProof, string]>([
    ['for another place', { ...proof, seq: 8, touch: null }, 'its path leads to another root'],
    ['for a place outside its day', { ...proof, seq: 12, touch: null }, 'The path is not that of event 12 among events 7 to 11'],
    ['with the root of another day', { ...proof, root: threeDays.proofOf(2).root, touch: null }, 'The path is not that of event 9'],
    ['with a hash that is none', { ...proof, path: ['x', ...proof.path] }, 'A hash of this proof is not one'],
    [
      'with days that are counted otherwise',
      { ...proof, root: { ...proof.root, lastSeq: 12 } },
      'The root of 2026-01-02 is not that of its parts',
    ],
    ['of an order shown as a click', { ...threeDays.proofOf(6), touch: orderText() }, 'Event 6 is not a click'],
  ])('%s', (_, given, what) => {
    expect(verifyProof(given).differences.join(' ')).toContain(what);
  });

  function orderText() {
    const lines = threeDays.heard;
    const book = testBook();
    for (const event of [termsEvent(1), ...clicks(4, () => day0 + 1), orderEvent(1)]) book.record(event);
    return { prevHash: lines[4]?.hash ?? '', text: eventTextOf(book.bundle()[6] ?? '', 6) ?? '' };
  }
});

describe('an event that comes late', () => {
  const event = (seq: number, at: number): DayEvent => ({ seq, at, hash: String(seq).padStart(64, '0') });

  test('is of the day of the event before it', () => {
    const open = openDay(undefined);
    addTo(open, event(1, day0 + days(1)));
    expect(dayOf(open, day0)).toBe('2026-01-02');
  });
  test('is never of a day that has its root', () => {
    const open = openDay(undefined);
    addTo(open, event(1, day0));
    const next = openDay(closed(testBrand, open));
    expect(dayOf(next, day0 + 5)).toBe('2026-01-02');
    expect(dayOf(next, day0 + days(4))).toBe('2026-01-05');
  });
});

describe('roots compared with their log', () => {
  const { heard, roots } = threeDays;
  const found = (kept: readonly DayRoot[], events = heard) => {
    const check = rootsCheck(() => testBrand, kept);
    for (const event of events) check.event(event);
    return check.end();
  };
  test('are the same, and the newest may be still to come', () => {
    expect(found(roots)).toEqual([]);
    expect(found(roots.slice(0, 2))).toEqual([]);
    expect(found([])).toEqual([]);
  });
  const [one, two, three] = roots as [DayRoot, DayRoot, DayRoot];
  test.each<[string, readonly DayRoot[], string]>([
    ['a day that is left out', [one, three], 'The root of 2026-01-06 reaches beyond the events of its day'],
    ['another hash', [one, { ...two, merkleRoot: one.merkleRoot }], 'The root of 2026-01-02 has another merkleRoot'],
    ['a day cut short', [{ ...one, lastSeq: 5 }, two], 'The root of 2026-01-01 has another merkleRoot'],
    ['another day', [{ ...one, day: '2025-12-31' }], 'has another day'],
    ['events that are not there', [...roots, { ...three, day: '2026-01-07', firstSeq: 13, lastSeq: 14 }], 'not in the book'],
  ])('%s is named', (_, kept, what) => {
    expect(
      found(kept)
        .map((difference) => difference.what)
        .join(' '),
    ).toContain(what);
  });
});

test('ids of a book are in what its roots are made of', () => {
  const open = openDay(undefined);
  addTo(open, threeDays.heard[0] as DayEvent);
  expect(closed(testBrand, open).root).not.toBe(closed(idFor('brd', 7), open).root);
});
