import { expect, test } from 'vitest';
import { networkOf, neverOf, packsOf, untagged } from './detect.ts';

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
  ['https://shop.example/?foid=12', 'another affiliate'],
  ['https://shop.example/?affsource=1', 'another affiliate'],
  ['https://shop.example/?UTM_Medium=Affiliate', 'another affiliate'],
  ['https://shop.example/?utm_medium=email', undefined],
  ['https://shop.example/?utm_source=aw', 'Awin'],
  ['https://shop.example/?utm_source=awe', undefined],
  ['https://shop.example/?sscid=1', 'ShareASale'],
  ['https://shop.example/?dub_id=1', 'Dub'],
  ['https://shop.example/?wgu=1', 'Webgains'],
  ['https://shop.example/?tduid=1', 'Tradedoubler'],
  ['https://shop.example/?ps_xid=1', 'PartnerStack'],
  ['https://flexlinkspro.com/g/1', 'FlexOffers'],
  ['https://go.skimresources.com/?id=1', 'Skimlinks'],
  ['https://redirect.viglink.com/?u=1', 'Sovrn'],
  ['https://ad.admitad.com/g/1/', 'Admitad'],
  ['https://ds1.nl/c/?si=1', 'Daisycon'],
  ['https://tc.tradetracker.net/?c=1', 'TradeTracker'],
  ['https://www.pntra.com/t/1', 'Ascend (Pepperjam)'],
  ['https://prf.hn/click/1', 'Partnerize'],
  ['https://rstyle.me/+abc', 'LTK'],
  ['https://goto.bigshop.example/c/198/819/209?u=x', 'impact'],
  ['https://shop.example/c/lamps/2', undefined],
  ['https://www.ebay.de/itm/1?mkevt=1', 'eBay Partner Network'],
  ['https://shop.example/?mkevt=1', undefined],
  ['https://u.jd.com/abc', 'JD'],
  ['https://item.jd.com/1.html?utm_medium=tuiguang', 'JD'],
  ['https://mobile.yangkeduo.com/goods.html?cpsSign=1', 'Pinduoduo'],
  ['https://www.aliexpress.com/item/1.html?aff_fcid=1', 'AliExpress'],
  ['not an address', undefined],
])('%s earns for %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test.each([
  ['https://www.amazon.de/dp/B0', true],
  ['https://amazon.com.au/dp/B0', true],
  ['https://amzn.to/3x', true],
  ['https://a.co/d/1', true],
  ['https://amzn.eu/d/1', true],
  ['https://smile.amazon.com/dp/B0', true],
  ['https://www.amazon.co.jp/dp/B0', true],
  ['https://amazon.de./dp/B0', true],
  ['https://go.example/?url=https%3A%2F%2Fwww.amazon.de%2Fdp%2FB0', true],
  ['https://amazonia.example/', false],
  ['https://notamazon.de/', false],
  ['https://amazon.de.evil.example/', false],
  ['https://www.example.com/amazon.de', false],
])('%s is Amazon: %s', (address, is) => {
  expect(neverOf(address)?.merchant === 'Amazon').toBe(is);
});

test.each([
  ['https://www.amazon.de/dp/B0?tag=mara-21&th=1&linkCode=ll1', 'https://www.amazon.de/dp/B0?th=1'],
  ['https://www.amazon.de/dp/B0?TAG=mara-21', 'https://www.amazon.de/dp/B0'],
  ['https://www.amazon.de/dp/B0?th=1%20', 'https://www.amazon.de/dp/B0?th=1%20'],
])('the plain link of %s has no tag', (address, plain) => {
  const never = neverOf(address);
  expect(never && untagged(address, never)).toBe(plain);
});

test('an address can show several networks, the one with a name first', () => {
  expect(packsOf('https://shop.example/?utm_medium=affiliate&awc=1').map(({ id }) => id)).toEqual(['awin', 'any']);
});
