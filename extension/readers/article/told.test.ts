import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { PageSnapshot } from '#shared/page.ts';
import { parsePage } from './parse.ts';

const read = (body: string, head = '') => {
  const { document } = parseHTML(
    `<html lang="en"><head><title>Kettles compared | Bench</title><meta property="og:type" content="article">${head}</head><body>${body}</body></html>`,
  );
  return parsePage({ document, url: new URL('https://bench.example/2026/05/kettles/') });
};
const data = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const words = 'A kettle boils water and little else, which is why the spout matters.';

test('an article says what it is, and which of its shop links earn', () => {
  const seen = read(
    `<main><h1>Kettles compared</h1><p>${words} <a href="https://amzn.to/1">Swan</a> <a href="https://www.etsy.com/listing/1/goose">Goose</a></p></main>`,
  );
  expect(seen).toMatchObject({
    kind: 'article',
    form: 'comparison',
    shopLinks: ['https://amzn.to/1', 'https://www.etsy.com/listing/1/goose'],
    affiliateLinks: ['https://amzn.to/1'],
  });
});

test('sections are the headings of the text with their words and shop links, in page order', () => {
  const seen = read(`<nav><h2>Menu</h2><a href="https://amzn.to/menu">x</a></nav>
    <main><h1>Kettles compared</h1><p>${words}</p>
    <h2>For tea</h2>
    <h3><a href="https://amzn.to/swan">Swan</a></h3><p>${words} <a href="https://amzn.to/swan2">See it</a></p>
    <h3>Goose</h3><p>${words}</p><a href="https://www.etsy.com/listing/2/goose"><img src="goose.jpg"></a>
    <h3><a href="https://amzn.to/duck"><b>Duck</b> by Fernholm</a></h3><p>${words}</p><p>${words}</p>
    <h2>Last words</h2><p>${words}</p></main>
    <aside><h2>More</h2><p>${words}</p></aside>`);
  expect(seen?.sections).toEqual([
    { text: words, links: [] },
    { heading: 'Swan', text: `${words} See it`, links: ['https://amzn.to/swan', 'https://amzn.to/swan2'] },
    { heading: 'Goose', text: words, links: ['https://www.etsy.com/listing/2/goose'] },
    { heading: 'Duck by Fernholm', text: `${words}\n${words}`, links: ['https://amzn.to/duck'] },
    { heading: 'Last words', text: words, links: [] },
  ]);
});

test('a text without headings has a section for every paragraph that links to a shop', () => {
  const seen = read(
    `<main><h1>Kettles compared</h1><p>${words}</p><p><a href="https://amzn.to/1">Swan</a>: ${words}</p><p>${words}</p><p>Last, the goose, which is the quiet one: <a href="https://amzn.to/2">Goose</a></p></main>`,
  );
  expect(seen?.sections).toEqual([
    { text: words, links: [] },
    { text: `Swan: ${words}\n${words}`, links: ['https://amzn.to/1'] },
    { text: 'Last, the goose, which is the quiet one: Goose', links: ['https://amzn.to/2'] },
  ]);
});

test('sections are bounded', () => {
  const one = `<h2>Kettle</h2><p>${words.repeat(20)}</p>${'<a href="https://amzn.to/x">y</a>'.replace('x', 'zz')}`;
  const seen = read(`<main><h1>Kettles compared</h1>${one.repeat(300)}</main>`);
  expect(seen?.sections).toHaveLength(80);
  expect(PageSnapshot.safeParse(seen).error).toBeUndefined();
});

test('counts are those that the data states of the article itself; ratings are none', () => {
  const counter = (type: unknown, userInteractionCount: unknown) => ({
    '@type': 'InteractionCounter',
    interactionType: type,
    userInteractionCount,
  });
  const seen = read(
    '<main><h1>Kettles compared</h1></main>',
    data({
      '@type': 'BlogPosting',
      headline: 'Kettles compared',
      commentCount: 12,
      aggregateRating: { '@type': 'AggregateRating', ratingCount: 900 },
      interactionStatistic: [
        counter('https://schema.org/LikeAction', 41),
        counter({ '@type': 'ShareAction' }, '1,204'),
        counter('http://schema.org/ReadAction', 'many'),
      ],
      author: { '@type': 'Person', name: 'Mara Lind', interactionStatistic: counter('https://schema.org/FollowAction', 7) },
    }),
  );
  expect(seen?.counts).toEqual({
    comments: { printed: '12', value: 12 },
    likes: { printed: '41', value: 41 },
    shares: { printed: '1,204', value: 1204 },
  });
  expect(read('<main><h1>Kettles compared</h1></main>')).not.toHaveProperty('counts');
});

test.each([
  [
    'data',
    '',
    data({
      '@type': 'Article',
      headline: 'Kettles compared',
      comment: [
        { '@type': 'Comment', text: 'Mine leaks.', author: { '@type': 'Person', name: 'Ilse' }, dateCreated: '2026-05-02', upvoteCount: 3 },
      ],
    }),
    { author: 'Ilse', text: 'Mine leaks.', at: '2026-05-02', likes: { printed: '3', value: 3 } },
  ],
  [
    'microdata',
    '<ol class="comment-list"><li itemscope itemtype="https://schema.org/Comment"><span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ilse</b></span><time itemprop="dateCreated" datetime="2026-05-02">yesterday</time><div itemprop="text"><p>Mine leaks.</p></div></li></ol>',
    '',
    { author: 'Ilse', text: 'Mine leaks.', at: '2026-05-02' },
  ],
])('comments marked up in %s are read', (_, body, head, comment) => {
  expect(read(`<main><h1>Kettles compared</h1>${body}</main>`, head)?.comments).toEqual([comment]);
});

test('a product page has no form and no sections', () => {
  const product = data({ '@type': 'Product', name: 'Swan kettle review set', offers: { price: '10', priceCurrency: 'USD' } });
  const { document } = parseHTML(
    `<html><head><title>Swan kettle review set</title>${product}</head><body><h1>Swan kettle review set</h1></body></html>`,
  );
  const seen = parsePage({ document, url: new URL('https://shop.example/p/swan') });
  expect(seen?.kind).toBe('product');
  expect(seen).not.toHaveProperty('affiliateLinks');
  expect(seen).not.toHaveProperty('form');
  expect(seen).not.toHaveProperty('sections');
});
