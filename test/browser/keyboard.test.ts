import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World, workerHost } from './world.ts';

let world: World;
let gloss: Launched;

beforeAll(async () => {
  world = await outsideWorld();
  world.pages.set('mara.example/lamps', article('<footer><a href="#end">The end</a></footer>'));
  world.cards = () => cardSet([aCard(0), aCard(1, { offer: null }), aCard(2, { offer: null })]);
  gloss = await launchWithExtension({ sinkPort: world.port });
  await gloss.agree({ support: true });
  await gloss.switchOn('mara.example');
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

/** What has the focus, looked for through our open root: its words, or the card it is. */
const focused = (page: Page) =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const name = element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    return element?.matches('.card') ? `card ${element.querySelector('h3, .title')?.textContent ?? ''}` : name.trim();
  });

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`${name} is not reached by Tab; the focus is on ${await focused(page)}`);
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

test('by keyboard alone: from the page to a note, through its actions, into a comparison, and back to where one was', async () => {
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/lamps');
  await page.getByRole('button', { name: '3 notes on this page' }).waitFor();
  await tabTo(page, /^The end$/);
  await tabTo(page, /^3 notes on this page$/);
  await press(page, 'Enter', 'j');
  expect(await focused(page)).toBe('card Desk lamp, oiled oak, dimmable');
  await press(page, 'j', 's');
  await page.getByRole('button', { name: 'Saved' }).waitFor();
  await press(page, 'j', 'h');
  expect(await focused(page)).toBe('Undo');
  await press(page, 'Enter');
  expect(await focused(page)).toMatch(/^card /);
  await press(page, 'k', 'k', 'k', 'c');
  await tabTo(page, /^Compare “?Desk lamp|Desk lamp.*compar/i);
  await press(page, 'Space');
  await tabTo(page, /Linen lampshade/);
  await press(page, 'Space');
  await tabTo(page, /side by side/i);
  await press(page, 'Enter');
  await page.getByRole('table').waitFor();
  await press(page, 'Escape', 'Escape', 'Escape');
  await expect.poll(() => focused(page)).toBe('3 notes on this page');
  await press(page, 'Escape');
  await page.getByRole('button', { name: '3 notes on this page' }).waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('The end');
  await page.close();
});

test('by keyboard alone: a paid link, after its terms stood in sight', async () => {
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/lamps');
  await page.getByRole('button', { name: '3 notes on this page' }).waitFor();
  await tabTo(page, /^3 notes on this page$/);
  await press(page, 'Enter');
  await tabTo(page, /^Buy at Nordlicht/);
  await page.waitForTimeout(900);
  world.heard.length = 0;
  await press(page, 'Enter');
  await expect.poll(() => world.heard.map(({ address }) => address)).toContain(`${workerHost}/c/v1.k2.card0`);
  await page.close();
});

test('by keyboard alone: the popup switches the site off, and what it leads to is reached', async () => {
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/lamps');
  const popup = await gloss.context.newPage();
  await page.bringToFront();
  await popup.goto(`chrome-extension://${gloss.extensionId}/popup.html`);
  await popup
    .getByText(/notes? for this page|3 notes/)
    .first()
    .waitFor();
  await tabTo(popup, /mara\.example/);
  await press(popup, 'Space');
  await popup.getByRole('switch', { checked: false }).waitFor();
  await tabTo(popup, /^Settings$/);
  const opened = gloss.context.waitForEvent('page');
  // The popup closes as it opens the settings, sometimes before the key is up again.
  await popup.keyboard.press('Enter').catch(() => undefined);
  expect((await opened).url()).toContain('/options.html');
});

test('at 200 % on a narrow window nothing of a note is lost', async () => {
  const options = await gloss.open('options');
  await options.getByRole('switch', { name: 'mara.example' }).click();
  await options.close();
  const page = await gloss.context.newPage();
  // 320 px wide, as 640 px are at twice the size.
  await page.setViewportSize({ width: 320, height: 480 });
  await page.goto('http://mara.example/lamps');
  await page.getByRole('button', { name: '3 notes on this page' }).click();
  const box = await page.getByRole('article', { name: /Desk lamp/ }).boundingBox();
  expect(box && box.x >= 0 && box.x + box.width <= 320).toBe(true);
  const isWide = await page.evaluate(() => {
    const panel = document.documentElement.lastElementChild?.shadowRoot?.querySelector('.panel');
    return panel ? panel.scrollWidth > panel.clientWidth + 1 : true;
  });
  expect(isWide).toBe(false);
  await page.close();
});
