import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentAt, contentKey, creatorKey } from './content-key.ts';

const xhs = '0123456789abcdef01234567';
const examples: [address: string, key: string | undefined, handle?: string][] = [
  ['https://www.youtube.com/watch?v=abcdefghijk', 'youtube:abcdefghijk'],
  ['https://m.youtube.com/watch?app=m&v=ab-_efghijk&t=12s', 'youtube:ab-_efghijk'],
  ['https://www.youtube.com/shorts/abcdefghijk?feature=share', 'youtube:abcdefghijk'],
  ['https://www.youtube.com/live/abcdefghijk?si=x', 'youtube:abcdefghijk'],
  ['https://youtu.be/abcdefghijk?t=4', 'youtube:abcdefghijk'],
  ['https://www.youtube.com/watch?v=short', undefined],
  ['https://www.youtube.com/@some.one', undefined],
  ['https://www.youtube.com/', undefined],
  ['https://www.tiktok.com/@Some.One/video/7301234567890123456', 'tiktok:7301234567890123456', 'some.one'],
  ['https://www.tiktok.com/@some.one/photo/7301234567890123456?lang=en', 'tiktok:7301234567890123456', 'some.one'],
  ['https://www.tiktok.com/@some.one/live', undefined],
  ['https://www.tiktok.com/@some.one', undefined],
  ['https://www.instagram.com/p/Cabc_DEF-12/', 'instagram:Cabc_DEF-12'],
  ['https://www.instagram.com/reel/Cabc_DEF-12/?igsh=x', 'instagram:Cabc_DEF-12'],
  ['https://www.instagram.com/some.one/reel/Cabc_DEF-12/', 'instagram:Cabc_DEF-12', 'some.one'],
  ['https://www.instagram.com/some.one/', undefined],
  [`https://www.xiaohongshu.com/explore/${xhs}?xsec_token=x`, `xiaohongshu:${xhs}`],
  [`https://www.xiaohongshu.com/discovery/item/${xhs}`, `xiaohongshu:${xhs}`],
  [`https://www.rednote.com/user/profile/5f00aa/${xhs}`, `xiaohongshu:${xhs}`],
  ['https://www.xiaohongshu.com/user/profile/5f00aa', undefined],
  ['https://www.bilibili.com/video/BV1xx411c7mD/?p=2', 'bilibili:BV1xx411c7mD'],
  ['https://www.bilibili.com/video/av170001', 'bilibili:av170001'],
  ['https://space.bilibili.com/12', undefined],
  ['https://www.pinterest.co.uk/pin/123456789012345678/', 'pinterest:123456789012345678'],
  ['https://www.pinterest.com/pin/oak-lamp--123456789012345678/', 'pinterest:123456789012345678'],
  ['https://old.reddit.com/r/BuyItForLife/comments/1abcde/a_lamp/', 'reddit:1abcde'],
  ['https://www.reddit.com/user/some_one/comments/1abcde/a_lamp/', 'reddit:1abcde', 'some_one'],
  ['https://redd.it/1abcde', 'reddit:1abcde'],
  ['https://www.reddit.com/r/BuyItForLife/', undefined],
  ['https://www.Mara.example/Lamps/?utm_source=x#top', 'web:mara.example/Lamps', 'mara.example'],
  ['http://localhost:8790/reviews/one', 'web:localhost:8790/reviews/one', 'localhost:8790'],
  ['https://mara.example/', undefined],
  ['https://mara.example/?page=2', undefined],
  ['ftp://mara.example/lamps', undefined],
  ['javascript:alert(1)', undefined],
  ['not an address', undefined],
];

describe('an address names its content, or none', () => {
  test.each(examples)('%s', (address, key, handle) => {
    const found = contentAt(address);
    expect(found?.key).toBe(key);
    expect(found?.handle).toBe(handle);
  });
});

test.each<[string, Parameters<typeof contentKey>[0], string | undefined]>([
  [
    'by its address, whatever id it states',
    { platform: 'youtube', kind: 'video', url: 'https://www.youtube.com/watch?v=abcdefghijk', contentId: 'zzzzzzzzzzz' },
    'youtube:abcdefghijk',
  ],
  [
    'by the id where the address says nothing',
    { platform: 'tiktok', kind: 'video', url: 'https://www.tiktok.com/foryou', contentId: '7301234567890123456' },
    'tiktok:7301234567890123456',
  ],
  [
    'not by an id that none on this platform is',
    { platform: 'tiktok', kind: 'video', url: 'https://www.tiktok.com/foryou', contentId: '../x' },
    undefined,
  ],
  [
    'not for a profile',
    { platform: 'youtube', kind: 'profile', url: 'https://www.youtube.com/@a', contentId: 'UCabcdefghijklmnopqrstuv' },
    undefined,
  ],
  [
    'not where platform and address differ',
    { platform: 'youtube', kind: 'video', url: 'https://mara.example/a', contentId: 'abcdefghijk' },
    undefined,
  ],
  [
    'on the open web by the address',
    { platform: 'web', kind: 'article', url: 'https://mara.example/a/', contentId: '1' },
    'web:mara.example/a',
  ],
])('a page is named %s', (_, page, key) => {
  expect(contentKey(page)).toBe(key);
});

test('query, fragment, www and a trailing slash make no other content of the open web', () => {
  const part = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
  fc.assert(
    fc.property(part, part, part, (host, path, rest) => {
      const plain = contentAt(`https://${host}.example/${path}`)?.key;
      for (const same of [`http://www.${host}.example/${path}/`, `https://${host.toUpperCase()}.example/${path}?${rest}=${rest}#${rest}`])
        expect(contentAt(same)?.key).toBe(plain);
      expect(plain).not.toBe(contentAt(`https://${host}.example/${path}/${rest}`)?.key);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.webPath().map((path) => `https://www.reddit.com${path}`),
      ),
      (text) => {
        contentAt(text);
      },
    ),
  );
});

test('a creator has one name however the handle is written', () => {
  expect(creatorKey('youtube', ' @Some.One ')).toBe('creator:youtube:some.one');
  expect(creatorKey('web', 'www.Mara.example/')).toBe('creator:web:mara.example');
});
