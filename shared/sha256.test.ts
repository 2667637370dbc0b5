import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Hex } from './sha256.ts';

const reference = (text: string): string => createHash('sha256').update(text).digest('hex');

test('gives the digests that the standard publishes', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test.each([0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 121, 127, 128, 129, 1_000_000])('%i bytes hash as elsewhere', (length) => {
  expect(sha256Hex('a'.repeat(length))).toBe(reference('a'.repeat(length)));
});

test('any text hashes as elsewhere', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(sha256Hex(text)).toBe(reference(text));
    }),
    { numRuns: 1000 },
  );
});
