import { expect, test } from 'vitest';
import * as z from 'zod';
import { networkOf } from '../detect.ts';
import { shippedPacks } from './set.ts';

const day = z.string().regex(/^20\d\d-[01]\d-[0-3]\d$/);
const host = z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*(\.\*|\.[a-z]{2,})$/);
const parameter = z.string().regex(/^[A-Za-z][\w.-]*(=[a-z_-]+)?$/);
const citation = z.strictObject({
  document: z.string().min(5),
  section: z.string(),
  address: z.url({ protocol: /^https$/ }),
  checked: day,
  verify: z.boolean(),
});
const duration = { session: z.boolean(), idleMinutes: z.int().min(1), minimumMinutes: z.int().min(1) };
const citations = z.array(citation).min(1);
const signals = z
  .strictObject({
    hosts: z.array(host).min(1).optional(),
    parameters: z.array(parameter).min(1).optional(),
    on: z.strictObject({ hosts: z.array(host).min(1), parameters: z.array(parameter).min(1) }).optional(),
    paths: z.array(z.string().regex(/^(\/[a-z#-]+)+$/)).optional(),
  })
  .refine((all) => Object.keys(all).length > 0, 'a pack without a signal');
const PackSet = z.strictObject({
  version: z.string().regex(/^20\d\d-[01]\d-[0-3]\d\.\d+$/),
  baseline: z.strictObject({ ...duration, citations }),
  packs: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z]+$/),
      network: z.string().min(2),
      signals,
      standDown: z.strictObject(duration),
      merchants: z
        .strictObject({
          hosts: z.array(host).min(1),
          referrers: z.array(z.enum(['own_site', 'organic', 'direct', 'gloss'])),
          promptsMax: z.int().min(1),
        })
        .optional(),
      citations,
    }),
  ),
  never: z.array(z.strictObject({ merchant: z.string(), hosts: z.array(host).min(1), tags: z.array(z.string()), citations })),
  children: z.strictObject({ hosts: z.array(host), citations }),
});

test('the packs have their form, each rule with its citation and the day it was looked at', () => {
  expect(PackSet.safeParse(shippedPacks).error).toBeUndefined();
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
