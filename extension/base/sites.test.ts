import { expect, test } from 'vitest';
import { isOn, patternsOf, siteOf, siteTyped, switchOf } from './sites.ts';

test.each([
  ['https://www.youtube.com/watch?v=1', 'youtube.com'],
  ['https://m.youtube.com/watch', 'm.youtube.com'],
  ['http://localhost:4100/post', 'localhost'],
  ['http://127.0.0.1:8080/', '127.0.0.1'],
  ['https://example.com./', 'example.com'],
  ['https://例子.测试/a', 'xn--fsqu00a.xn--0zwm56d'],
  ['chrome://extensions', undefined],
  ['file:///home/me/page.html', undefined],
  ['chrome-extension://abc/popup.html', undefined],
  ['about:blank', undefined],
  ['', undefined],
  [undefined, undefined],
])('the site of %s is %s', (address, site) => {
  expect(siteOf(address)).toBe(site);
});

test.each([
  ['youtube.com', 'youtube.com'],
  ['  https://www.example.org/a/b ', 'example.org'],
  ['localhost', 'localhost'],
  ['two words', undefined],
  ['nodots', undefined],
  ['javascript://alert(1)', undefined],
  ['', undefined],
])('typing "%s" names %s', (typed, site) => {
  expect(siteTyped(typed)).toBe(site);
});

const sites = { 'example.com': { on: true, at: 1 }, 'shop.example.com': { on: false, at: 2 } };
test.each([
  ['example.com', true],
  ['blog.example.com', true],
  ['shop.example.com', false],
  ['a.shop.example.com', false],
  ['notexample.com', false],
  ['com', false],
  ['__proto__', false],
])('the most exact switch decides: %s is on: %s', (site, on) => {
  expect(isOn(sites, site)).toBe(on);
});

test('a switch says which site it stands for', () => {
  expect(switchOf(sites, 'a.shop.example.com')).toEqual({ site: 'shop.example.com', on: false, at: 2 });
  expect(switchOf(sites, 'other.org')).toBeUndefined();
});

test.each([
  ['example.com', ['https://*.example.com/*', 'http://*.example.com/*']],
  ['localhost', ['https://localhost/*', 'http://localhost/*']],
  ['127.0.0.1', ['https://127.0.0.1/*', 'http://127.0.0.1/*']],
])('%s is matched by %j', (site, patterns) => {
  expect(patternsOf(site)).toEqual(patterns);
});
