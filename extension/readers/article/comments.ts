import type { PageComment } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { countIn } from '../count.ts';
import { isOfType, type LinkedNode, words } from '../linked-data.ts';
import { clip } from '../words.ts';
import type { PageEvidence } from './evidence.ts';

/** Comments that the page marks up as such, in page order. */
export function commentsOf({ data, survey }: PageEvidence): PageComment[] {
  const nodes = [...data.nodes, ...survey.microdata].filter((node) => isOfType(node, /^(?:User)?Comments?$/));
  const found = new Map<string, PageComment>();
  for (const node of nodes) {
    if (found.size >= pageLimits.comments) break;
    const comment = commentOf(node, (name) => words(node[name], data));
    if (comment) found.set(`${comment.author ?? ''}\n${comment.text}`, comment);
  }
  return [...found.values()];
}

function commentOf(node: LinkedNode, said: (name: string) => string | undefined): PageComment | undefined {
  const text = said('text') ?? said('commentText') ?? said('description');
  if (!text) return undefined;
  const author = said('author') ?? said('creator');
  const at = said('dateCreated') ?? said('datePublished') ?? said('commentTime');
  const likes = countIn(said('upvoteCount'));
  const id = typeof node['@id'] === 'string' ? /[^/#]{1,100}$/.exec(node['@id'])?.[0] : undefined;
  return {
    ...(id ? { id } : {}),
    ...(author ? { author: clip(author, pageLimits.nameLength) } : {}),
    text: clip(text, pageLimits.commentLength),
    ...(at && at.length <= 40 ? { at } : {}),
    ...(likes ? { likes } : {}),
  };
}
