import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, decodeEntities, plainText } from './plain-text.ts';

describe('plain text', () => {
  test.each([
    ['tags go, words stay apart', '<p>One</p><p>two<br>three</p>', 'One two three'],
    ['what nobody sees goes', 'a<script>alert("<b>")</script><style>p{}</style><!-- <b>no</b> -->b', 'a b'],
    ['entities', 'Tom &amp; Jerry &eacute; &#8364; &#x20AC; &hellip;', 'Tom & Jerry é € € …'],
    ['escaped twice', '&lt;p&gt;Warm&amp;nbsp;wool&lt;/p&gt;', 'Warm wool'],
    ['a less-than sign is one', '5 < 6 and 7 > 3', '5 < 6 and 7 > 3'],
    ['an escaped bracket is text', 'if a &lt; b', 'if a < b'],
    ['a tag that never ends', 'kettle <a href="x', 'kettle'],
    ['a comment that never ends', 'kettle <!-- x', 'kettle'],
    ['blanks fold', '  a \n\t b\u00a0c ', 'a b c'],
    ['characters that steer go', 'a\u0000b\u202ec\u200bd', 'a b c d'],
    ['joiners that scripts need stay', 'नमस्\u200dते', 'नमस्\u200dते'],
    ['half a character becomes a mark', 'a\ud800b', 'a\ufffdb'],
    ['numbers of Windows-1252', '&#150; &#128;', '– €'],
    ['impossible numbers stay as they are', '&#0; &#xD800; &#9999999;', '&#0; &#xD800; &#9999999;'],
    ['an unknown name stays as it is', '&kettle; &amp', '&kettle; &amp'],
    ['nothing', '', ''],
  ])('%s', (_, source, text) => expect(plainText(source)).toBe(text));
});

test('a text is cut at whole characters', () => {
  expect(cut('ab🧀', 3)).toBe('ab');
  expect(cut('ab🧀', 4)).toBe('ab🧀');
  expect(cut('ab cd', 3)).toBe('ab');
});

test('whatever the source, no tag, control character or half character is left', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (source) => {
      const text = plainText(source);
      expect(text).not.toMatch(/\p{Cc}|<script|<\/p>/u);
      expect(text.isWellFormed()).toBe(true);
    }),
  );
});

test('a hundred thousand tags that never end cost one pass', () => {
  for (const source of ['<!--', '<a ', '<script>', '&#', '<', '&lt;p'])
    expect(plainText(source.repeat(100_000)).length).toBeLessThan(1_000_000);
});

test('entities are decoded once', () => expect(decodeEntities('&amp;lt;')).toBe('&lt;'));
