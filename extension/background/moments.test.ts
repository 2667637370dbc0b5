import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Card } from '#shared/contracts/recommend.ts';
import type { PageSection } from '#shared/page.ts';
import { aCard } from '#test/harness/background.ts';
import { momentsOf, placed, placesOf } from './moments.ts';

const product = (change: Partial<Card['product']>): Card['product'] => aCard({}, change).product;
const part = (heading: string, text = '', links: string[] = [], atSeconds?: number): PageSection => ({
  heading,
  text,
  links,
  ...(atSeconds !== undefined && { atSeconds }),
});
const lamp = product({ title: 'Desk lamp, oiled oak, dimmable', maker: 'Ljus & Trä' });
const headphones = product({ title: 'Kanto WH-1000XM5 Wireless Headphones (Black)', maker: 'Kanto' });
const backpack = product({ title: 'Ridgeline 38 backpack, moss', maker: 'Vårhed' });
const oak = product({ title: '橡木护眼台灯 全光谱无极调光', maker: '木光' });

test.each<[string, Card['product'], PageSection[], number | undefined]>([
  ['no part speaks of it', lamp, [part('Chairs', 'Sit well.')], undefined],
  ['no parts at all', lamp, [], undefined],
  ['its link stands in a part', lamp, [part('Chairs'), part('Light', '', [`${lamp.url}?tag=mara`])], 1],
  ['its link is carried by a redirect', lamp, [part('Light', '', [`https://go.example/?u=${encodeURIComponent(lamp.url)}`])], 0],
  ['the title up to the comma stands in the text', lamp, [part('A'), part('B', 'Next: a DESK LAMP for small rooms')], 1],
  ['the title is only a part of a longer word', lamp, [part('B', 'a desk lampshade')], undefined],
  ['a heading weighs more than a link, a link more than words', lamp, [part('', 'desk lamp', [lamp.url]), part('The desk lamp')], 1],
  ['the first of several', lamp, [part('', 'desk lamp'), part('', 'the desk lamp again')], 0],
  ['a model number of its own', headphones, [part('B', 'my old 1000XM5 still works')], 0],
  ['maker and model apart', backpack, [part('B', 'Vårhed sent it; the Ridgeline is a good pack')], 0],
  ['without accents', backpack, [part('B', 'the VARHED Ridgeline')], 0],
  ['the maker alone', backpack, [part('B', 'Vårhed makes tents')], undefined],
  ['one common word of the title', backpack, [part('B', 'a backpack')], undefined],
  ['characters without spaces', oak, [part('第一章', '我买的橡木护眼台灯很好用')], 0],
  ['maker and model in characters', product({ title: '台灯', maker: '木光' }), [part('', '木光台灯')], undefined],
])('%s', (_, of, sections, place) => {
  expect(placesOf(sections, [of]).get(of.id)).toBe(place);
});

test('moments are the parts with products, in the order of the page', () => {
  const sections = [part('Intro', '', [], 0), part('Desk lamp', 'x', [], 42), part('Bye', '', [], 90)];
  expect(momentsOf(sections, placesOf(sections, [lamp]))).toEqual([{ id: 1, atSeconds: 42, heading: 'Desk lamp', text: 'x' }]);
});

test('a time that the creator gave is taken, under the name of the chapter it falls into', () => {
  const sections = [part('Intro', '', [], 0), part('Desk lamp', '', [], 42), part('Bye', '', [], 90)];
  const cards = [aCard({}, lamp), aCard({ tag: { atSeconds: 60 } }, { ...headphones, id: 'prd_01h2xcejqtf2nbrexx3vqjhp42' })];
  const { places, moments } = placed(sections, cards);
  expect(moments).toEqual([
    { id: 1, atSeconds: 42, heading: 'Desk lamp', text: '' },
    { id: 4, atSeconds: 60, heading: 'Desk lamp' },
  ]);
  expect([...places.values()].sort()).toEqual([1, 4]);
});

test('whatever the page says, places are parts of it, and each moment is used', () => {
  const words = fc.constantFrom('desk lamp', 'Ridgeline', 'Vårhed', '1000xm5', '橡木护眼台灯', '(', '\u0000', '');
  const section = fc.record({ heading: words, text: words, links: fc.subarray([lamp.url, backpack.url]) });
  fc.assert(
    fc.property(fc.array(section, { maxLength: 8 }), fc.string(), fc.string(), (sections, title, maker) => {
      const odd = product({ title, maker });
      const places = placesOf(sections, [odd, headphones]);
      for (const place of places.values()) expect(sections[place]).toBeDefined();
      expect(momentsOf(sections, places).map(({ id }) => id)).toEqual([...new Set(places.values())].sort((a, b) => a - b));
    }),
  );
});
