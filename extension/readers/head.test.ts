import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { firstLine, isHeadOf, isHeadOfProfile, metaOf } from './head.ts';

const headed = (head: string) => parseHTML(`<html><head>${head}</head><body></body></html>`).document;
const canonical = (address: string) => headed(`<link rel="canonical" href="${address}">`);

test.each([
  ['https://www.instagram.com/p/Ab-_c--d/', 'Ab-_c--d', true],
  ['https://www.instagram.com/demo.maker/p/Ab-_c--d/?hl=de', 'Ab-_c--d', true],
  ['https://www.pinterest.com/pin/a-kettle--100000000000000001/', '100000000000000001', true],
  ['https://www.tiktok.com/@demo/video/7300000000000000001?x=1', '7300000000000000001', true],
  ['https://www.tiktok.com/@demo/video/73000000000000000012', '7300000000000000001', false],
  ['https://www.tiktok.com/?next=/video/7300000000000000001', '7300000000000000001', false],
  ['', 'x', false],
])('the head with %s is about %s: %s', (address, id, isIt) => {
  expect(isHeadOf(canonical(address), id)).toBe(isIt);
});

test.each([
  ['https://www.tiktok.com/@Demo?lang=de', '@demo', true],
  ['https://www.tiktok.com/%40demo', '@demo', true],
  ['https://www.tiktok.com/@demo/video/1', '@demo', false],
  ['https://www.instagram.com/demo/p/x/', 'demo', false],
])('the head with %s is of the profile %s: %s', (address, handle, isIt) => {
  expect(isHeadOfProfile(canonical(address), handle)).toBe(isIt);
});

test('meta tags keep their lines, whichever attribute names and holds them', () => {
  const document = headed('<meta property="og:title" content=" "><meta name="twitter:title" value="one\ntwo">');
  expect(metaOf(document, 'og:title', 'twitter:title')).toBe('one\ntwo');
  expect(metaOf(document, 'og:title')).toBeUndefined();
});

test.each([
  ['\n\n A kettle \nred', 'A kettle'],
  ['a kettle that pours slowly and is quiet too', 'a kettle that pours slowly and is…'],
  ['一只很安静的水壶'.repeat(6), `${'一只很安静的水壶'.repeat(5).slice(0, 40)}…`],
  [' \n ', undefined],
  [undefined, undefined],
])('the first line of %j', (text, line) => {
  expect(firstLine(text, 40)).toBe(line);
});
