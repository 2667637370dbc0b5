import type { UrlExamples } from '../reader.ts';

/** What an address on YouTube shows; `id` is the video's or the channel's where the address has it (that of a clip does not). */
export interface YoutubeAddress {
  kind: 'video' | 'short' | 'live' | 'profile' | 'page';
  id?: string;
}

const HOST = /^(?:(?:www|m|music)\.)?youtube\.com$/;
const VIDEO_ID = /^[\w-]{11}$/;

export function isYoutube(url: URL): boolean {
  return HOST.test(url.hostname) && /^https?:$/.test(url.protocol);
}

export function youtubeAddress(url: URL): YoutubeAddress {
  const [first = '', second = ''] = url.pathname.split('/').filter(Boolean);
  if (first === 'watch') return withId('video', url.searchParams.get('v') ?? '');
  if (first === 'shorts') return withId('short', second);
  if (first === 'live') return withId('live', second);
  if (first === 'embed') return withId('video', second);
  if (first === 'clip' && second) return { kind: 'video' };
  if (first === 'channel') return /^UC[\w-]{22}$/.test(second) ? { kind: 'profile', id: second } : { kind: 'profile' };
  if (first.startsWith('@') || ((first === 'c' || first === 'user') && second)) return { kind: 'profile' };
  return { kind: 'page' };
}

function withId(kind: 'video' | 'short' | 'live', id: string): YoutubeAddress {
  return VIDEO_ID.test(id) ? { kind, id } : { kind: 'page' };
}

const isKind = (kind: YoutubeAddress['kind']) => (url: URL) => isYoutube(url) && youtubeAddress(url).kind === kind;

export const youtubeExamples: UrlExamples[] = [
  {
    matches: isKind('video'),
    examples: [
      'https://www.youtube.com/watch?v=abcdefghijk',
      'https://m.youtube.com/watch?app=m&v=ab-_efghijk&t=12s',
      'https://music.youtube.com/watch?v=abcdefghijk',
      'https://www.youtube.com/embed/abcdefghijk?start=3',
      'https://www.youtube.com/clip/UgkxAbCdEfGhIjKl',
    ],
  },
  {
    matches: isKind('short'),
    examples: ['https://www.youtube.com/shorts/abcdefghijk', 'https://m.youtube.com/shorts/abcdefghijk?feature=share'],
  },
  { matches: isKind('live'), examples: ['https://www.youtube.com/live/abcdefghijk?si=x'] },
  {
    matches: isKind('profile'),
    examples: [
      'https://www.youtube.com/@some.one',
      'https://www.youtube.com/@some.one/videos',
      'https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv',
      'https://www.youtube.com/c/SomeOne',
      'https://www.youtube.com/user/someone',
    ],
  },
  {
    matches: isKind('page'),
    examples: [
      'https://www.youtube.com/',
      'https://www.youtube.com/results?search_query=kettle',
      'https://www.youtube.com/playlist?list=PLx',
      'https://www.youtube.com/watch?v=short',
    ],
  },
];
