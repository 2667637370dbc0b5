import { expect, test } from 'vitest';
import type { PageFacts, PageProduct } from '#shared/page.ts';
import { features } from './features.ts';
import { type PageWords, type ProductText, type ProductWords, pageWords, productTerms, productWords } from './words.ts';

const alone = { products: 1000, productsWith: () => 1 };
const gtin = '04006381333931';

interface Page extends Partial<PageFacts> {
  named?: PageProduct;
}
const page = ({ named, ...changes }: Page): PageWords =>
  pageWords({
    platform: 'web',
    kind: 'article',
    url: 'https://blog.example/post',
    shopLinks: [],
    products: named ? [named] : [],
    ...changes,
  });
const product = (changes: Partial<ProductText> & { gtin?: string; link?: string }): ProductWords => {
  const { gtin: number, link, ...text } = { title: 'Rivertin RT-90 Kettle', sku: 'a', ...changes };
  return { ...productWords(productTerms(text), alone), ...(number ? { gtin: number } : {}), ...(link ? { link } : {}) };
};
const kettle = product({});

interface Case {
  name: string;
  when: string;
  page: Page;
  product?: ProductWords;
  closeness?: number;
  lead?: number;
  /** A number, or the range it lies in. */
  is: number | readonly [least: number, most: number];
}

const cases: Case[] = [
  {
    name: 'gtin-on-page',
    when: 'the same, in another length',
    page: { named: { name: 'Kettle', gtin: '4006381333931' } },
    product: product({ gtin }),
    is: 1,
  },
  { name: 'gtin-on-page', when: 'another', page: { named: { name: 'Kettle', gtin: '4012345678901' } }, product: product({ gtin }), is: 0 },
  { name: 'gtin-on-page', when: 'neither has one', page: { named: { name: 'Kettle' } }, is: 0 },
  {
    name: 'gtin-on-page',
    when: 'a number that is no GTIN',
    page: { named: { name: 'Kettle', gtin: '123' } },
    product: product({ gtin }),
    is: 0,
  },
  {
    name: 'linked-on-page',
    when: 'the page itself',
    page: { url: 'https://www.shop.example/p/1/' },
    product: product({ link: 'shop.example/p/1' }),
    is: 1,
  },
  {
    name: 'linked-on-page',
    when: 'it leads there',
    page: { shopLinks: ['https://shop.example/p/1?ref=x'] },
    product: product({ link: 'shop.example/p/1' }),
    is: 0.6,
  },
  {
    name: 'linked-on-page',
    when: 'it leads elsewhere',
    page: { shopLinks: ['https://shop.example/p/2'] },
    product: product({ link: 'shop.example/p/1' }),
    is: 0,
  },
  {
    name: 'linked-on-page',
    when: 'a link that is no address',
    page: { shopLinks: ['not an address'] },
    product: product({ link: 'shop.example/p/1' }),
    is: 0,
  },
  {
    name: 'code-on-page',
    when: "the page's own number",
    page: { named: { name: 'Kettle', mpn: 'AB-1234' } },
    product: product({ mpn: 'ab1234' }),
    is: 1,
  },
  {
    name: 'code-on-page',
    when: 'in the words',
    page: { text: 'the model TK-FCM108BK is flat' },
    product: product({ title: 'TK-FCM108BK' }),
    is: 0.7,
  },
  { name: 'code-on-page', when: 'too short to name anything', page: { text: 'a 42 b' }, product: product({ sku: '42' }), is: 0 },
  {
    name: 'code-root-on-page',
    when: 'but for its last letters',
    page: { title: 'DVPFX820LI' },
    product: product({ title: 'DVP-FX820' }),
    is: 1,
  },
  {
    name: 'code-root-on-page',
    when: 'spaced otherwise',
    page: { text: 'COOLPIXP6000BK' },
    product: product({ title: 'COOLPIX P6000' }),
    is: 1,
  },
  { name: 'code-root-on-page', when: 'another model', page: { title: 'DVPFX830' }, product: product({ title: 'DVP-FX820' }), is: 0 },
  {
    name: 'code-root-on-page',
    when: 'too short to name one thing',
    page: { text: 'iPhone 13' },
    product: product({ title: 'iPhone 13 case' }),
    is: 0,
  },
  { name: 'unrivalled', when: 'far ahead, where one thing is sold', page: { kind: 'product' }, lead: 9, is: [0.99, 1] },
  { name: 'unrivalled', when: 'behind', page: { kind: 'product' }, lead: -9, is: 0 },
  { name: 'unrivalled', when: 'an article, which may name many', page: {}, lead: 9, is: 0 },
  { name: 'outdone', when: 'far behind, where one thing is sold', page: { kind: 'product' }, lead: -9, is: [0.99, 1] },
  { name: 'outdone', when: 'as well', page: { kind: 'product' }, lead: 0, is: 0 },
  { name: 'outdone', when: 'an article, which may name many', page: {}, lead: -9, is: 0 },
  { name: 'name-agreement', when: 'the same', page: { named: { name: 'Rivertin RT-90 Kettle' } }, is: 1 },
  { name: 'name-agreement', when: 'the brand apart', page: { named: { name: 'RT-90 Kettle', brand: 'Rivertin' } }, is: 1 },
  {
    name: 'name-agreement',
    when: 'other makers',
    page: { named: { name: 'Kettle', brand: 'Millbrook' } },
    product: product({ title: 'Kettle', maker: 'Rivertin' }),
    is: 0.5,
  },
  { name: 'name-agreement', when: 'half of it', page: { named: { name: 'Rivertin Toaster' } }, is: [0.1, 0.6] },
  { name: 'name-agreement', when: 'nothing of it', page: { named: { name: 'Winter parka' } }, is: 0 },
  { name: 'name-agreement', when: 'no name', page: {}, is: 0 },
  { name: 'headline-mention', when: 'all of it', page: { title: 'Rivertin RT-90 kettle, tested' }, is: [0.9, 1] },
  { name: 'headline-mention', when: 'in the text only', page: { text: 'Rivertin RT-90 kettle' }, is: 0 },
  { name: 'text-mention', when: 'all of it', page: { text: 'the Rivertin RT-90 kettle boils' }, is: [0.9, 1] },
  { name: 'text-mention', when: 'one common word', page: { text: 'a kettle' }, is: [0, 0.2] },
  { name: 'phrase-on-page', when: 'in its order', page: { text: 'the Rivertin RT-90 kettle boils' }, is: [0.9, 1] },
  {
    name: 'phrase-on-page',
    when: 'words far from each other',
    page: { text: 'kettle of the house that was by the river and Rivertin' },
    is: [0, 0.3],
  },
  {
    name: 'model-named',
    when: 'maker and model',
    page: { text: '其中 Rivertin RT-90 最稳' },
    product: product({ title: 'Rivertin RT-90 Gooseneck Kettle, Black' }),
    is: 1,
  },
  { name: 'model-named', when: 'the model far from the maker', page: { text: `Rivertin ${'rain '.repeat(50)} RT-90` }, is: 0 },
  { name: 'model-named', when: 'another model', page: { text: 'Rivertin RT-70' }, is: 0 },
  { name: 'model-named', when: 'the model alone', page: { text: 'RT-90' }, product: product({ maker: 'Rivertin' }), is: 0 },
  { name: 'telling-words', when: 'maker and model', page: { text: 'Rivertin RT-90' }, is: [0.5, 1] },
  { name: 'telling-words', when: 'nothing', page: { text: 'rain' }, is: 0 },
  { name: 'words-on-page', when: 'all, anywhere', page: { title: 'Rivertin', text: `RT-90 ${'rain '.repeat(50)} kettle` }, is: 1 },
  { name: 'words-on-page', when: 'none', page: { text: 'rain' }, is: 0 },
  { name: 'maker-on-page', when: 'in the headline', page: { title: 'New from Rivertin' }, product: product({ maker: 'Rivertin' }), is: 1 },
  { name: 'maker-on-page', when: 'in the text', page: { text: 'by Rivertin' }, product: product({ maker: 'Rivertin' }), is: 0.5 },
  { name: 'maker-on-page', when: 'no maker', page: { text: 'by Rivertin' }, is: 0 },
  { name: 'text-similarity', when: 'near', page: {}, closeness: 0.8, is: 0.8 },
  { name: 'text-similarity', when: 'opposite', page: {}, closeness: -0.8, is: 0 },
  { name: 'maker-missing', when: 'nowhere', page: { text: 'a kettle' }, product: product({ maker: 'Rivertin' }), is: 1 },
  {
    name: 'maker-missing',
    when: "in the page's own data",
    page: { named: { name: 'Kettle', brand: 'Rivertin' } },
    product: product({ maker: 'Rivertin' }),
    is: 0,
  },
  { name: 'maker-missing', when: 'no maker', page: {}, is: 0 },
  { name: 'other-named', when: 'a product page of something else', page: { kind: 'product', named: { name: 'Winter parka' } }, is: 1 },
  { name: 'other-named', when: 'its own product page', page: { kind: 'product', named: { name: 'Rivertin RT-90 Kettle' } }, is: 0 },
  { name: 'other-named', when: 'an article', page: { named: { name: 'Winter parka' } }, is: 0 },
  { name: 'numbers-missing', when: 'another model', page: { text: 'the RTX 3080' }, product: product({ title: 'RTX 3090' }), is: 1 },
  { name: 'numbers-missing', when: 'this model', page: { text: 'the RTX 3090' }, product: product({ title: 'RTX 3090' }), is: 0 },
  { name: 'numbers-missing', when: 'no number', page: { text: 'rain' }, product: product({ title: 'Kettle' }), is: 0 },
  {
    name: 'numbers-differ',
    when: 'Mark II and Mark IV',
    page: { named: { name: 'Canon EOS 5D Mark IV' } },
    product: product({ title: 'Canon EOS 5D Mark II' }),
    is: 1,
  },
  {
    name: 'numbers-differ',
    when: 'one says more',
    page: { named: { name: 'Canon EOS 5D Mark IV' } },
    product: product({ title: 'Canon EOS 5D' }),
    is: 0,
  },
  {
    name: 'accessory-missing',
    when: 'a case for what is named',
    page: { text: 'the Pixel 9 is fast' },
    product: product({ title: 'Pixel 9 Thin Case' }),
    is: 1,
  },
  {
    name: 'accessory-missing',
    when: 'the case is named',
    page: { text: 'the Pixel 9 thin case is thin' },
    product: product({ title: 'Pixel 9 Thin Case' }),
    is: 0,
  },
  {
    name: 'accessory-missing',
    when: 'the word stands elsewhere',
    page: { text: 'a backpack has to carry itself, and after a week of rain in the hills nobody was as dry as I with the Ridgeline 38' },
    product: product({ title: 'Varnholt Ridgeline 38 Backpack' }),
    is: 0.5,
  },
  { name: 'accessory-missing', when: 'no accessory', page: { text: 'rain' }, is: 0 },
];

test.each(cases)('$name: $when', ({ name, page: changes, product: of = kettle, closeness = 0, lead = 0, is }) => {
  const value = features.find((feature) => feature.name === name)?.of({ page: page(changes), product: of, closeness, lead });
  if (typeof is === 'number') expect(value).toBeCloseTo(is, 6);
  else {
    expect(value).toBeGreaterThanOrEqual(is[0]);
    expect(value).toBeLessThanOrEqual(is[1]);
  }
});

test('every feature has a case where it says something and one where it does not', () => {
  for (const { name } of features) {
    const of = cases.filter((one) => one.name === name).map(({ is }) => (typeof is === 'number' ? is : is[1]));
    expect(Math.max(...of), name).toBeGreaterThan(0);
    expect(Math.min(...of), name).toBeLessThan(1);
  }
});

test('names of features are those of their files, and differ', () => {
  const names = features.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});
