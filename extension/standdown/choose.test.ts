import { expect, test } from 'vitest';
import { chosenLink } from './choose.ts';
import type { Evidence } from './evidence.ts';

const to = 'https://shop.example/lamp';
const evidence: Evidence = {
  chain: [],
  from: 'https://mara.example/lamps',
  to,
  action: { kind: 'click', trusted: true, clearMs: 900, clearNow: true },
  now: 1e12,
};
const coded = `${to}?partner=MARA%20L`;

test.each<[string, Partial<Evidence>, string[], string[], object]>([
  ['the author’s link that only the reader knows to earn', {}, [coded], [coded], { way: 'own', url: coded }],
  ['the same where nothing says that it earns', {}, [coded], [], { way: 'may_pay', url: coded }],
  ['an earning link to something else', {}, [coded], ['https://shop.example/chair?partner=MARA'], { way: 'may_pay' }],
  ['a link of the author’s that is not in the page', {}, [], [coded], { way: 'may_pay', url: to }],
  ['the author’s own link without any press', { action: { kind: 'none' } }, [coded], [coded], { way: 'own', url: coded }],
  [
    'Amazon, even where the reader knows the link to earn',
    { to: 'https://amazon.de/dp/1' },
    ['https://amazon.de/dp/1?tag=m-21'],
    ['https://amazon.de/dp/1?tag=m-21'],
    { way: 'plain', url: 'https://amazon.de/dp/1' },
  ],
])('%s', (_, change, links, earning, chosen) => {
  expect(chosenLink({ evidence: { ...evidence, ...change }, links, earning })).toMatchObject(chosen);
});
