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

/** Without the pages themselves, and the icons that the browser looks for by itself. */
const asked = () => world.heard.map(({ address }) => address).filter((address) => !/^(mara|news)\.example\/|\/favicon\.ico$/.test(address));
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('in Firefox nothing is sent before consent, then one site is asked about, and a press opens the paid link', async () => {
  const before = await gloss.visit('http://mara.example/lamps');
  await wait(1500);
  expect(asked()).toEqual([]);
  await before.close();

  const welcome = await gloss.open('welcome');
  await until(welcome, () => press(welcome, 'button::-p-text(Continue)'), '::-p-text(What may it do?)');
  const support = 'button[role=switch]::-p-text(Support creators)';
  await until(welcome, () => press(welcome, support), 'button[role=switch][aria-checked=true]::-p-text(Support creators)');
  await until(welcome, () => press(welcome, 'button::-p-text(Agree and continue)'), '::-p-text(Where shall it begin?)');
  const options = await gloss.open('options');
  const switchOn = async () => {
    const field = await options.waitForSelector('input');
    await field?.evaluate((element) => {
      (element as HTMLInputElement).value = '';
    });
    await field?.type('mara.example');
    await press(options, 'button::-p-text(Switch on)');
  };
  await until(options, switchOn, 'button[role=switch][aria-checked=true]::-p-text(mara.example)');
  expect(asked()).toEqual([]);

  const other = await gloss.visit('http://news.example/');
  await wait(1500);
  expect(asked()).toEqual([]);
  await other.close();

  const page = await gloss.visit('http://mara.example/lamps');
  await until(page, () => press(page, '>>> .tab'), '>>> .card');
  expect(asked()).toEqual([`${workerHost}/v1/recommend/cards`]);
  await wait(1500);
  await (await page.waitForSelector('>>> [data-paid]'))?.click();
  await expect.poll(asked, { timeout: 10_000 }).toEqual([`${workerHost}/v1/recommend/cards`, `${workerHost}/c/v1.k2.card0`]);
});

async function press(page: Page, selector: string): Promise<void> {
  await (await page.waitForSelector(selector))?.click();
}

/**
 * Does it until it shows. On a busy machine Firefox's driver now and then presses where the button was a moment ago; a person would press
 * again. What is asked of the network does not depend on it.
 */
async function until(page: Page, act: () => Promise<void>, shown: string): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    await act().catch(() => undefined);
    const found = await page.waitForSelector(shown, { timeout: 5000 }).catch(() => null);
    if (found) return;
  }
  throw new Error(`${shown} never came`);
}
