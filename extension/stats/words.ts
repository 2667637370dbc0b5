import type { Language } from '#extension/base/note.ts';
import type { Platform } from '#shared/platforms.ts';
import type { CountName, Engagement } from './numbers.ts';

const en = {
  title: 'Numbers of this page',
  open: 'Numbers',
  names: {
    watching: 'Watching now',
    views: 'Views',
    likes: 'Likes',
    comments: 'Comments',
    saves: 'Saves',
    shares: 'Shares',
    followers: 'Followers of the creator',
    posts: 'Posts of the creator',
    following: 'The creator follows',
  } satisfies Record<CountName, string>,
  /** Where a number is from, and when it was read. */
  from: (platform: string, when: string) => `from ${platform}, read ${when}`,
  platforms: {
    youtube: 'YouTube',
    tiktok: 'TikTok',
    instagram: 'Instagram',
    xiaohongshu: 'Xiaohongshu',
    bilibili: 'Bilibili',
    pinterest: 'Pinterest',
    reddit: 'Reddit',
    web: 'this site',
  } satisfies Record<Platform, string>,
  justNow: 'just now',
  velocity: 'Views per hour',
  velocityFrom: (window: string, gained: string) => `ours, from two looks on this device: ${gained} more views in ${window}`,
  velocityNone: 'Views per hour need two looks at least an hour apart.',
  hours: (count: string) => (count === '1' ? '1 hour' : `${count} hours`),
  er_views: 'Engagement by views',
  er_followers: 'Engagement by followers',
  formula: (parts: string, by: string) => `ours, computed: (${parts}) / ${by}`,
  parts: { likes: 'likes', comments: 'comments', saves: 'saves', shares: 'shares' } satisfies Record<Engagement['parts'][number], string>,
  by: { er_views: 'views', er_followers: 'followers' } satisfies Record<Engagement['formula'], string>,
};
export type StatsWords = typeof en;

const zh: StatsWords = {
  title: '本页数据',
  open: '数据',
  names: {
    watching: '正在观看',
    views: '播放',
    likes: '点赞',
    comments: '评论',
    saves: '收藏',
    shares: '分享',
    followers: '作者粉丝',
    posts: '作者作品',
    following: '作者关注',
  },
  from: (platform, when) => `来自${platform}，${when}读取`,
  platforms: {
    youtube: ' YouTube',
    tiktok: ' TikTok',
    instagram: ' Instagram',
    xiaohongshu: '小红书',
    bilibili: '哔哩哔哩',
    pinterest: ' Pinterest',
    reddit: ' Reddit',
    web: '本站',
  },
  justNow: '刚刚',
  velocity: '每小时播放',
  velocityFrom: (window, gained) => `我们的数据，依据本设备两次查看：${window}内增加 ${gained} 次播放`,
  velocityNone: '需相隔至少一小时查看两次，才能得出每小时播放。',
  hours: (count) => `${count} 小时`,
  er_views: '互动率（按播放）',
  er_followers: '互动率（按粉丝）',
  formula: (parts, by) => `我们计算：（${parts}）÷ ${by}`,
  parts: { likes: '点赞', comments: '评论', saves: '收藏', shares: '分享' },
  by: { er_views: '播放', er_followers: '粉丝' },
};

export const statsWords: Readonly<Record<Language, StatsWords>> = { en, 'zh-CN': zh };
