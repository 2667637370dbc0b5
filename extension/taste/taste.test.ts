import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayMs } from '#shared/time.ts';
import { affinityOf, byTaste, type Place, type Signal, type SignalKind } from './taste.ts';

const now = Date.UTC(2026, 10, 3);
const space = 'words-2';
const bytesOf = (values: readonly number[]) => btoa(String.fromCharCode(...values.map((value) => value & 255)));
const place = (...values: number[]): Place => ({
  space,
  bytes: bytesOf([...values, ...Array.from({ length: 64 - values.length }, () => 0)]),
});
const signal = (kind: SignalKind, at: Place, ageDays = 0): Signal => ({ ...at, kind, at: now - ageDays * dayMs });

const [lamp, otherLamp, kettle] = [place(127, 10), place(120, 30), place(5, 127)];

test.each<[string, Signal[], Place, 'more' | 'less' | 'none']>([
  ['nothing is known', [], lamp, 'none'],
  ['something like it was opened', [signal('opened', otherLamp)], lamp, 'more'],
  ['something like it was hidden', [signal('hidden', otherLamp)], lamp, 'less'],
  ['it was kept, and hidden things are of another kind', [signal('kept', lamp), signal('hidden', kettle)], lamp, 'more'],
  ['an old hide stands against a fresh look', [signal('hidden', otherLamp, 400), signal('opened', otherLamp)], lamp, 'more'],
  ['signals are of another space', [{ ...signal('opened', lamp), space: 'words-1' }], lamp, 'none'],
  ['its place cannot be read', [signal('opened', lamp)], { space, bytes: '%%%' }, 'none'],
  ['its place is empty', [signal('opened', lamp)], { space, bytes: '' }, 'none'],
  ['its place has another length', [signal('opened', lamp)], { space, bytes: btoa('abc') }, 'none'],
])('when %s', (_, signals, asked, feels) => {
  const affinity = affinityOf(asked, signals, now);
  expect(Math.sign(affinity)).toBe({ more: 1, less: -1, none: 0 }[feels]);
});

test('cards of a kind that was opened come first, of one that was hidden last', () => {
  const cards = [
    { name: 'kettle', score: 0.8, place: kettle },
    { name: 'lamp', score: 0.7, place: lamp },
    { name: 'unknown', score: 0.75, place: undefined },
  ];
  const order = (...signals: Signal[]) => byTaste(cards, signals, now).map(({ name }) => name);
  expect(order()).toEqual(['kettle', 'lamp', 'unknown']);
  expect(order(signal('opened', otherLamp))).toEqual(['lamp', 'kettle', 'unknown']);
  expect(order(signal('hidden', kettle))).toEqual(['unknown', 'lamp', 'kettle']);
});

const anyPlace = fc.array(fc.integer({ min: -128, max: 127 }), { minLength: 64, maxLength: 64 }).map((values) => place(...values));
const anySignal = fc.record({ place: anyPlace, kind: fc.constantFrom<SignalKind>('opened', 'kept', 'bought', 'hidden'), age: fc.nat(900) });
const anySignals = fc.array(
  anySignal.map(({ place: at, kind, age }) => signal(kind, at, age)),
  { maxLength: 20 },
);

test('property: taste is bounded, and the same cards come back whatever it is', () => {
  const cards = fc.array(fc.record({ score: fc.double({ min: 0, max: 1, noNaN: true }), place: fc.option(anyPlace, { nil: undefined }) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(cards, anySignals, anyPlace, (shown, signals, asked) => {
      expect(Math.abs(affinityOf(asked, signals, now))).toBeLessThanOrEqual(1.000001);
      const ordered = byTaste(shown, signals, now);
      expect(ordered).toHaveLength(shown.length);
      for (const card of shown) expect(ordered).toContain(card);
      if (signals.length === 0) expect(ordered).toEqual(shown);
    }),
  );
});

test('property: a card that fits far better stays above whatever taste says', () => {
  fc.assert(
    fc.property(anySignals, anyPlace, anyPlace, (signals, a, b) => {
      const [first] = byTaste(
        [
          { name: 'weak', score: 0.04, place: a },
          { name: 'strong', score: 0.96, place: b },
        ],
        signals,
        now,
      );
      // Where nothing is known the order is the one they came in.
      expect(
        signals.length === 0 || first?.name === 'strong' || Math.abs(affinityOf(a, signals, now) - affinityOf(b, signals, now)) > 1.9,
      ).toBe(true);
    }),
  );
});
