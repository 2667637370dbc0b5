import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minuteMs } from '#shared/time.ts';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World, workerHost } from './world.ts';

let world: World;
let gloss: Launched;

/** What a network's redirect does in a browser that runs scripts: on to the shop, with the click's number in the address. */
const redirect = '<!doctype html><script>location.replace("http://shop.example/lamps?awc=8_1_2")</script>';
/** A shop that takes the number off its address before anybody looks. */
const shop = article('<script>history.replaceState(null, "", location.pathname)</script>');

beforeAll(async () => {
  world = await outsideWorld();
  world.pages.set('mara.example/lamps', article());
  world.pages.set('www.awin1.com/cread.php', redirect);
  world.pages.set('shop.example/lamps', shop);
  world.pages.set('shop.example/chairs', article());
  // Offers outlast every wait of this test.
  const offer = { ...(aCard().offer as object), expiresAt: Date.now() + 24 * 60 * minuteMs };
  world.cards = () => cardSet([aCard(0, { offer })]);
  gloss = await launchWithExtension({ sinkPort: world.port });
  await gloss.agree({ support: true });
  for (const site of ['mara.example', 'shop.example']) await gloss.switchOn(site);
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

const visit = async (address: string): Promise<Page> => {
  const page = await gloss.context.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: '1 note on this page' }).waitFor();
  return page;
};
const opensPlain = (page: Page) => page.getByRole('link', { name: /^See at Nordlicht/ });
const opensPaid = (page: Page) => page.getByRole('link', { name: /^Buy at Nordlicht · 5% off for you/ });
const openNotes = (page: Page) => page.getByRole('button', { name: '1 note on this page' }).click();
const clicksPaid = () => world.heard.filter(({ address }) => address.startsWith(`${workerHost}/c/`)).length;

/** Moves the clock of the background, where all is judged. */
async function later(minutes: number): Promise<void> {
  await gloss.background.evaluate((ms) => {
    const real = Date.now;
    Date.now = () => real() + ms;
  }, minutes * minuteMs);
}

test('arriving through a network silences every card for that shop, in every tab, until idle time and minimum are over', async () => {
  const post = await visit('http://mara.example/lamps');
  await openNotes(post);
  await opensPaid(post).waitFor();

  // The person comes to the shop by somebody else's link, in another tab.
  const other = await gloss.context.newPage();
  await other.goto('http://www.awin1.com/cread.php?awinmid=1&ued=http%3A%2F%2Fshop.example%2Flamps');
  await other.waitForURL('http://shop.example/lamps');
  await other.getByRole('button', { name: '1 note on this page' }).waitFor();
  expect(await gloss.popupSays(other)).toMatch(/^Standing down for Awin until \d\d:\d\d\.$/);
  await openNotes(other);
  await opensPlain(other).waitFor();
  expect(await other.getByText('Ad', { exact: true }).count()).toBe(0);

  // The card in the first tab was drawn before; its press is judged now.
  await post.bringToFront();
  await post.waitForTimeout(900);
  const [opened] = await Promise.all([gloss.context.waitForEvent('page'), opensPaid(post).click()]);
  await opened.waitForURL(/^http:\/\/shop\.example\/products\/0/);
  expect(clicksPaid()).toBe(0);
  await opened.close();

  // Through a refresh, and on another page of the shop in a third tab.
  await other.reload();
  await other.getByRole('button', { name: '1 note on this page' }).waitFor();
  await later(89);
  const third = await visit('http://shop.example/chairs');
  expect(await gloss.popupSays(third)).toMatch(/^Standing down for Awin/);

  // 90 minutes are over, but somebody was there a minute ago; an hour after that it ends.
  await later(50);
  await post.reload();
  await openNotes(post);
  await opensPlain(post).waitFor();
  await later(60);
  await post.reload();
  await openNotes(post);
  await opensPaid(post).waitFor();
  await post.waitForTimeout(900);
  const [bought] = await Promise.all([gloss.context.waitForEvent('page'), opensPaid(post).click()]);
  await bought.waitForLoadState();
  expect(clicksPaid()).toBe(1);
  for (const page of [post, other, third, bought]) await page.close();
});

test('the log has both presses with their reasons, gives them as files, and can be emptied with a way back', async () => {
  const log = await gloss.open('activity');
  const entries = log.locator('.trip');
  await entries.nth(1).waitFor();
  expect(await entries.count()).toBe(2);
  expect(await entries.nth(0).textContent()).toContain('Mara Lind earns if you bought');
  expect(await entries.nth(1).textContent()).toMatch(/Gloss stood down for Awin until/);
  const [file] = await Promise.all([log.waitForEvent('download'), log.getByRole('button', { name: 'Export as CSV' }).click()]);
  expect(file.suggestedFilename()).toBe('gloss-activity.csv');

  await entries.nth(0).getByText('Details').click();
  await entries.nth(0).getByRole('link', { name: 'Check this decision' }).click();
  await log.getByText('Match: the press was judged as the rules say.').waitFor();
  await log.goBack();

  await log
    .getByRole('button', { name: /^Delete the entry/ })
    .first()
    .click();
  await log.getByText('Deleted.').waitFor();
  expect(await entries.count()).toBe(1);
  await log.getByRole('button', { name: 'Undo' }).click();
  await entries.nth(1).waitFor();
  await log.getByRole('button', { name: 'Delete all' }).click();
  await log.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await log.getByText('Nothing opened yet.').waitFor();
  await log.close();
});
