import { describe, expect, test } from 'vitest';
import type { Platform } from '#shared/platforms.ts';
import { claimedHandle, claimedHost } from './claim.ts';

describe('a handle is understood however it is written', () => {
  test.each<[string, Platform, string, string | undefined, string?]>([
    ['with @', 'youtube', '@LinaCooks', '@LinaCooks', 'linacooks'],
    ['without @', 'youtube', 'LinaCooks', '@LinaCooks', 'linacooks'],
    ['an address', 'youtube', 'https://www.youtube.com/@LinaCooks/videos', '@LinaCooks', 'linacooks'],
    ['an address without scheme', 'youtube', 'www.youtube.com/@LinaCooks', '@LinaCooks', 'linacooks'],
    ['a channel id', 'youtube', 'UCabcdefghijklmnopqrstuv', 'UCabcdefghijklmnopqrstuv', 'ucabcdefghijklmnopqrstuv'],
    ['the address of a channel id', 'youtube', 'https://youtube.com/channel/UCabcdefghijklmnopqrstuv', 'UCabcdefghijklmnopqrstuv'],
    ['an encoded Chinese name', 'youtube', 'https://youtube.com/@%E5%8E%A8%E6%88%BF', '@厨房', '厨房'],
    ['TikTok', 'tiktok', 'https://www.tiktok.com/@lina.cooks', 'lina.cooks', 'lina.cooks'],
    ['Instagram', 'instagram', 'https://instagram.com/lina_cooks/', 'lina_cooks', 'lina_cooks'],
    ['Reddit', 'reddit', 'https://www.reddit.com/user/lina', 'lina', 'lina'],
    ['Xiaohongshu', 'xiaohongshu', 'https://www.xiaohongshu.com/user/profile/5ff0e6a1', '5ff0e6a1', '5ff0e6a1'],
    ['a site', 'web', 'https://www.Lina.Example/about', 'www.lina.example', 'lina.example'],
    ['the address of another platform', 'youtube', 'https://tiktok.com/@lina', undefined],
    ['nothing but @', 'youtube', '@', undefined],
    ['spaces inside', 'tiktok', 'lina cooks', undefined],
    ['markup', 'tiktok', '<b>lina</b>', undefined],
    ['101 letters', 'tiktok', 'a'.repeat(101), undefined],
    ['100 letters', 'tiktok', 'a'.repeat(100), 'a'.repeat(100)],
  ])('%s', (_, platform, text, handle, key) => {
    const claimed = claimedHandle(platform, text);
    expect(claimed?.handle).toBe(handle);
    if (key) expect(claimed?.key).toBe(key);
  });
});

describe('a host is understood however it is written', () => {
  test.each([
    ['plain', 'shop.example', 'shop.example'],
    ['upper case', 'SHOP.Example', 'shop.example'],
    ['an address', 'https://shop.example/a?b=c', 'shop.example'],
    ['a final dot', 'shop.example.', 'shop.example'],
    ['a final dot and a port', 'shop.example.:8080', 'shop.example:8080'],
    ['Chinese letters', '例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['a port', 'localhost:8790', 'localhost:8790'],
    ['a user name', 'a@shop.example', undefined],
    ['a space', 'shop .example', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, text, host) => expect(claimedHost(text)).toBe(host));
});
