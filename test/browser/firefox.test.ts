import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LaunchedFirefox, launchFirefox } from './firefox.ts';
import { aCard, article, cardSet, outsideWorld, type World, workerHost } from './world.ts';

let world: World;
let gloss: LaunchedFirefox;

beforeAll(async () => {
  world = await outsideWorld();
  world.pages.set('mara.example/lamps', article());
  world.pages.set('news.example/', article());
  world.cards = () => cardSet([aCard(0)]);
  gloss = await launchFirefox({ proxyPort: world.port });
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

const asked = () => world.heard.map(({ address }) => address).filter((address) => !/^(mara|news)\.example\//.test(address));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('in Firefox nothing is sent before consent, then one site is asked about, and a press opens the paid link', async () => {
  const before = await gloss.visit('http://mara.example/lamps');
  await wait(1500);
  expect(asked()).toEqual([]);
  await before.close();

  const welcome = await gloss.open('welcome');
  await press(welcome, 'Continue');
  await press(welcome, 'Support creators');
  await press(welcome, 'Agree and continue');
  await welcome.waitForSelector('::-p-text(Where shall it begin?)');
  const options = await gloss.open('options');
  await (await options.waitForSelector('input'))?.type('mara.example');
  await press(options, 'Switch on');
  await options.waitForSelector('button[role=switch]::-p-text(mara.example)');
  expect(asked()).toEqual([]);

  const other = await gloss.visit('http://news.example/');
  await wait(1500);
  expect(asked()).toEqual([]);
  await other.close();

  const page = await gloss.visit('http://mara.example/lamps');
  await (await page.waitForSelector('>>> .tab'))?.click();
  await page.waitForSelector('>>> .card');
  expect(asked()).toEqual([`${workerHost}/v1/recommend/cards`]);
  await wait(900);
  await (await page.waitForSelector('>>> [data-paid]'))?.click();
  await expect.poll(asked, { timeout: 10_000 }).toEqual([`${workerHost}/v1/recommend/cards`, `${workerHost}/c/v1.k2.card0`]);
});

/** Presses the button or switch of this name as a person would. */
async function press(page: Page, name: string): Promise<void> {
  const button = await page.waitForSelector(`button::-p-text(${name})`);
  await button?.click();
}
