import { expect, test } from 'vitest';
import { isAmazon, networkOf } from './detect.ts';

test.each([
  ['https://shop.example/lamp', undefined],
  ['https://shop.example/lamp?variant=3&utm_source=news', undefined],
  ['https://shop.example/lamp?utm_medium=affiliate', 'another affiliate'],
  ['https://shop.example/lamp?afsrc=1', 'another affiliate'],
  ['https://shop.example/lamp?CJEVENT=1', 'CJ'],
  ['https://www.awin1.com/cread.php?awinmid=1&ued=https%3A%2F%2Fshop.example%2Flamp', 'Awin'],
  ['https://notawin1.com/lamp', undefined],
  ['https://click.linksynergy.com/deeplink?id=1', 'Rakuten'],
  ['https://brand.sjv.io/c/1/2/3', 'impact'],
  ['https://www.amazon.co.uk/dp/B0?tag=mara-21', 'Amazon Associates'],
  ['https://www.amazon.co.uk/dp/B0', undefined],
  ['https://shop.example/?tag=sale', undefined],
  ['https://s.click.taobao.com/abc', 'Taobao'],
  ['not an address', undefined],
])('%s earns for %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ['https://www.amazon.de/dp/B0', true],
  ['https://amazon.com.au/dp/B0', true],
  ['https://amzn.to/3x', true],
  ['https://amazonia.example/', false],
  ['https://www.example.com/amazon.de', false],
])('%s is Amazon: %s', (address, is) => {
  expect(isAmazon(address)).toBe(is);
});
