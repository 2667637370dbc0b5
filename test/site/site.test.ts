import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { readPage } from '#extension/readers/registry.ts';
import { kitchen } from '#test/shop/kitchen.ts';
import { outdoor } from '#test/shop/outdoor.ts';
import { articles, author } from './articles.ts';
import { articlePage, frontPage } from './pages.ts';

const origin = 'http://127.0.0.1:8789';
const goods = [...outdoor.goods, ...kitchen.goods];
const named = (text: string): string[] => goods.filter(({ maker, model }) => text.includes(`${maker} ${model}`)).map(({ sku }) => sku);

test.each(articles)('$path is read as an article of its author, with its words', (article) => {
  const { document } = parseHTML(articlePage(article, origin));
  const { snapshot } = readPage(document, new URL(origin + article.path));
  expect(snapshot).toMatchObject({
    platform: 'web',
    kind: 'article',
    title: expect.stringContaining(article.title),
    url: origin + article.path,
    creator: { platform: 'web', handle: '127.0.0.1:8789', name: author.name },
    publishedAt: article.published,
    disclosure: article.notice !== undefined,
  });
  expect(snapshot?.text).toContain(article.paragraphs.at(-1));
});

test('each article names the goods that its cards are for, and the choir names none', () => {
  const namedBy = Object.fromEntries(articles.map(({ path, paragraphs }) => [path.split('/')[1], named(paragraphs.join(' '))]));
  expect(namedBy).toEqual({
    reviews: ['VH-RDG-38', 'BP-LMN-400', 'KW-TRK-9'],
    kitchen: ['HB-SWN-06', 'HB-MIL-2'],
    zh: ['VH-CRN-2', 'LM-DRF-5'],
    notes: [],
  });
});

test('the front page leads to every article', () => {
  const page = frontPage(origin);
  for (const { path } of articles) expect(page).toContain(`href="${path}"`);
});
