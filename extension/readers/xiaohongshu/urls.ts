import type { UrlExamples } from '../reader.ts';

/** What an address on Xiaohongshu or RedNote shows; `id` is the note's or the user's. */
export interface XiaohongshuAddress {
  kind: 'note' | 'profile' | 'page';
  id?: string;
}

const HOST = /^(?:www\.)?(?:xiaohongshu|rednote)\.com$/;
const ID = /^[0-9a-f]{24}$/;

export function isXiaohongshu(url: URL): boolean {
  return HOST.test(url.hostname) && /^https?:$/.test(url.protocol);
}

export function xiaohongshuAddress(url: URL): XiaohongshuAddress {
  const [first = '', second = '', third = '', fourth = ''] = url.pathname.split('/').filter(Boolean);
  const isUser = first === 'user' && second === 'profile';
  const note =
    first === 'explore' || first === 'search_result' ? second : first === 'discovery' && second === 'item' ? third : isUser ? fourth : '';
  if (ID.test(note)) return { kind: 'note', id: note };
  return isUser && ID.test(third) ? { kind: 'profile', id: third } : { kind: 'page' };
}

const isKind = (kind: XiaohongshuAddress['kind']) => (url: URL) => isXiaohongshu(url) && xiaohongshuAddress(url).kind === kind;

export const xiaohongshuExamples: UrlExamples[] = [
  {
    matches: isKind('note'),
    examples: [
      'https://www.xiaohongshu.com/explore/0123456789abcdef01234567?xsec_token=x&xsec_source=pc_feed',
      'https://www.xiaohongshu.com/discovery/item/0123456789abcdef01234567',
      'https://www.xiaohongshu.com/search_result/0123456789abcdef01234567?xsec_token=x',
      'https://www.xiaohongshu.com/user/profile/0123456789abcdef01234567/abcdef0123456789abcdef01?xsec_token=x',
      'https://www.rednote.com/explore/0123456789abcdef01234567',
    ],
  },
  {
    matches: isKind('profile'),
    examples: [
      'https://www.xiaohongshu.com/user/profile/0123456789abcdef01234567',
      'https://xiaohongshu.com/user/profile/0123456789abcdef01234567?tab=note',
      'https://www.rednote.com/user/profile/0123456789abcdef01234567',
    ],
  },
  {
    matches: isKind('page'),
    examples: [
      'https://www.xiaohongshu.com/explore',
      'https://www.xiaohongshu.com/search_result?keyword=kettle',
      'https://www.xiaohongshu.com/board/0123456789abcdef01234567',
      'https://www.xiaohongshu.com/explore/not-an-id',
    ],
  },
];
