import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isId, makeId } from './ids.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('ids sort by time and are known by their prefix', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 2 }), bytes, bytes, (now, a, b) => {
      const [earlier, later] = [makeId('ord', now, () => a), makeId('ord', now + 1, () => b)];
      expect(earlier < later).toBe(true);
      expect(isId('ord', earlier)).toBe(true);
      expect(isId('clk', earlier)).toBe(false);
    }),
  );
});

test('a given time and chance make the known id of that UUID', () => {
  // 0188bac7-4afa-78aa-bc3b-bd1eef28d881, the example of the TypeID specification.
  const chance = new Uint8Array([0x78, 0xaa, 0xbc, 0x3b, 0xbd, 0x1e, 0xef, 0x28, 0xd8, 0x81]);
  expect(makeId('evt', 0x0188bac74afa, () => chance)).toBe('evt_01h2xcejqtf2nbrexx3vqjhp41');
});

test.each([
  ['another prefix', 'prd_01h2xcejqtf2nbrexx3vqjhp41'],
  ['upper case', 'ord_01H2XCEJQTF2NBREXX3VQJHP41'],
  ['a letter that the alphabet leaves out', 'ord_01h2xcejqtf2nbrexx3vqjhpl1'],
  ['too short', 'ord_01h2'],
  ['a first digit beyond 128 bits', 'ord_81h2xcejqtf2nbrexx3vqjhp41'],
  ['a number', 7],
])('%s is no order id', (_, value) => {
  expect(isId('ord', value)).toBe(false);
});

test('a time that an id cannot carry is refused', () => {
  expect(() => makeId('ord', -1, (length) => new Uint8Array(length))).toThrow(RangeError);
});
