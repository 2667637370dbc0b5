import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World, workerHost } from './world.ts';

let world: World;
let gloss: Launched;
let page: Page;

beforeAll(async () => {
  world = await outsideWorld();
  world.pages.set('mara.example/lamps', article());
  world.cards = () => cardSet([aCard(0)]);
  gloss = await launchWithExtension({ sinkPort: world.port });
  await gloss.agree({ support: true });
  await gloss.switchOn('mara.example');
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});
beforeEach(async () => {
  for (const old of gloss.context.pages().slice(1)) await old.close();
  page = await gloss.context.newPage();
  await page.goto('http://mara.example/lamps');
  await page.getByRole('button', { name: '1 note on this page' }).click();
  await page.getByText('Mara Lind earns 10% of what you pay. You get 5% off with code MARA5.').waitFor();
  world.heard.length = 0;
});

const buy = () => page.getByRole('link', { name: /^Buy at Nordlicht · 5% off for you/ });
const paid = () => world.heard.map(({ address }) => address).filter((address) => address.startsWith(`${workerHost}/c/`));

/** Presses where the button is, whatever lies there, and gives the browser time to open something. */
async function press(): Promise<void> {
  const box = await buy().boundingBox();
  if (!box) throw new Error('the button is not on the page');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForTimeout(1000);
}

test('a press on a button in plain sight opens the paid link, without a referrer', async () => {
  await page.waitForTimeout(900);
  await press();
  expect(paid()).toEqual([`${workerHost}/c/v1.k2.card0`]);
  expect(world.heard.filter(({ address }) => address.includes('/c/')).map(({ referer }) => referer)).toEqual(['']);
});

test('so does the Enter key', async () => {
  await page.waitForTimeout(900);
  await buy().focus();
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1000);
  expect(paid()).toEqual([`${workerHost}/c/v1.k2.card0`]);
});

// What a page's own script can do to the element that carries the notes.
const hostile: [string, () => void][] = [
  [
    'fades it',
    () => {
      (document.documentElement.lastElementChild as HTMLElement).style.setProperty('opacity', '0.02', 'important');
    },
  ],
  [
    'fades everything',
    () => {
      document.documentElement.style.opacity = '0.01';
    },
  ],
  [
    'transforms everything',
    () => {
      document.documentElement.style.transform = 'translateX(0.5px)';
    },
  ],
  [
    'scales it',
    () => {
      (document.documentElement.lastElementChild as HTMLElement).style.setProperty('scale', '1.01', 'important');
    },
  ],
  [
    'clips it',
    () => {
      (document.documentElement.lastElementChild as HTMLElement).style.setProperty('clip-path', 'inset(-9999px)', 'important');
    },
  ],
  [
    'filters it',
    () => {
      (document.documentElement.lastElementChild as HTMLElement).style.setProperty('filter', 'blur(9px)', 'important');
    },
  ],
  [
    'blends it away',
    () => {
      (document.documentElement.lastElementChild as HTMLElement).style.setProperty('mix-blend-mode', 'multiply', 'important');
    },
  ],
  [
    'paints something over it that lets presses through',
    () => {
      const lid = document.createElement('div');
      lid.textContent = 'Click here for your free gift';
      lid.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:gold;pointer-events:none';
      document.documentElement.append(lid);
    },
  ],
  [
    'covers a corner of it',
    () => {
      const lid = document.createElement('div');
      lid.style.cssText = 'position:fixed;inset:0 0 0 calc(100% - 40px);z-index:2147483647;background:gold';
      document.documentElement.append(lid);
    },
  ],
  [
    'moves it under the pointer',
    () => {
      addEventListener('mousemove', () => {
        (document.documentElement.lastElementChild as HTMLElement).style.setProperty('inset', '3px 3px auto auto', 'important');
        (document.documentElement.lastElementChild as HTMLElement).style.setProperty('contain', 'layout', 'important');
      });
    },
  ],
];

test.each(hostile)('a page that %s gets no paid click', async (_, act) => {
  await page.waitForTimeout(900);
  await page.evaluate(act);
  await page.waitForTimeout(300);
  await press();
  expect(paid()).toEqual([]);
});

test('a synthetic press opens nothing paid', async () => {
  await page.waitForTimeout(900);
  await page.evaluate(() => {
    const root = document.documentElement.lastElementChild?.shadowRoot;
    const button = root?.querySelector('[data-paid]');
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
    (button as HTMLElement | null)?.click();
  });
  await page.waitForTimeout(1000);
  expect(paid()).toEqual([]);
});

test('a press at the very moment the notes appear opens nothing paid', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '1 note on this page' }).click();
  const box = await buy().boundingBox();
  if (box) await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForTimeout(1000);
  expect(paid()).toEqual([]);
  expect(world.heard.some(({ address }) => address === 'shop.example/products/0')).toBe(true);
});
