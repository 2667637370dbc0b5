/** Moments of a video and places in a text, in a real browser: what a press moves, and that nothing else on the page changes. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World } from './world.ts';

/** An article with a heading for each lamp, far below what the window shows at first. */
const parts = article(
  `<main>${'<p>Some words before.</p>'.repeat(40)}<h2 id="oak">The desk lamp of oiled oak</h2><p>It stays where you put it. It is a <a href="http://shop.example/products/0?x=1">desk lamp</a>.</p>${'<p>Some words after.</p>'.repeat(40)}</main>`,
);

let world: World;
let gloss: Launched;

beforeAll(async () => {
  world = await outsideWorld();
  world.pages.set('mara.example/lamps', parts);
  gloss = await launchWithExtension({ sinkPort: world.port });
  await gloss.agree({ support: true });
  await gloss.switchOn('mara.example');
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

/** Gives each video of the page silence of this many seconds. From memory: what is not served in ranges cannot be moved in. */
const fill = (page: Page, lengths: readonly number[]) =>
  page.evaluate(async (seconds) => {
    const perSecond = 3000;
    const videos = [...document.querySelectorAll('video')];
    for (const [at, video] of videos.entries()) {
      const bytes = (seconds[at] ?? 0) * perSecond;
      const data = new DataView(new ArrayBuffer(44 + bytes));
      const text = (from: number, letters: string) => {
        for (const [n, letter] of [...letters].entries()) data.setUint8(from + n, letter.charCodeAt(0));
      };
      text(0, 'RIFF');
      text(8, 'WAVEfmt ');
      text(36, 'data');
      for (const [from, value] of [
        [4, 36 + bytes],
        [16, 16],
        [24, perSecond],
        [28, perSecond],
        [40, bytes],
      ] as const)
        data.setUint32(from, value, true);
      for (const [from, value] of [
        [20, 1],
        [22, 1],
        [32, 1],
        [34, 8],
      ] as const)
        data.setUint16(from, value, true);
      new Uint8Array(data.buffer, 44).fill(128);
      video.src = URL.createObjectURL(new Blob([data.buffer], { type: 'audio/wav' }));
      await new Promise((resolve) => video.addEventListener('loadedmetadata', resolve, { once: true }));
    }
  }, lengths);

test('a press on a moment moves the video of the page, and only that press does', async () => {
  const saved = path.resolve(import.meta.dirname, '../pages/youtube/watch-chapters.html');
  const { url } = JSON.parse(readFileSync(saved.replace(/html$/, 'json'), 'utf8')) as { url: string };
  const player = '<video style="width:640px;height:360px"></video><video style="width:900px;height:500px"></video>';
  const html = readFileSync(saved, 'utf8').replace(/<body[^>]*>/, (body) => `${body}${player}`);
  await gloss.context.route('https://www.youtube.com/**', (route) =>
    route.request().resourceType() === 'document' ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }) : route.abort(),
  );
  world.cards = () =>
    cardSet([
      aCard(0, {}, { title: 'Heron 2, white', url: 'https://heron.example/shop/heron-2' }),
      aCard(1, {}, { title: 'Swan 9, steel', maker: 'Fernholm' }),
      aCard(2, {}, { title: 'Trivet of cork', maker: 'Korkhaus' }),
    ]);
  await gloss.switchOn('youtube.com');
  const page = await gloss.context.newPage();
  await page.goto(url);
  // The larger one is as short as an advertisement.
  await fill(page, [900, 15]);
  await page.getByRole('button', { name: '3 notes on this page' }).click();
  const at = () => page.evaluate(() => [...document.querySelectorAll('video')].map(({ currentTime }) => Math.round(currentTime)));
  expect(await page.locator('.group > h3').allTextContents()).toEqual(['1:20 Swan 9', '12:05 Heron 2', 'Also on this page']);
  expect(await at()).toEqual([0, 0]);
  await page.getByRole('button', { name: '12:05 Heron 2' }).click();
  await expect.poll(at).toEqual([725, 0]);
  // A press that nobody made.
  await page.evaluate(() => {
    const root = document.documentElement.lastElementChild?.shadowRoot;
    (root?.querySelector('.group > h3 button') as HTMLElement | null)?.click();
  });
  await page.waitForTimeout(300);
  expect(await at()).toEqual([725, 0]);
  await page.getByRole('button', { name: '1:20 Swan 9' }).press('Enter');
  await expect.poll(at).toEqual([80, 0]);
  await page.getByRole('status').getByText('The video is at 1:20.').waitFor({ state: 'attached' });
  await page.close();
});

const documentOf = (page: Page) =>
  page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true) as HTMLElement;
    copy.lastElementChild?.remove();
    return {
      html: copy.outerHTML,
      sheets: document.adoptedStyleSheets.length,
      selected: String(getSelection()),
      highlights: CSS.highlights.size,
    };
  });

test('a press on a part of the text leads there, marks it for a moment, and changes nothing of the page', async () => {
  world.cards = () => cardSet([aCard(0), aCard(1, { offer: null })]);
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/lamps');
  await page.getByRole('button', { name: '2 notes on this page' }).click();
  const before = await documentOf(page);
  const part = page.locator('.moment').first();
  await part.waitFor();
  await part.click();
  await page.locator('.here').waitFor();
  await expect.poll(() => page.evaluate(() => scrollY), { timeout: 5000 }).toBeGreaterThan(200);
  // The rule beside the lines stands in the window, on the place itself, after the way there has ended.
  await page.waitForTimeout(600);
  const [mark, place] = [await page.locator('.here').boundingBox(), await page.locator('#oak').boundingBox()];
  expect(mark && place && mark.x >= 0 && mark.y <= place.y && mark.y + mark.height >= place.y + place.height).toBe(true);
  expect(place && place.y > 0 && place.y < 800).toBe(true);
  expect(await documentOf(page)).toEqual(before);
  await page.locator('.here').waitFor({ state: 'detached', timeout: 6000 });
  await page.close();
});
