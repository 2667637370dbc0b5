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
  world.pages.set(
    'mara.example/plain',
    '<!doctype html><html><head><title>Hours</title></head><body><p>Open from nine to five.</p></body></html>',
  );
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
  await page.getByText('Mara Lind earns about €8.46, 10% of what you pay. You get 5% off with code MARA5.').waitFor();
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
    'covers the advertising word, not the button',
    () => {
      const root = document.documentElement.lastElementChild?.shadowRoot;
      const label = root?.querySelector('.label')?.getBoundingClientRect();
      const lid = document.createElement('div');
      lid.style.cssText = `position:fixed;left:${label?.left}px;top:${label?.top}px;width:${label?.width}px;height:${label?.height}px;z-index:2147483647;background:gold`;
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

test('a page that takes the notes away has none, and is not fought with', async () => {
  await page.evaluate(() => {
    const counted = window as unknown as { added: number };
    counted.added = 0;
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) counted.added += addedNodes.length;
    }).observe(document.documentElement, { childList: true });
    document.documentElement.lastElementChild?.remove();
  });
  await page.waitForTimeout(2500);
  expect(await page.evaluate(() => (window as unknown as { added: number }).added)).toBe(0);
  expect(paid()).toEqual([]);
});

test('a page finds no file of ours, no name and no mark by which to know the person’s extension', async () => {
  const files = ['manifest.json', 'page.js', 'notes.js', 'background.js', 'icon/16.png', 'welcome.html', 'popup.html', 'options.html'];
  const other = await gloss.context.newPage();
  await other.goto('http://mara.example/plain');
  const reached = await other.evaluate(
    async ({ id, names }) => {
      const tries = names.map((name) =>
        fetch(`chrome-extension://${id}/${name}`, { mode: 'no-cors' }).then(
          () => name,
          () => '',
        ),
      );
      const picture = new Promise<string>((resolve) => {
        const image = new Image();
        image.onload = () => resolve('picture');
        image.onerror = () => resolve('');
        image.src = `chrome-extension://${id}/icon/16.png`;
      });
      return (await Promise.all([...tries, picture])).filter(Boolean);
    },
    { id: gloss.extensionId, names: files },
  );
  expect(reached).toEqual([]);
  // Nothing to show here: not even an empty element stands in the page.
  await other.waitForTimeout(1500);
  expect(await other.evaluate(() => document.documentElement.outerHTML)).not.toContain('gloss');
  expect(await other.evaluate(() => document.documentElement.children.length)).toBe(2);
});

test.each([
  ['broken', '{"@type":"Product","name":"Desk lamp, oiled oak","offers":{"price":'],
  ['nested without end', '['.repeat(60_000)],
  ['of five megabytes', `{"@type":"Product","name":"${'lamp '.repeat(1_000_000)}"}`],
])('linked data that is %s keeps no note away', async (_, data) => {
  world.pages.set('mara.example/data', article(`<script type="application/ld+json">${data}</script>`));
  await page.goto('http://mara.example/data');
  await page.getByRole('button', { name: '1 note on this page' }).waitFor();
});
