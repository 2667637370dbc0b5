import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { Around, Gathered } from '#extension/base/gathered.ts';
import { articleReader, readGathered } from '../article/index.ts';
import { readerLimits as limits } from '../limits.ts';
import { readWith } from '../read-page.ts';
import { objectsAround } from './around.ts';
import type { GatheredPage } from './gathered.ts';
import { allAtOnce } from './pieces.ts';
import { gather, gatherInPieces } from './walk.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const url = new URL('https://shop.example/p/kettle');
const documentOf = (html: string) => parseHTML(html).document;
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** The way of a page through a message into the background and back for more. */
function readByMessage(document: Document, at: URL) {
  const page = Gathered.parse(sent(gather({ document, url: at })));
  const first = readGathered(at, page, null);
  if (first.wants === undefined) return first.reading;
  const around = Around.parse(sent({ name: first.wants, objects: allAtOnce(objectsAround(document, first.wants)) }));
  const last = readGathered(at, page, around);
  expect(last.wants).toBeUndefined();
  return last.wants === undefined ? last.reading : undefined;
}

const saved = globSync('test/pages/article/*.html', { cwd: root }).map((file) => path.join(root, file));
const beside = path.resolve(root, '../shared/pages');
const real = existsSync(beside)
  ? globSync('{article,product,negative}/*.html', { cwd: beside }).map((file) => path.join(beside, file))
  : [];

test.each([...saved, ...real])('%s reads the same in a message as on the spot', (file) => {
  const document = documentOf(readFileSync(file, 'utf8'));
  expect(readByMessage(document, url)).toEqual(readWith([articleReader], { document, url }));
});

test.each([
  ['many elements', `<h1>Kettle</h1>${'<b class="price">1 €</b><a href="https://amzn.to/x" rel="sponsored">Kettle</a>'.repeat(20_000)}`],
  ['items within items', '<div itemscope itemprop="a" itemtype="http://schema.org/Product">'.repeat(280)],
  ['items of many values', `<div itemscope itemtype="Product">${'<i itemprop="name">K</i>'.repeat(3000)}</div>`],
  ['giant attributes', `<a class="${'x '.repeat(2000)}" rel="${'author '.repeat(100_000)}" href="/x">${'w'.repeat(9000)}</a>`],
  ['giant metas', `<meta name="description" content="${'x'.repeat(500_000)}"><time datetime="${'9'.repeat(5000)}">`],
  ['many languages', '<html lang="en">'.repeat(50)],
  ['long type names', `<div itemscope itemtype="${'x'.repeat(100_000)}"><p>x</p></div>`],
])('whatever the page contains, its message is bounded and well-formed: %s', (_, body) => {
  const page = gather({ document: documentOf(`<html><body>${body}</body></html>`), url });
  expect(Gathered.parse(sent(page))).toEqual(sent(page));
  expect(JSON.stringify(page).length).toBeLessThan(2_000_000);
});

test('items keep their places, and none can be sent that holds itself', () => {
  const document = documentOf(
    '<html><body><div itemscope itemtype="Product"><b itemprop="name">Kettle</b><div itemprop="offers" itemscope itemtype="Offer"><meta itemprop="price" content="9"></div></div></body></html>',
  );
  const page = gather({ document, url });
  expect(page.items.map(({ values }) => values)).toEqual([
    [
      ['name', 'Kettle'],
      ['offers', 1],
    ],
    [['price', '9']],
  ]);
  const circular: GatheredPage = {
    ...page,
    items: page.items.map((item) => ({ ...item, values: [...item.values, ['offers', 0], ['brand', 99]] })),
  };
  expect(() => JSON.stringify(readGathered(url, circular, null))).not.toThrow();
});

test('links of the site to itself stay in the page, unless they name an author or a brand', () => {
  const links = [
    ['/about', false],
    ['https://shop.example/kettles', false],
    ['//shop.example/kettles', false],
    ['/brands/fernholm', true],
    ['/go?to=https%3A%2F%2Fother.example', true],
    ['https://other.example/x', true],
    ['//other.example/x', true],
    [`https://other.example/${'x'.repeat(limits.addressLength)}`, false],
  ] as const;
  const document = documentOf(`<html><body>${links.map(([href]) => `<a href="${href}">x</a>`).join('')}</body></html>`);
  expect(gather({ document, url }).links.map(({ href }) => href)).toEqual(links.filter(([, isTaken]) => isTaken).map(([href]) => href));
});

test('a page that changes while the walk is put down never stops it, and what stood before is kept', () => {
  const change = fc.record({ at: fc.nat(30), what: fc.constantFrom('empty', 'remove', 'append', 'move') });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const document = documentOf(
        `<html><body>${'<section><p>One <b>kettle</b> of many</p><ul><li>a</li><li>b</li></ul></section>'.repeat(40)}</body></html>`,
      );
      const work = gatherInPieces({ document, url });
      let pieces = 0;
      for (let step = work.next(); !step.done; step = work.next()) {
        for (const { at, what } of changes.filter((one) => one.at === pieces)) {
          const section = document.querySelectorAll('section')[at];
          if (what === 'empty') document.body.replaceChildren();
          else if (what === 'remove') section?.remove();
          else if (what === 'append') document.body.insertAdjacentHTML('beforeend', '<p>More of it</p>'.repeat(10));
          else if (section) document.body.prepend(section);
        }
        pieces += 1;
        expect(pieces).toBeLessThan(2000);
      }
    }),
    { numRuns: 60 },
  );
});
