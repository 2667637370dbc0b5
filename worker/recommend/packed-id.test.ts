import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Id, makeId } from '#shared/ids.ts';
import { idBytes, packId, unpackId } from './packed-id.ts';

const throughBytes = (id: Id<'prd'>): Id<'prd'> => {
  const bytes = new Uint8Array(idBytes * 3).fill(255);
  packId(id, bytes, idBytes);
  return unpackId('prd', bytes, idBytes);
};

test('any id comes back letter by letter', () => {
  const id = fc
    .tuple(fc.nat(2 ** 31), fc.uint8Array({ minLength: 10, maxLength: 10 }))
    .map(([now, chance]) => makeId('prd', now * 100_000, () => chance));
  fc.assert(
    fc.property(id, (one) => {
      expect(throughBytes(one)).toBe(one);
    }),
  );
});

test.each([`prd_${'0'.repeat(26)}`, `prd_7${'z'.repeat(25)}`, `prd_0${'z'.repeat(25)}`, `prd_7${'0'.repeat(25)}`])(
  'the largest and the smallest are no exceptions: %s',
  (id) => {
    expect(throughBytes(id as Id<'prd'>)).toBe(id);
  },
);
