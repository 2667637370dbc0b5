import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { survey } from '../survey.ts';
import { headingOf, withoutSite } from './heading.ts';

test.each([
  ['Swan Kettle | Hearth & Home', ['Hearth & Home'], 'Swan Kettle'],
  ['Swan Kettle - 1.7 l - hearth.example', ['hearth.example'], 'Swan Kettle - 1.7 l'],
  ['Hearth – Swan Kettle', ['Hearth'], 'Swan Kettle'],
  ['Swan Kettle | Hearth | All for the kitchen', ['Hearth'], 'Swan Kettle'],
  ['白鳥ケトル｜台所道具店', ['台所道具店'], '白鳥ケトル'],
  ['Swan Kettle', ['Hearth'], 'Swan Kettle'],
  ['Hearth', ['Hearth'], 'Hearth'],
])('%s of %j is %s', (title, sites, name) => {
  expect(withoutSite(title, sites)).toBe(name);
});

const heading = (title: string, body: string) =>
  headingOf(
    survey({
      document: parseHTML(`<html><head><title>${title}</title></head><body>${body}</body></html>`).document,
      url: new URL('https://a.example/'),
    }),
    ['Hearth'],
  )?.text;

test.each([
  ['the only one', 'Anything', '<h1>Swan</h1>', 'Swan'],
  ['the one that the title repeats', 'Swan Kettle | Hearth', '<h1>Hearth</h1><h1>Swan Kettle</h1><h1>Reviews</h1>', 'Swan Kettle'],
  ['the fuller of two', 'Fernholm Swan Kettle', '<h1>Fernholm</h1><h1>Swan Kettle</h1>', 'Swan Kettle'],
  ['not one of other things', 'Swan Kettle', '<div class="related"><h1>Swan Kettle Stand</h1></div><h1>Swan Kettle</h1>', 'Swan Kettle'],
  ['text that repeats the title where there is none', 'Swan Kettle | Hearth', '<div>Menu</div><div>Swan Kettle</div>', 'Swan Kettle'],
  ['nothing', 'Swan Kettle', '<p>Hello there</p>', undefined],
])('the heading is %s', (_, title, body, text) => {
  expect(heading(title, body)).toBe(text);
});
