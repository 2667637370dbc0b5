import type { UrlExamples } from '../reader.ts';

export function isReddit(url: URL): boolean {
  return /(?:^|\.)(?:reddit\.com|redd\.it)$/.test(url.hostname) && /^https?:$/.test(url.protocol);
}

/** The post's id without its `t3_`, of communities, of people's own pages, and of short links. */
export function postIdIn(url: URL): string | undefined {
  if (url.hostname === 'redd.it') return /^\/([a-z0-9]{4,10})\/?$/i.exec(url.pathname)?.[1];
  return /^\/(?:(?:r|u|user)\/[\w.-]+\/)?(?:comments|gallery)\/([a-z0-9]{4,10})(?:\/|\.|$)/i.exec(url.pathname)?.[1]?.toLowerCase();
}

const isKind = (isPost: boolean) => (url: URL) => isReddit(url) && (postIdIn(url) !== undefined) === isPost;

export const redditExamples: UrlExamples[] = [
  {
    matches: isKind(true),
    examples: [
      'https://www.reddit.com/r/kettles/comments/1demo01/which_kettle/',
      'https://www.reddit.com/r/kettles/comments/1demo01/comment/kdemo02/',
      'https://old.reddit.com/r/kettles/comments/1demo01/which_kettle/?sort=top',
      'https://new.reddit.com/r/kettles/comments/1demo01/',
      'https://sh.reddit.com/comments/1demo01',
      'https://www.reddit.com/user/demo_maker/comments/1demo01/which_kettle/',
      'https://www.reddit.com/gallery/1demo01',
      'https://redd.it/1demo01',
    ],
  },
  {
    matches: isKind(false),
    examples: [
      'https://www.reddit.com/',
      'https://www.reddit.com/r/kettles/',
      'https://www.reddit.com/r/kettles/s/AbCdEfGhIj',
      'https://www.reddit.com/user/demo_maker/comments/',
      'https://www.reddit.com/user/demo_maker/',
      'https://www.reddit.com/search/?q=kettle',
      'https://i.redd.it/abcdef1234567.jpg',
      'https://v.redd.it/abcdef1234567',
    ],
  },
];
