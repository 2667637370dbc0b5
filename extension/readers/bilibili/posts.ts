import { attributeOf, firstOf, linkedText, textOf } from '../elements.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';
import { type Draft, headOf, millisOf, numberText, outsideOf, withoutSite } from './said.ts';

/** A post with pictures and text. */
export function opusOf(page: Page, state: unknown, id: string): Draft | undefined {
  const detail = at(state, 'detail');
  const url = `https://www.bilibili.com/opus/${id}`;
  if (textAt(detail, 'id_str') !== id) {
    const drawn = drawnOpus(page, url, id);
    return drawn.title !== undefined && withoutSite(textAt(detail, 'basic', 'title')) === drawn.title ? undefined : drawn;
  }
  const listed = at(detail, 'modules');
  const modules: unknown[] = Array.isArray(listed) ? listed.slice(0, 20) : [];
  const find = (name: string) => modules.map((module) => at(module, name)).find((found) => found !== undefined);
  const [author, stat] = [find('module_author'), find('module_stat')];
  const text = wordsOf(at(find('module_content'), 'paragraphs'));
  return {
    kind: 'post',
    url,
    contentId: id,
    title: textAt(find('module_title'), 'text') ?? withoutSite(textAt(detail, 'basic', 'title')) ?? text.split('\n', 1)[0],
    text,
    published: millisOf(at(author, 'pub_ts')),
    creator: { id: numberText(at(author, 'mid')), name: textAt(author, 'name') },
    counts: {
      likes: at(stat, 'like', 'count'),
      comments: at(stat, 'comment', 'count'),
      shares: at(stat, 'forward', 'count'),
      saves: at(stat, 'favorite', 'count'),
    },
  };
}

/** The words of paragraphs, with links in full. */
function wordsOf(paragraphs: unknown): string {
  if (!Array.isArray(paragraphs)) return '';
  const lines = paragraphs.slice(0, 400).map((paragraph) => {
    const nodes = at(paragraph, 'text', 'nodes');
    const parts = Array.isArray(nodes) ? nodes.slice(0, 200) : [];
    return parts
      .map(
        (node) => textAt(node, 'word', 'words') ?? outsideOf(textAt(node, 'rich', 'jump_url') ?? '') ?? textAt(node, 'rich', 'text') ?? '',
      )
      .join('');
  });
  return lines.join('\n').trim();
}

function drawnOpus({ document }: Page, url: string, id: string): Draft {
  const body = firstOf(document, ['.opus-module-content', '.bili-dyn-content .bili-rich-text', '.bili-rich-text__content']);
  const text = body ? linkedText(body, outsideOf) : undefined;
  const link = attributeOf(
    document,
    '.opus-module-author a[href*="space.bilibili.com"], .bili-dyn-item a[href*="space.bilibili.com"]',
    'href',
  );
  return {
    kind: 'post',
    url,
    contentId: id,
    title: textOf(document, ['.opus-module-title__text', '.opus-module-title']) ?? text?.split('\n', 1)[0],
    text,
    creator: {
      id: /(\d+)\/?(?:[?#]|$)/.exec(link ?? '')?.[1],
      name: textOf(document, ['.opus-module-author__name', '.bili-dyn-title__text']),
    },
  };
}

/** An article of the older kind. */
export function readOf({ document }: Page, state: unknown, id: string): Draft | undefined {
  const info = at(state, 'readInfo');
  const isThis = info === undefined || numberText(at(info, 'id')) === id;
  if (!isThis) return undefined;
  const stats = at(info, 'stats');
  const body = firstOf(document, ['#read-article-holder', '.article-content']);
  return {
    kind: 'article',
    url: `https://www.bilibili.com/read/cv${id}`,
    contentId: `cv${id}`,
    title:
      textAt(info, 'title') ??
      textOf(document, ['.title-container h1', 'h1.title']) ??
      withoutSite(headOf(document, 'meta[property="og:title"]')),
    text: body ? linkedText(body, outsideOf) : textAt(info, 'summary'),
    published: millisOf(at(info, 'publish_time')) ?? headOf(document, 'meta[itemprop="datePublished"]'),
    creator: {
      id: numberText(at(info, 'author', 'mid')),
      name: textAt(info, 'author', 'name') ?? headOf(document, 'meta[name="author"], meta[itemprop="author"]'),
    },
    counts: {
      views: at(stats, 'view'),
      likes: at(stats, 'like'),
      comments: at(stats, 'reply'),
      shares: at(stats, 'share'),
      saves: at(stats, 'favorite'),
      followers: at(info, 'author', 'fans'),
    },
  };
}

/** An episode of a series: what it is called; nobody in particular made it. */
export function bangumiOf({ document }: Page, _state: unknown, id: string): Draft {
  return {
    kind: 'video',
    url: `https://www.bilibili.com/bangumi/play/${id}`,
    contentId: id,
    title: textOf(document, ['[class*="mediainfo_mediaTitle"]']) ?? withoutSite(headOf(document, 'meta[property="og:title"]')),
    text: headOf(document, 'meta[property="og:description"], meta[name="description"]'),
  };
}
