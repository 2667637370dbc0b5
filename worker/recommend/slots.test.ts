import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import { makeSlots } from './slots.ts';

const id = fc
  .tuple(fc.nat(2 ** 31), fc.uint8Array({ minLength: 10, maxLength: 10 }))
  .map(([now, chance]) => makeId('prd', now * 100_000, () => chance));

test('any id comes back letter by letter, and is found where it was put', () => {
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 200 }), (ids) => {
      const slots = makeSlots();
      const places = ids.map((one) => slots.append(one));
      slots.trim();
      expect(places).toEqual(ids.map((_, at) => at));
      for (const [at, one] of ids.entries()) {
        expect(slots.idAt(at)).toBe(one);
        expect(slots.find(one)).toBe(at);
      }
    }),
  );
});

test('the largest and the smallest id are no exceptions', () => {
  const slots = makeSlots();
  const ids = [`prd_${'0'.repeat(26)}`, `prd_7${'z'.repeat(25)}`, `prd_0${'z'.repeat(25)}`, `prd_7${'0'.repeat(25)}`] as Id<'prd'>[];
  for (const one of ids) slots.append(one);
  expect(ids.map((_, at) => slots.idAt(at))).toEqual(ids);
});

test('put again it has a new place, forgotten it has none, and others stay', () => {
  const slots = makeSlots();
  const [one, other] = [makeId('prd', 1, (length) => new Uint8Array(length)), makeId('prd', 2, (length) => new Uint8Array(length))];
  slots.append(one);
  slots.append(other);
  expect(slots.append(one)).toBe(2);
  expect([slots.isLive(0), slots.isLive(1), slots.isLive(2), slots.live()]).toEqual([false, true, true, 2]);
  slots.forget(one);
  slots.forget(one);
  expect([slots.find(one), slots.find(other), slots.live(), slots.length()]).toEqual([undefined, 1, 1, 3]);
  expect(slots.append(one)).toBe(3);
});
