import type { UrlExamples } from '../reader.ts';

/** What an address on TikTok shows; `id` is the video's or photo post's, `handle` the creator's without its @. */
export interface TiktokAddress {
  kind: 'video' | 'photo' | 'live' | 'profile' | 'page';
  id?: string;
  handle?: string;
}

const ID = /^(\d{8,22})(?:\.html)?$/;

export function isTiktok(url: URL): boolean {
  return /(?:^|\.)tiktok\.com$/.test(url.hostname) && /^https?:$/.test(url.protocol);
}

export function tiktokAddress(url: URL): TiktokAddress {
  const parts = url.pathname.replace(/%40/gi, '@').split('/').filter(Boolean);
  const at = parts.slice(0, 2).findIndex((part) => part.startsWith('@'));
  const handle = /^@([\w.]{2,30})$/.exec(parts[at] ?? '')?.[1];
  const by = handle ? { handle } : {};
  const [kind = '', number = ''] = at < 0 ? [] : parts.slice(at + 1);
  const id = ID.exec(number)?.[1];
  if ((kind === 'video' || kind === 'photo') && id) return { kind, id, ...by };
  if (handle && kind === 'live') return { kind, handle };
  if (handle && kind === '') return { kind: 'profile', handle };
  // Of phones, of shared links and of players in other pages.
  const other = /^\/(?:v|embed(?:\/v\d)?|player\/v\d|(?:i18n\/)?share\/video)\/(\d{8,22})(?:\.html)?\/?$/.exec(url.pathname)?.[1];
  return other ? { kind: 'video', id: other } : { kind: 'page' };
}

const isKind = (kind: TiktokAddress['kind']) => (url: URL) => isTiktok(url) && tiktokAddress(url).kind === kind;

export const tiktokExamples: UrlExamples[] = [
  {
    matches: isKind('video'),
    examples: [
      'https://www.tiktok.com/@demo.maker/video/7300000000000000001',
      'https://www.tiktok.com/%40demo.maker/video/7300000000000000001?is_from_webapp=1',
      'https://www.tiktok.com/@/video/7300000000000000001',
      'https://www.tiktok.com/en/@demo.maker/video/7300000000000000001',
      'https://m.tiktok.com/v/7300000000000000001.html',
      'https://www.tiktok.com/embed/v2/7300000000000000001',
      'https://www.tiktok.com/player/v1/7300000000000000001?loop=1',
      'https://www.tiktok.com/share/video/7300000000000000001',
    ],
  },
  { matches: isKind('photo'), examples: ['https://www.tiktok.com/@demo.maker/photo/7300000000000000001'] },
  { matches: isKind('live'), examples: ['https://www.tiktok.com/@demo.maker/live?enter_from=x'] },
  {
    matches: isKind('profile'),
    examples: ['https://www.tiktok.com/@demo.maker', 'https://www.tiktok.com/@demo.maker/?lang=de', 'https://m.tiktok.com/@demo_maker'],
  },
  {
    matches: isKind('page'),
    examples: [
      'https://www.tiktok.com/',
      'https://www.tiktok.com/foryou',
      'https://www.tiktok.com/tag/kettles',
      'https://www.tiktok.com/music/original-sound-7300000000000000001',
      'https://www.tiktok.com/@demo.maker/collection/kettles-7300000000000000001',
      'https://www.tiktok.com/@demo.maker/video/latest',
      'https://www.tiktok.com/live',
      'https://www.tiktok.com/search?q=kettle',
      'https://vm.tiktok.com/ZMabcdefg/',
      'https://vt.tiktok.com/ZSabcdefg/',
      'https://shop.tiktok.com/view/product/1729000000000000001',
    ],
  },
];
