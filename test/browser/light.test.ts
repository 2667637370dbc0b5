import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World } from './world.ts';

let world: World;
let gloss: Launched;

beforeAll(async () => {
  world = await outsideWorld();
  const page = (style: string) => article().replace('</head>', `<style>${style}</style></head>`);
  world.pages.set('mara.example/light', page('body{background:#fdfcf9}'));
  world.pages.set('mara.example/dark', page('body{background:#101214;color:#eee}'));
  world.cards = () => cardSet([aCard(0)]);
  gloss = await launchWithExtension({ sinkPort: world.port, colorScheme: 'dark' });
  await gloss.agree();
  await gloss.switchOn('mara.example');
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

/** Perceived lightness of the panel's own ground, 0 to 1. */
async function groundOf(address: string): Promise<number> {
  const page = await gloss.context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: '1 note on this page' }).click();
  const colour = await page.locator('.panel').evaluate((panel) => getComputedStyle(panel).backgroundColor);
  await page.close();
  const [red = 0, green = 0, blue = 0] = colour.match(/[\d.]+/g)?.map(Number) ?? [];
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
}

test('the notes take the light of the page they stand on, whatever the system prefers', async () => {
  expect(await groundOf('http://mara.example/light')).toBeGreaterThan(0.8);
  expect(await groundOf('http://mara.example/dark')).toBeLessThan(0.3);
});
