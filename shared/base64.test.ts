import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromBase64, fromBase64Url, toBase64, toBase64Url } from './base64.ts';

describe('base64', () => {
  test('is what Node writes, and comes back as the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64(toBase64(bytes))).toEqual(new Uint8Array(bytes));
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each([
    ['a character outside the alphabet', 'ab*d'],
    ['a length that no bytes have', 'abcde'],
    ['padding inside', 'ab==abcd'],
    ['spare bits set, a second spelling of the same bytes', 'QQ='],
  ])('refuses %s', (_, text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  test('refuses spare bits in the URL form too', () => {
    expect(fromBase64Url('QR')).toBeUndefined();
    expect(fromBase64Url('QQ')).toEqual(new Uint8Array([65]));
  });
});
