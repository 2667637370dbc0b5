import { describe, expect, test } from 'vitest';
import { imageOf, linkOf } from './link.ts';

const shop = new URL('https://shop.example/feeds/');

describe('a link is made plain', () => {
  test.each([
    ['as it is', 'https://shop.example/p/1', { href: 'https://shop.example/p/1' }],
    ['with blanks around and within', ' https://shop.example/a b ', { href: 'https://shop.example/a%20b' }],
    ['with entities', 'https://shop.example/?a=1&amp;b=2', { href: 'https://shop.example/?a=1&b=2' }],
    [
      'http, for which https is used',
      'http://shop.example/p',
      { href: 'https://shop.example/p', note: 'its link says http: https is used' },
    ],
    ['without a scheme', '//shop.example/p', { href: 'https://shop.example/p' }],
    ['beginning with www', 'www.shop.example/p', { href: 'https://www.shop.example/p' }],
    ['relative to the shop', '/p/1', { href: 'https://shop.example/p/1' }],
    ['relative to the feed', 'p/1', { href: 'https://shop.example/feeds/p/1' }],
    ['on this machine', 'http://localhost:8790/p', { href: 'http://localhost:8790/p' }],
  ])('%s', (_, text, link) => expect(linkOf(text, shop)).toEqual(link));
});

describe('a link that leads elsewhere than it seems is refused', () => {
  test.each([
    ['nothing', '', 'it has no link'],
    ['javascript', 'javascript:alert(1)', 'does not begin with https://'],
    ['ftp', 'ftp://shop.example/p', 'does not begin with https://'],
    ['a user name', 'https://shop.example@evil.example/', 'is not a plain web address'],
    ['a backslash', 'https://shop.example\\@evil.example/', 'is not a plain web address'],
    ['a hidden character', 'https://shop.example/\u202ep', 'is not a plain web address'],
    ['letters of another script', 'https://shоp.example/', 'is not a plain web address'],
    ['an address that is too long', `https://shop.example/${'a'.repeat(2040)}`, 'is not a plain web address'],
    ['one that is too long once it is escaped', `https://shop.example/${'ä'.repeat(400)}`, 'is not a plain web address'],
    ['an IP address', 'https://169.254.169.254/latest', 'is not a plain web address'],
  ])('%s', (_, text, reason) => expect(linkOf(text, shop)).toEqual({ reason: expect.stringContaining(reason) }));

  test('a relative one without a shop says what to do', () =>
    expect(linkOf('/p/1', undefined)).toEqual({ reason: expect.stringContaining('--shop https://') }));
});

test('a picture that cannot be shown is left out with a note', () => {
  expect(imageOf('http://cdn.example/a.jpg', shop)).toEqual({ href: 'https://cdn.example/a.jpg' });
  expect(imageOf('javascript:x', shop)).toEqual({ href: '', note: expect.stringContaining('was left out') });
  expect(imageOf('', shop)).toEqual({ href: '' });
});
