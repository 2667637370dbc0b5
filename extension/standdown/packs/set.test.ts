import { expect, test } from 'vitest';
import { AFFILIATE_HOSTS } from '#extension/readers/shop-links.ts';
import { PackSetForm } from '#worker/cli/standdown/pack-form.ts';
import { networkOf, neverOf } from '../detect.ts';
import { shippedPacks } from './set.ts';

test('the packs have their form, each rule with its citation and the day it was looked at', () => {
  expect(PackSetForm.safeParse(shippedPacks).error).toBeUndefined();
  const ids = shippedPacks.packs.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('no citation is younger than the set', () => {
  const all = [shippedPacks.baseline, ...shippedPacks.packs, ...shippedPacks.never, shippedPacks.children].flatMap((one) => one.citations);
  for (const { checked } of all) expect(shippedPacks.version.slice(0, 10) >= checked).toBe(true);
});

test.each(shippedPacks.packs.map((pack) => [pack.network, pack] as const))(
  '%s: each of its own signals is seen',
  (_, { id, network, signals: own }) => {
    const examples = [
      ...(own.hosts ?? []).map((one) => `https://${one.replace('.*', '.de')}/x`),
      ...(own.parameters ?? []).map((one) => `https://shop.example/?${one.includes('=') ? one : `${one}=1`}`),
      ...(own.on?.hosts ?? []).flatMap(
        (one) => own.on?.parameters.map((name) => `https://www.${one.replace('.*', '.co.uk')}/?${name}`) ?? [],
      ),
    ];
    for (const example of examples) expect([id, example, networkOf(example)]).toEqual([id, example, network]);
  },
);

test.each([
  ...['impact', 'cj', 'rakuten', 'awin', 'shareasale', 'webgains', 'tradedoubler', 'partnerize', 'partnerstack', 'flexoffers'],
  ...[
    'skimlinks',
    'sovrn',
    'admitad',
    'daisycon',
    'tradetracker',
    'ascend',
    'dub',
    'ebay',
    'aliexpress',
    'taobao',
    'jd',
    'pinduoduo',
    'ltk',
  ],
])('there is a pack for %s', (id) => {
  expect(shippedPacks.packs.map((pack) => pack.id)).toContain(id);
});

test('every affiliate host that readers know is one that stand-down knows', () => {
  const unseen = AFFILIATE_HOSTS.split(' ').filter((host) => !networkOf(`https://${host}/x`) && !neverOf(`https://${host}/x`));
  expect(unseen).toEqual([]);
});
