import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World } from './world.ts';

/** A page that allows nothing of anybody else and writes down whatever happens to it. */
const watchful = article(`<script>
  const log = (window.happened = { blocked: [], changed: [], shifts: 0, keys: [] });
  document.addEventListener('securitypolicyviolation', (event) => log.blocked.push(event.violatedDirective));
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (log.shifts += entry.hadRecentInput ? 0 : entry.value))).observe({ type: 'layout-shift', buffered: true });
  for (const name of ['keydown', 'click', 'pointerdown', 'focusin']) addEventListener(name, () => log.keys.push(name));
  window.names = new Set(Reflect.ownKeys(window));
  addEventListener('load', () => {
    window.before = { html: document.documentElement.outerHTML, head: document.head.innerHTML, history: history.length };
    new MutationObserver((changes) => changes.forEach((change) => log.changed.push([change.type, change.target.nodeName, change.addedNodes.length]))).observe(
      document,
      { subtree: true, childList: true, attributes: true, characterData: true },
    );
  });
</script>${'<p>More of it.</p>'.repeat(60)}`).replace(
  '<head>',
  `<head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'">`,
);

interface Watching {
  happened: { blocked: string[]; changed: [string, string, number][]; shifts: number; keys: string[] };
  before: { html: string; head: string; history: number };
  names: Set<PropertyKey>;
}

let world: World;
let gloss: Launched;

beforeAll(async () => {
  world = await outsideWorld();
  world.pages.set('mara.example/lamps', watchful);
  world.pages.set('mara.example/spa', article());
  world.cards = ({ page }) => cardSet(page.url.endsWith('/none') ? [] : [aCard(0), aCard(1, { offer: null })]);
  gloss = await launchWithExtension({ sinkPort: world.port });
  await gloss.agree({ support: true });
  await gloss.switchOn('mara.example');
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

const tab = (page: Page) => page.getByRole('button', { name: '2 notes on this page' });

test('a page keeps everything as it was: document, names, history, scroll, policy; nothing shifts', async () => {
  const page = await gloss.context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
  await page.goto('http://mara.example/lamps');
  await page.evaluate(() => scrollTo(0, 40));
  await tab(page).click();
  await page.getByRole('heading', { name: 'Desk lamp, oiled oak, dimmable' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('j');
  await page.getByText('Why').first().click();
  await page.waitForTimeout(1200);
  const seen = await page.evaluate(() => {
    const { happened, before, names } = window as unknown as Watching;
    const host = document.documentElement.lastElementChild;
    const [attributes, tagName] = [host?.getAttributeNames(), host?.tagName];
    const added = Reflect.ownKeys(window).filter(
      (name) => !names.has(name) && !['happened', 'names', 'before', 'log'].includes(String(name)),
    );
    host?.remove();
    const isSame = document.documentElement.outerHTML === before.html;
    return { happened, added, attributes, tagName, isSame, history: history.length - before.history, scroll: scrollY };
  });
  expect(seen.happened.blocked).toEqual([]);
  expect(seen.happened.changed).toEqual([['childList', 'HTML', 1]]);
  expect(seen.happened.shifts).toBe(0);
  expect(seen.happened.keys).toEqual([]);
  expect(seen.added).toEqual([]);
  expect({ tagName: seen.tagName, attributes: seen.attributes }).toEqual({ tagName: 'DIV', attributes: ['style'] });
  expect(seen.isSame).toBe(true);
  expect(seen.history).toBe(0);
  expect(seen.scroll).toBe(40);
  expect(errors.filter((text) => !text.includes('favicon') && !text.includes('404'))).toEqual([]);
  await page.close();
});

test('navigation inside a page takes the old notes away and brings the new ones', async () => {
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/spa');
  await tab(page).waitFor();
  await page.evaluate(() => history.pushState(null, '', '/none'));
  await tab(page).waitFor({ state: 'detached' });
  await page.evaluate(() => history.pushState(null, '', '/spa?again'));
  await tab(page).waitFor();
  expect(await page.evaluate(() => document.documentElement.children.length)).toBe(3);
  await page.close();
});

test('Escape closes the panel, then hides the notes for this page; the popup brings them back', async () => {
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/spa');
  await tab(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '2 notes' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '2 notes' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await tab(page).waitFor({ state: 'detached' });
  const popup = await gloss.context.newPage();
  await page.bringToFront();
  await popup.goto(`chrome-extension://${gloss.extensionId}/popup.html`);
  await popup.getByRole('button', { name: 'Show the notes' }).click();
  await page.getByRole('heading', { name: '2 notes' }).waitFor();
  await page.close();
});

test('switching the site off makes every open page of it forget Gloss', async () => {
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/spa');
  await tab(page).waitFor();
  const options = await gloss.open('options');
  await options.getByRole('switch', { name: 'mara.example' }).click();
  await tab(page).waitFor({ state: 'detached' });
  await options.getByRole('switch', { name: 'mara.example' }).click();
  await tab(page).waitFor();
  await options.close();
  await page.close();
});

test('what a person hides stays hidden on the next visit', async () => {
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/spa');
  await tab(page).click();
  await page.getByRole('button', { name: 'Hide', exact: true }).first().click();
  await page.locator('.gone', { hasText: 'Hidden. It will not come back.' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: '1 note on this page' }).waitFor();
  await page.close();
});

test.each(['welcome', 'options', 'popup', 'sample', 'receipt', 'activity'])(
  'our own page "%s" keeps to its own policy and breaks nowhere',
  async (name) => {
    const page = await gloss.context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
    await page.goto(`chrome-extension://${gloss.extensionId}/${name}.html`);
    await page.getByText(/Gloss/).first().waitFor();
    await page.waitForTimeout(500);
    expect(errors).toEqual([]);
    await page.close();
  },
);

test('the sample page shows notes, opens nothing and asks nobody', async () => {
  const page = await gloss.open('sample');
  world.heard.length = 0;
  await page.getByRole('button', { name: '3 notes on this page' }).click();
  for (const name of [/^Buy at Nordlicht/, /^See at Haus & Faden/, /author’s link/]) {
    const before = gloss.context.pages().length;
    await page.getByRole('link', { name }).click();
    await page.getByText('Here nothing is opened.').waitFor();
    expect(gloss.context.pages()).toHaveLength(before);
  }
  expect(world.heard).toEqual([]);
  await page.close();
});
