import type { PublicCounts } from '#shared/page.ts';
import { countIn } from '../count.ts';
import { isNode, isOfType, type LinkedNode, listed, nodesOf, words } from '../linked-data.ts';
import { ARTICLE_TYPES } from './creator.ts';
import type { PageEvidence } from './evidence.ts';

/** schema.org's words for what people did, without their ending. */
const KINDS: Record<string, 'views' | 'likes' | 'comments' | 'shares' | 'saves'> = {
  view: 'views',
  watch: 'views',
  read: 'views',
  userpagevisits: 'views',
  like: 'likes',
  userlikes: 'likes',
  comment: 'comments',
  usercomments: 'comments',
  share: 'shares',
  bookmark: 'saves',
  usertweets: 'shares',
};

/** Public numbers of the page's own content, where its data states them; ratings are none of them. */
export function countsOf({ data, survey }: PageEvidence): PublicCounts | undefined {
  const counts: PublicCounts = {};
  const articles = [...data.nodes, ...survey.microdata].filter((node) => isOfType(node, ARTICLE_TYPES) && !isOfType(node, /Review$/));
  for (const article of articles.slice(0, 3)) {
    for (const statistic of nodesOf(article['interactionStatistic'], data)) {
      const kind = KINDS[kindOf(statistic)];
      const count = countIn(words(statistic['userInteractionCount'], data));
      if (kind && count) counts[kind] ??= count;
    }
    const comments = countIn(words(article['commentCount'], data));
    if (comments) counts.comments ??= comments;
  }
  return Object.keys(counts).length > 0 ? counts : undefined;
}

/** `https://schema.org/LikeAction`, a node of that type, or `UserLikes`. */
function kindOf(statistic: LinkedNode): string {
  const [type] = listed(statistic['interactionType'] ?? statistic['@type']);
  const name = isNode(type) ? listed(type['@type'] ?? type['@id'])[0] : type;
  return typeof name === 'string'
    ? name
        .replace(/^.*[/#:]/, '')
        .replace(/Action$/, '')
        .toLowerCase()
    : '';
}
