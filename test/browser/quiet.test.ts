import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World, workerHost } from './world.ts';

let world: World;
let gloss: Launched;

beforeAll(async () => {
  world = await outsideWorld();
  for (const host of ['mara.example', 'news.example', 'shop.example']) {
    world.pages.set(`${host}/`, article());
    world.pages.set(`${host}/lamps`, article());
  }
  world.cards = () => cardSet([aCard(0), aCard(1)]);
  gloss = await launchWithExtension({ sinkPort: world.port });
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

const asked = () =>
  world.heard.map(({ address }) => address).filter((address) => !/^(mara|news|shop)\.example\/(lamps|favicon\.ico)?$/.test(address));

test('a fresh profile sends nothing over several pages, before consent and after a no', async () => {
  const page = await gloss.context.newPage();
  for (const address of ['http://mara.example/lamps', 'http://news.example/', 'http://shop.example/lamps']) {
    await page.goto(address);
    await page.waitForTimeout(700);
  }
  const welcome = await gloss.open('welcome');
  await welcome.getByRole('button', { name: 'Continue' }).click();
  await welcome.getByRole('button', { name: 'No, send nothing' }).click();
  await welcome.getByRole('heading', { name: 'Nothing will be sent.' }).waitFor();
  await page.goto('http://mara.example/lamps');
  await page.waitForTimeout(1500);
  expect(asked()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(2);
  expect(await gloss.popupSays(page)).toBe('Nothing is read or sent until you agree.');
  await welcome.close();
  await page.close();
});

test('after consent, only sites that are on are asked about, and no shop or click host hears of it', async () => {
  await gloss.agree();
  await gloss.switchOn('mara.example');
  const page = await gloss.context.newPage();
  await page.goto('http://news.example/');
  await page.waitForTimeout(1500);
  expect(asked()).toEqual([]);
  expect(await gloss.popupSays(page)).toBe('Gloss is not on for news.example yet.');

  await page.goto('http://mara.example/lamps?user=4711');
  await page.getByRole('button', { name: '2 notes on this page' }).click();
  await page.getByRole('heading', { name: 'Desk lamp, oiled oak, dimmable' }).waitFor();
  for (const link of await page.getByRole('link', { name: /Nordlicht/ }).all()) {
    await link.hover();
    await page.waitForTimeout(700);
  }
  expect(asked()).toEqual([`${workerHost}/v1/recommend/cards`]);
  const sent = world.heard.find(({ address }) => address.startsWith(workerHost));
  expect(sent?.body).toContain('http://shop.example/products/0');
  for (const secret of ['4711', 'variant=oak']) expect(sent?.body).not.toContain(secret);
  expect(sent?.referer).toBe('');
  expect(await gloss.popupSays(page)).toBe('2 notes for this page.');
  await page.close();
});
