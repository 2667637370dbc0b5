import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { linkedDataOf } from '../linked-data.ts';
import { survey } from '../survey.ts';
import { authorOf, personName } from './creator.ts';

test.each([
  ['By Mara Lind', 'Mara Lind'],
  ['by Mara Lind and Theo Park', 'Mara Lind and Theo Park'],
  ['Von Jule Brandt, 03.05.2026', 'Jule Brandt'],
  ['Mara Lind | Senior Editor', 'Mara Lind'],
  ['Louis Jacobson on Monday, November 18th, 2019', 'Louis Jacobson'],
  ['View all posts by Daniel Lemire', 'Daniel Lemire'],
  ['文● オカモト／ASCII編集部', 'オカモト'],
  ['島津健吾', '島津健吾'],
  ['著者:山田花子', '山田花子'],
  ['作者：王小明', '王小明'],
  ['글 김하나', '김하나'],
  ['김하나 기자', '김하나'],
  ['Автор: Мара Линд', 'Мара Линд'],
  ['Текст: Мара Линд', 'Мара Линд'],
  ['A cura di Mara Lind', 'Mara Lind'],
  ['Yazan: Mara Lind', 'Mara Lind'],
  ['Publié le 2 mai 2026 par Mara Lind', 'Mara Lind'],
  ['Published on May 2, 2026 by Mara Lind', 'Mara Lind'],
  ['Mara Lind, Senior Editor', 'Mara Lind'],
  ['Mara Lind, Chefredakteurin', 'Mara Lind'],
  ['Mara Editor', 'Mara Editor'],
  ['Redaktion', 'Redaktion'],
  ['@mara', 'mara'],
  ['https://www.facebook.com/mara', undefined],
  ['mara@kitchen.example', undefined],
  ['admin', undefined],
  ['12', undefined],
  ['', undefined],
  ['a sentence that goes on for quite a while and names nobody at all', undefined],
])('the name in "%s" is %s', (printed, name) => {
  expect(personName(printed)).toBe(name);
});

const author = (head: string, body: string) => {
  const seen = survey({
    document: parseHTML(`<html><head>${head}</head><body><h1>Kettles</h1>${body}</body></html>`).document,
    url: new URL('https://a.example/'),
  });
  return authorOf(seen, linkedDataOf(seen.linkedData), { headingOrder: 1, siteNames: ['Kitchen Post'] });
};
const article = (author: string) => `<script type="application/ld+json">{"@type":"Article","author":${author}}</script>`;

test.each([
  ['data', article('{"name":"Mara Lind"}'), '', 'Mara Lind'],
  ['several in data', article('["Mara Lind",{"name":"Theo Park"},"Kim Oh"]'), '', 'Mara Lind, Theo Park and Kim Oh'],
  ['a meta tag', '<meta name="author" content="Mara Lind">', '', 'Mara Lind'],
  ['a link', '', '<a rel="author" href="/a">Mara Lind</a>', 'Mara Lind'],
  ['a byline', '', '<div class="post-byline">by Mara Lind</div>', 'Mara Lind'],
  ['a line that says by whom', '', '<p>By Mara Lind</p>', 'Mara Lind'],
  ['a byline where data names the site', article('{"name":"Kitchen Post"}'), '<p class="byline">By Mara Lind</p>', 'Mara Lind'],
  ['the site where nothing names anybody else', article('{"name":"Kitchen Post"}'), '', 'Kitchen Post'],
  ['a name with what its bearer does', '', '<p>Mara Lind, Senior Editor</p>', 'Mara Lind'],
  ['a reporter', '', '<p>김하나 기자</p>', '김하나'],
  ['when and by whom', '', '<p>Publié le 2 mai 2026 par Mara Lind</p>', 'Mara Lind'],
  ['another language', '', '<p>Автор: Мара Линд</p>', 'Мара Линд'],
  [
    'a bare reference in data',
    `<script type="application/ld+json">{"@graph":[{"@type":"Article","author":"#p"},{"@type":"Person","@id":"#p","name":"Mara Lind"}]}</script>`,
    '',
    'Mara Lind',
  ],
  ['a name in parts', article('{"givenName":"Mara","familyName":"Lind"}'), '', 'Mara Lind'],
  ['nobody', '', '<p>By far the best kettle</p>', undefined],
  ['nobody, where an editor is spoken of', '', '<p>We asked the kettle club, their editor</p>', undefined],
  ['nobody, where an author is spoken of', '', '<p>作者在文章里说这把壶很好</p>', undefined],
])('the author comes from %s', (_, head, body, name) => {
  expect(author(head, body)).toBe(name);
});
