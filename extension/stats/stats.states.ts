import { statesNow } from '#extension/cards/card.states.ts';
import type { PageNumbers } from './stats.tsx';

const statsNow = statesNow;
const hour = 3_600_000;

const video: PageNumbers = {
  platform: 'youtube',
  at: statsNow - 20_000,
  counts: {
    views: { printed: '48,213', value: 48_213 },
    likes: { printed: '2.1K', value: 2100 },
    comments: { printed: '184', value: 184 },
    followers: { printed: '475.8K', value: 475_800 },
  },
  velocity: { gained: 3120, windowMs: 26 * hour },
  engagement: { formula: 'er_views', parts: ['likes', 'comments'], percent: 4.737 },
  own: null,
};

export const statsStates: Readonly<Record<string, PageNumbers>> = {
  'a video seen twice': video,
  'a video seen once, hours ago': { ...video, at: statsNow - 5 * hour, velocity: null },
  'a note, by followers': {
    platform: 'xiaohongshu',
    at: statsNow - 1000,
    counts: {
      likes: { printed: '1.4万', value: 14_000 },
      saves: { printed: '9,830', value: 9830 },
      comments: { printed: '312', value: 312 },
      shares: { printed: '千+', value: null },
      followers: { printed: '12.6万', value: 126_000 },
      posts: { printed: '286', value: 286 },
    },
    velocity: null,
    engagement: { formula: 'er_followers', parts: ['likes', 'comments', 'saves'], percent: 19.16 },
    own: null,
  },
  'one’s own': {
    ...video,
    own: {
      state: 'shown',
      figures: {
        since: statsNow - 90 * 24 * hour,
        asOf: statsNow,
        cards: { seen: 4000, opened: 320 },
        orders: 15,
        sums: [{ currency: 'EUR', baseMinor: 137_000, heldMinor: 9200, releasedMinor: 4500, reversedMinor: 1200 }],
        band: { contents: 12, low: 4, median: 9, high: 17.5 },
      },
    },
  },
  'one’s own, too few to compare': {
    ...video,
    own: {
      state: 'shown',
      figures: { since: statsNow - 90 * 24 * hour, asOf: statsNow, cards: { seen: 12, opened: 3 }, orders: 0, sums: [], band: null },
    },
  },
  'one’s own, not to be had': { ...video, own: { state: 'failed' } },
  'nothing to compute': {
    platform: 'tiktok',
    at: statsNow - 1000,
    counts: { followers: { printed: '4,69 millones', value: 4_690_000 } },
    velocity: null,
    engagement: null,
    own: null,
  },
};
