import type { UrlExamples } from '../reader.ts';

/** What an address on Bilibili shows; `id` is a BV or av number, a room, a user, or that of a post. */
export interface BilibiliAddress {
  kind: 'video' | 'live' | 'profile' | 'opus' | 'read' | 'bangumi' | 'page';
  id?: string;
}

const HOST = /^(?:(?:www|m|space|live|t)\.)?bilibili\.com$/;
const VIDEO = /^(?:BV1[0-9A-Za-z]{9}|av\d{1,16})$/;
const NUMBER = /^\d{1,20}$/;

export function isBilibili(url: URL): boolean {
  return HOST.test(url.hostname) && /^https?:$/.test(url.protocol);
}

export function bilibiliAddress(url: URL): BilibiliAddress {
  const [first = '', second = '', third = ''] = url.pathname.split('/').filter(Boolean);
  const [site] = url.hostname.split('.');
  if (site === 'space') return withId('profile', first, NUMBER);
  if (site === 'live') return withId('live', NUMBER.test(first) ? first : second, NUMBER);
  if (site === 't') return withId('opus', first, NUMBER);
  if (first === 'video') return withId('video', second, VIDEO);
  if (first === 'list' || first === 'festival') return withId('video', url.searchParams.get('bvid') ?? '', VIDEO);
  if (first === 'space') return withId('profile', second, NUMBER);
  if (first === 'opus') return withId('opus', second, NUMBER);
  if (first === 'read') return withId('read', second.replace(/^mobile$/, third).replace(/^cv/, ''), NUMBER);
  return first === 'bangumi' && second === 'play' ? withId('bangumi', third, /^(?:ep|ss)\d{1,12}$/) : { kind: 'page' };
}

function withId(kind: BilibiliAddress['kind'], id: string, shape: RegExp): BilibiliAddress {
  return shape.test(id) ? { kind, id } : { kind: 'page' };
}

const isKind = (kind: BilibiliAddress['kind']) => (url: URL) => isBilibili(url) && bilibiliAddress(url).kind === kind;

export const bilibiliExamples: UrlExamples[] = [
  {
    matches: isKind('video'),
    examples: [
      'https://www.bilibili.com/video/BV1xx4y1z7Ab/?spm_id_from=333.1&p=2',
      'https://www.bilibili.com/video/av170001',
      'https://m.bilibili.com/video/BV1xx4y1z7Ab',
      'https://www.bilibili.com/list/watchlater?bvid=BV1xx4y1z7Ab&oid=1',
      'https://www.bilibili.com/festival/demo?bvid=BV1xx4y1z7Ab',
    ],
  },
  { matches: isKind('live'), examples: ['https://live.bilibili.com/1234?live_from=1', 'https://live.bilibili.com/blanc/1234'] },
  {
    matches: isKind('profile'),
    examples: ['https://space.bilibili.com/1234', 'https://space.bilibili.com/1234/video?tid=0', 'https://m.bilibili.com/space/1234'],
  },
  {
    matches: isKind('opus'),
    examples: ['https://www.bilibili.com/opus/1234567890123456789', 'https://t.bilibili.com/1234567890123456789'],
  },
  { matches: isKind('read'), examples: ['https://www.bilibili.com/read/cv1234', 'https://www.bilibili.com/read/mobile/1234'] },
  {
    matches: isKind('bangumi'),
    examples: ['https://www.bilibili.com/bangumi/play/ep1234?from_spmid=1', 'https://www.bilibili.com/bangumi/play/ss1234'],
  },
  {
    matches: isKind('page'),
    examples: [
      'https://www.bilibili.com/',
      'https://www.bilibili.com/video/BV1short',
      'https://www.bilibili.com/v/popular/all',
      'https://live.bilibili.com/',
      'https://space.bilibili.com/',
    ],
  },
];
