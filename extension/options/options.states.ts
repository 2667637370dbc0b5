import type { Device, Settings } from '#extension/base/messages.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';

export const optionsNow = Date.UTC(2026, 10, 3, 15, 30);
const hour = 3_600_000;

const settings: Settings = {
  consent: null,
  isAgreed: false,
  creator: null,
  choices: { notes: true, support: false, learn: false, personal: false, stats: false, own: false, language: 'auto', labels: 'auto' },
  language: 'en',
  locale: 'en-GB',
  sites: [],
  workerOrigin: 'https://api.gloss.example',
  version: '0.1.0',
  packs: shippedPacks.version,
};
const nothing: Device = {
  sent: [],
  kept: [],
  dismissed: [],
  prices: [],
  counts: [],
  observed: [],
  taste: [],
  visits: [],
  activations: [],
  arrivals: [],
};

const page = {
  platform: 'web' as const,
  kind: 'article' as const,
  url: 'https://mara.example/lamps',
  title: 'Three lamps for a small desk',
  products: [{ name: 'Desk lamp, oiled oak, dimmable' }],
  shopLinks: ['https://nordlicht.example/products/desk-lamp'],
};
const longTitle =
  'Professional-Grade Under-Cabinet LED Light Bar with Motion Sensor, Magnetic Mount, Three Colour Temperatures and Battery (Set of 4)';

const full: Device = {
  sent: [
    { at: optionsNow - hour, site: 'mara.example', path: '/v1/recommend/cards', body: { page, cardsMax: 12 }, answer: '3' },
    { at: optionsNow - 30 * hour, site: 'youtube.com', path: '/v1/recommend/cards', body: { page, cardsMax: 12 }, answer: 'offline' },
  ],
  kept: [
    {
      productId: 'prd_1',
      title: 'Desk lamp, oiled oak, dimmable',
      merchant: 'Nordlicht',
      url: 'https://nordlicht.example/products/desk-lamp',
      price: null,
      at: optionsNow - 2 * hour,
    },
    {
      productId: 'prd_2',
      title: longTitle,
      merchant: '北光家居',
      url: 'https://nordlicht.example/2',
      price: null,
      at: optionsNow - 400 * hour,
    },
  ],
  dismissed: [
    { productId: 'prd_3', title: 'Linen lampshade, 30 cm', why: 'hidden', page: null, at: optionsNow - 3 * hour },
    { productId: 'prd_4', title: '橡木护眼台灯', why: 'wrong', page: 'https://mara.example/lamps', at: optionsNow - 50 * hour },
  ],
  prices: [
    {
      productId: 'prd_1',
      title: 'Desk lamp, oiled oak, dimmable',
      merchant: 'Nordlicht',
      currency: 'EUR',
      seen: [
        { at: optionsNow - 600 * hour, amountMinor: 9900 },
        { at: optionsNow - 5 * hour, amountMinor: 8900 },
      ],
    },
    {
      productId: 'prd_2',
      title: longTitle,
      merchant: '北光家居',
      currency: 'CNY',
      seen: [{ at: optionsNow - 400 * hour, amountMinor: 32900 }],
    },
  ],
  counts: [{ day: '2026-11-03', seen: 12, opened: 2 }],
  observed: [{ key: 'youtube:abcdefghijk', looks: [{ at: optionsNow - hour, counts: { views: { printed: '48,213', value: 48_213 } } }] }],
  taste: [
    { productId: 'prd_1', title: 'Desk lamp, oiled oak, dimmable', kind: 'kept', at: optionsNow - 2 * hour, space: 'words', bytes: '' },
    { productId: 'prd_2', title: longTitle, kind: 'opened', at: optionsNow - 26 * hour, space: 'words', bytes: '' },
    { productId: 'prd_4', title: '橡木护眼台灯', kind: 'hidden', at: optionsNow - 50 * hour, space: 'words', bytes: '' },
  ],
  visits: [
    {
      at: optionsNow - hour,
      address: 'https://mara.example/lamps',
      site: 'mara.example',
      reader: 'article',
      snapshot: page,
      why: 'no_match',
      set: null,
      askedAt: 0,
    },
    {
      at: optionsNow - 2 * hour,
      address: 'https://mara.example/cart',
      site: 'mara.example',
      reader: 'article',
      snapshot: null,
      why: 'not_content',
      set: null,
      askedAt: 0,
    },
  ],
  activations: [],
  arrivals: [],
};

export interface OptionsState {
  settings: Settings;
  device: Device;
  trouble: string | null;
  isErasing: boolean;
}

const agreed: Settings = {
  ...settings,
  consent: { version: 1, answer: 'given', at: optionsNow - 48 * hour },
  isAgreed: true,
  sites: [
    { site: 'mara.example', on: true, granted: true },
    { site: 'news.example', on: false, granted: true },
    { site: 'youtube.com', on: true, granted: false },
  ],
};

export const optionsStates: Readonly<Record<string, OptionsState>> = {
  'before anything': { settings, device: nothing, trouble: null, isErasing: false },
  refused: {
    settings: { ...settings, consent: { version: 1, answer: 'refused', at: optionsNow - hour } },
    device: nothing,
    trouble: null,
    isErasing: false,
  },
  'in use': {
    settings: { ...agreed, choices: { ...agreed.choices, support: true, personal: true, stats: true } },
    device: full,
    trouble: null,
    isErasing: false,
  },
  erasing: { settings: agreed, device: nothing, trouble: null, isErasing: true },
  trouble: { settings: agreed, device: nothing, trouble: 'That is not the address of a site.', isErasing: false },
};
