import type { UrlExamples } from '../reader.ts';

/** What an address on Instagram shows; `code` names a post or reel, `handle` the creator where the address has it. */
export interface InstagramAddress {
  kind: 'post' | 'reel' | 'video' | 'story' | 'profile' | 'page';
  code?: string;
  handle?: string;
}

const CODE = /^[\w-]{5,40}$/;
const HANDLE = /^(?!\.)[a-z0-9._]{1,30}(?<!\.)$/i;
const KINDS = new Map<string, 'post' | 'reel' | 'video'>([
  ['p', 'post'],
  ['reel', 'reel'],
  ['reels', 'reel'],
  ['tv', 'video'],
]);
/** Words in place of a handle that are the site's own. */
const OWN = new Set(
  'about accounts api archive ads ar audio blog challenge coupon_code create developer direct directory download emails explore graphql guides inbox legal lite live location locations login logout nametag notifications nux oauth p popular press privacy push qr reel reels session sessions settings shop shopping static stories support tags terms threads topics tv web your_activity'.split(
    ' ',
  ),
);

export function isInstagram(url: URL): boolean {
  return /(?:^|\.)instagram\.com$/.test(url.hostname) && /^https?:$/.test(url.protocol);
}

export function isHandle(text: string | undefined): text is string {
  return text !== undefined && HANDLE.test(text) && !OWN.has(text.toLowerCase());
}

export function instagramAddress(url: URL): InstagramAddress {
  const [first = '', second = '', third = ''] = url.pathname.split('/').filter(Boolean);
  const kind = KINDS.get(first);
  if (kind) return CODE.test(second) && second !== 'audio' ? { kind, code: second } : { kind: 'page' };
  if (first === 'stories')
    return isHandle(second) && second !== 'highlights'
      ? { kind: 'story', handle: second, ...(/^\d+$/.test(third) ? { code: third } : {}) }
      : { kind: 'page' };
  if (!isHandle(first) || !/^(?:www\.|m\.)?instagram/.test(url.hostname)) return { kind: 'page' };
  const own = KINDS.get(second);
  if (own && CODE.test(third)) return { kind: own, code: third, handle: first };
  return second === '' || /^(?:reels|tagged|channel|feed|saved|related_profiles|guides|igtv)$/.test(second)
    ? { kind: 'profile', handle: first }
    : { kind: 'page' };
}

const isKind = (kind: InstagramAddress['kind']) => (url: URL) => isInstagram(url) && instagramAddress(url).kind === kind;

export const instagramExamples: UrlExamples[] = [
  {
    matches: isKind('post'),
    examples: [
      'https://www.instagram.com/p/DemoPost_01/',
      'https://www.instagram.com/p/DemoPost_01/?img_index=2',
      'https://www.instagram.com/demo.maker/p/DemoPost_01/',
      'https://instagram.com/p/DemoPost_01/liked_by/',
    ],
  },
  {
    matches: isKind('reel'),
    examples: [
      'https://www.instagram.com/reel/DemoReel-02/',
      'https://www.instagram.com/reels/DemoReel-02/',
      'https://www.instagram.com/demo.maker/reel/DemoReel-02/',
    ],
  },
  { matches: isKind('video'), examples: ['https://www.instagram.com/tv/DemoVideo_3/'] },
  { matches: isKind('story'), examples: ['https://www.instagram.com/stories/demo.maker/3000000000000000001/'] },
  {
    matches: isKind('profile'),
    examples: [
      'https://www.instagram.com/demo.maker/',
      'https://www.instagram.com/demo_maker/reels/',
      'https://m.instagram.com/demo.maker?hl=de',
    ],
  },
  {
    matches: isKind('page'),
    examples: [
      'https://www.instagram.com/',
      'https://www.instagram.com/explore/',
      'https://www.instagram.com/explore/tags/kettle/',
      'https://www.instagram.com/accounts/login/?next=%2Fp%2FDemoPost_01%2F',
      'https://www.instagram.com/direct/inbox/',
      'https://www.instagram.com/constructor/DemoPost_01/',
      'https://www.instagram.com/reels/',
      'https://www.instagram.com/reels/audio/300000000000001/',
      'https://www.instagram.com/stories/highlights/18000000000000001/',
      'https://www.instagram.com/demo.maker/followers/',
      'https://l.instagram.com/?u=https%3A%2F%2Fshop.example%2F',
      'https://help.instagram.com/519522125107875',
    ],
  },
];
