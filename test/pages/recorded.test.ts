import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { readPage } from '#extension/readers/registry.ts';

const { document } = parseHTML('<html></html>');
const read = (url: string, state: unknown) => readPage(document, new URL(url), state).snapshot;

/** Responses of the platforms' own interfaces, as people record them in place of a page. */
test.each<[string, string, unknown, object]>([
  [
    'YouTube’s answer for a page, in parts',
    'https://www.youtube.com/watch?v=kettles_003',
    [
      { page: 'watch' },
      {
        playerResponse: { videoDetails: { videoId: 'kettles_003', title: 'Three kettles', author: 'Kitchen Bench', shortDescription: '' } },
      },
      {
        response: {
          currentVideoEndpoint: { watchEndpoint: { videoId: 'kettles_003' } },
          contents: { commentsEntryPointHeaderRenderer: { commentCount: { simpleText: '312' } } },
        },
      },
    ],
    {
      title: 'Three kettles',
      creator: { platform: 'youtube', name: 'Kitchen Bench' },
      counts: { comments: { printed: '312', value: 312 } },
    },
  ],
  [
    'chapters of the player',
    'https://www.youtube.com/watch?v=kettles_003',
    {
      currentVideoEndpoint: { watchEndpoint: { videoId: 'kettles_003' } },
      contents: { videoPrimaryInfoRenderer: { title: { runs: [{ text: 'Three ' }, { text: 'kettles' }] } } },
      playerOverlays: {
        markers: [
          { chapterRenderer: { title: { simpleText: 'Swan' }, timeRangeStartMillis: 61_500 } },
          { chapterRenderer: { title: { simpleText: 'Intro' }, timeRangeStartMillis: 0 } },
        ],
      },
      engagementPanels: [{ macroMarkersListItemRenderer: { title: { simpleText: 'Swan' }, timeDescription: { simpleText: '1:01' } } }],
    },
    {
      title: 'Three kettles',
      sections: [
        { atSeconds: 0, heading: 'Intro', links: [] },
        { atSeconds: 61, heading: 'Swan', links: [] },
      ],
    },
  ],
  [
    'a live stream, as seen by who watch it',
    'https://www.youtube.com/live/kettles_003',
    {
      currentVideoEndpoint: { watchEndpoint: { videoId: 'kettles_003' } },
      contents: {
        videoPrimaryInfoRenderer: {
          title: { simpleText: 'Live' },
          viewCount: { videoViewCountRenderer: { viewCount: { runs: [{ text: '10,226' }, { text: ' watching now' }] }, isLive: true } },
        },
      },
    },
    { kind: 'live', isLive: true, counts: { watching: { printed: '10,226 watching now', value: 10_226 } } },
  ],
  [
    'goods that earn for the channel',
    'https://www.youtube.com/watch?v=kettles_003',
    {
      currentVideoEndpoint: { watchEndpoint: { videoId: 'kettles_003' } },
      contents: { videoPrimaryInfoRenderer: { title: { simpleText: 'Three kettles' } } },
      playerOverlays: {
        productsInVideoOverlayRenderer: {
          affiliateDisclaimerText: { simpleText: 'Creator earns commission' },
          items: [{ productListItemRenderer: { title: { simpleText: 'Swan' }, price: '¥8,800' } }],
        },
      },
    },
    { disclosure: true, products: [{ name: 'Swan' }] },
  ],
  [
    'a channel of the current layout',
    'https://www.youtube.com/@KitchenBench',
    {
      metadata: { channelMetadataRenderer: { title: 'Kitchen Bench', vanityChannelUrl: 'http://www.youtube.com/@KitchenBench' } },
      header: {
        pageHeaderRenderer: {
          content: {
            pageHeaderViewModel: {
              metadata: {
                contentMetadataViewModel: {
                  metadataRows: [
                    { metadataParts: [{ text: { content: '@KitchenBench' } }] },
                    { metadataParts: [{ text: { content: '31,4 k abonnés' } }, { text: { content: '1,2 k vidéos' } }] },
                  ],
                },
              },
            },
          },
        },
      },
    },
    { counts: { followers: { printed: '31,4 k abonnés', value: 31_400 }, posts: { printed: '1,2 k vidéos', value: 1200 } } },
  ],
  [
    'Bilibili’s answer for a video',
    'https://www.bilibili.com/video/BV1demo0001A',
    {
      code: 0,
      data: { bvid: 'BV1demo0001A', title: '热水壶', desc: '', owner: { mid: 4001, name: '厨房示例' }, stat: { view: 12, like: -1 } },
    },
    { title: '热水壶', creator: { platform: 'bilibili', id: '4001', name: '厨房示例' }, counts: { views: { printed: '12', value: 12 } } },
  ],
  [
    'Bilibili’s answer for a live room',
    'https://live.bilibili.com/556677',
    {
      code: 0,
      data: {
        room_info: { room_id: 556677, title: '边烧水边聊', live_status: 2, uid: 4001 },
        anchor_info: { base_info: { uname: '厨房示例' } },
      },
    },
    { title: '边烧水边聊', isLive: false, creator: { platform: 'bilibili', id: '4001', name: '厨房示例' } },
  ],
  [
    'Bilibili’s answer for a user',
    'https://space.bilibili.com/4001',
    { code: 0, data: { card: { mid: '4001', name: '厨房示例', sign: '只写用过的东西', fans: 35_100 } } },
    { title: '厨房示例', text: '只写用过的东西', counts: { followers: { printed: '35100', value: 35_100 } } },
  ],
  [
    'Xiaohongshu’s answer for a note',
    'https://www.xiaohongshu.com/explore/00aa00aa00aa00aa00aa00a1?xsec_token=x',
    {
      success: true,
      data: {
        items: [
          {
            id: '00aa00aa00aa00aa00aa00a1',
            note_card: {
              type: 'video',
              title: '壶',
              desc: '很轻',
              time: 1_767_139_200_000,
              user: { user_id: '00bb00bb00bb00bb00bb00b1', nickname: '厨房示例' },
              interact_info: { liked_count: '1.2万', share_count: '' },
            },
          },
        ],
      },
    },
    {
      kind: 'video',
      creator: { platform: 'xiaohongshu', id: '00bb00bb00bb00bb00bb00b1', name: '厨房示例' },
      counts: { likes: { printed: '1.2万', value: 12_000 } },
    },
  ],
])('%s', (_, url, state, seen) => {
  expect(read(url, state)).toMatchObject(seen);
});

test('a response about something else is not taken for this', () => {
  const data = { bvid: 'BV1demo0001A', title: '热水壶' };
  expect(read('https://www.bilibili.com/video/BV1demo0002B', { data })).toBeUndefined();
  expect(read('https://www.youtube.com/watch?v=kettles_004', { videoDetails: { videoId: 'kettles_003', title: 'x' } })).toBeUndefined();
});
