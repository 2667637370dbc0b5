/** The whole path in a real browser, with the real worker, shop and console: from a page to what its creator has earned. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as accounts from '#shared/contracts/accounts.ts';
import { exportBook } from '#shared/contracts/books.ts';
import { importProducts } from '#shared/contracts/catalogue.ts';
import { type EarningLine, listEarnings } from '#shared/contracts/creators.ts';
import { confirmed, type Session, signIn, signInLink, withKey } from '#test/harness/seed/callers.ts';
import { silent } from '#test/tools/start/progress.ts';
import { startWorld, type World } from '#test/tools/start/world.ts';
import { leastSeconds } from '#worker/integrity/rules/too-fast.ts';
import { type Launched, launchWithExtension } from './launch.ts';

const root = path.resolve(import.meta.dirname, '../..');
const extensionDir = path.join(root, '.output/extension-walk/chrome-mv3');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'gloss-walk-'));
const leaving = new AbortController();
let world: World;
let gloss: Launched;

beforeAll(async () => {
  world = await startWorld({
    dataDir,
    ports: { worker: 0, shop: 0, journal: 0, kitchen: 0 },
    extension: false,
    progress: silent,
    signal: leaving.signal,
  });
  const env = { ...process.env, GLOSS_TEST: '1', GLOSS_OUT: path.dirname(extensionDir), GLOSS_ORIGIN: world.origins.worker };
  execFileSync(process.execPath, [path.join(root, 'node_modules/wxt/bin/wxt.mjs'), 'build'], { cwd: root, env, stdio: 'pipe' });
  gloss = await launchWithExtension({ extensionDir });
  await gloss.agree({ support: true, learn: true });
});
afterAll(async () => {
  await gloss?.close();
  await world?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Everything that the browser asks for and is not the page itself. */
function heardFrom(page: Page): string[] {
  const heard: string[] = [];
  page.context().on('request', (request) => heard.push(request.url()));
  return heard;
}

/** Opens the notes and clicks the one of this product, as a person does: slowly enough to have seen it. */
async function buyFromNote(page: Page, title: RegExp): Promise<Page> {
  await page.getByRole('button', { name: /notes? on this page/ }).click();
  const card = page.getByRole('article', { name: title });
  await card.scrollIntoViewIfNeeded();
  await page.waitForTimeout(1200);
  const [shop] = await Promise.all([page.context().waitForEvent('page'), card.getByRole('link').click()]);
  await shop.waitForLoadState();
  return shop;
}

async function checkOut(shop: Page): Promise<string> {
  await shop.getByRole('button', { name: 'Add to cart' }).click();
  // As long as somebody needs to buy: what comes sooner after the click is held for review.
  await shop.waitForTimeout((leastSeconds + 0.5) * 1000);
  await shop.getByRole('button', { name: 'Place the order' }).click();
  await shop.getByRole('heading', { name: /Thank you/ }).waitFor();
  return (await shop.locator('strong').first().textContent()) ?? '';
}

const command = (...argv: string[]): string =>
  spawnSync(process.execPath, [path.join(root, 'worker/cli/main.ts'), ...argv], { encoding: 'utf8' }).stdout;
const replayed = (file: string): unknown => JSON.parse(command('replay', file, '--to', world.origins.worker, '--json'));

/** Asks until the creator has one more line than before, and gives that line. */
async function newEarning(creator: Session, before: number): Promise<EarningLine> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { lines } = await creator(listEarnings, { limit: 100 });
    const [newest] = [...lines].sort((a, b) => b.placedAt - a.placedAt);
    if (lines.length > before && newest) return newest;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the creator never earned');
}

describe('from a page to a commission', () => {
  test('on the demo page, until the console shows the creator the right amount', async () => {
    const creator = await signIn(world.origins.worker, { kind: 'creator', ...world.demo.creator });
    const before = (await creator(listEarnings, { limit: 100 })).lines.length;
    await gloss.switchOn(new URL(world.origins.journal).hostname);
    const page = await gloss.context.newPage();
    const heard = heardFrom(page);
    await page.goto(world.demo.pages.review);
    await page.getByRole('button', { name: /notes? on this page/ }).waitFor();
    await page.waitForTimeout(1000);
    expect(
      heard.filter((url) => url.includes('/c/') || url.startsWith(world.origins.shop)),
      'before a click',
    ).toEqual([]);

    const shop = await buyFromNote(page, /Ridgeline 38/);
    expect(shop.url()).toMatch(new RegExp(`^${world.origins.shop}/products/vh-rdg-38\\?gloss=v1\\.`));
    await checkOut(shop);
    const line = await newEarning(creator, before);
    expect(line).toMatchObject({ rateBps: 1000, state: 'held', contentUrl: world.demo.pages.review, skus: ['VH-RDG-38'], currency: 'USD' });
    expect(line.baseMinor).toBe(18_900);
    expect(line.amountMinor).toBe(1890);

    const desk = await gloss.context.newPage();
    await desk.goto(await signInLink(world.origins.worker, world.demo.creator.email));
    await desk.getByRole('button', { name: /sign in/i }).click();
    await desk.getByRole('heading', { name: /earned, net of returns/ }).waitFor();
    await desk.getByText('18.90').first().waitFor();
    expect(await desk.locator('main').textContent()).toContain('189.00');

    // The same browser is signed in as the creator of that page now: beside it stands what it earned, for them alone.
    const options = await gloss.open('options');
    await options.getByRole('switch', { name: 'Numbers of pages' }).click();
    await options.getByRole('switch', { name: 'My own figures' }).click();
    await options.close();
    await page.reload();
    await page.getByRole('button', { name: /notes? on this page/ }).click();
    const own = page.locator('.stats .own');
    await own.getByText('Only you see this').waitFor();
    expect(await own.textContent()).toMatch(/\d\.\d{2}/);
    expect(await own.textContent()).toContain('Commission held');
    await shop.close();
    await page.close();
    await desk.close();
  });

  test('the ranking of a note is recomputed in the browser and on the command line, and what was changed does not pass', async () => {
    const page = await gloss.context.newPage();
    await page.goto(world.demo.pages.review);
    await page.getByRole('button', { name: /notes? on this page/ }).click();
    const card = page.getByRole('article', { name: /Ridgeline 38/ });
    await card.getByText('Why').click();
    const [receipt] = await Promise.all([
      page.context().waitForEvent('page'),
      card.getByRole('button', { name: 'Check this ranking' }).click(),
    ]);
    await receipt.getByText('Match: it is as it was shown.').waitFor();
    for (const line of [/same to the last bit$/, 'The seal is whole', 'the page that Gloss sent'])
      await receipt.getByText(line).first().waitFor();
    const [download] = await Promise.all([
      receipt.waitForEvent('download'),
      receipt.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    const file = path.join(dataDir, 'receipt.json');
    await download.saveAs(file);
    expect(replayed(file)).toMatchObject({ matches: true, seal: 'sealed', page: 'same', differences: [] });
    const saved = JSON.parse(readFileSync(file, 'utf8')) as { receipt: { candidates: number } };
    writeFileSync(file, JSON.stringify({ ...saved, receipt: { ...saved.receipt, candidates: saved.receipt.candidates + 1 } }));
    expect(replayed(file)).toMatchObject({ matches: false, seal: 'broken' });
    await receipt.close();
    await page.close();
  });

  test('what was seen, opened and ordered stands in the training data, without a page, a product or a person', () => {
    const lines = command('export', 'events', '--to', world.origins.worker)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.some(({ clicked, ordered }) => clicked === true && ordered === true)).toBe(true);
    for (const line of lines) expect(Object.keys(line).sort()).toEqual(['clicked', 'day', 'features', 'model', 'ordered', 'place']);
    expect(JSON.parse(command('model', 'train', '--json', '--to', world.origins.worker))).toMatchObject({ outcome: 'too_few' });
  });

  test('on a page that names nothing there is no note, and the popup says so', async () => {
    const page = await gloss.context.newPage();
    await page.goto(world.demo.pages.nothing);
    await page.waitForTimeout(2500);
    expect(await page.getByRole('button', { name: /notes? on this page/ }).count()).toBe(0);
    expect(await gloss.popupSays(page)).toMatch(/nothing|no /i);
    await page.close();
  });

  test('on a saved real page under its own address', async () => {
    const saved = savedPage();
    const { host } = new URL(saved.url);
    const creator = await signIn(world.origins.worker, { kind: 'creator', name: 'Saved page (demo)', email: 'saved@demo.example' });
    await claim(creator, saved.handle);
    await withKey(world.origins.worker, world.demo.brand.key)(importProducts, {
      rows: [{ ...saved.product, url: `${world.origins.shop}/products/vh-rdg-38` }],
    });
    const html = readFileSync(saved.file, 'utf8');
    await gloss.context.route(`${new URL(saved.url).origin}/**`, (route) =>
      route.request().resourceType() === 'document'
        ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
        : route.abort(),
    );
    await gloss.switchOn(host.replace(/^www\./, ''));
    const page = await gloss.context.newPage();
    await page.goto(saved.url);
    const shop = await buyFromNote(page, saved.title);
    await checkOut(shop);
    const line = await newEarning(creator, 0);
    expect(line).toMatchObject({ state: 'held', rateBps: 1000, baseMinor: 18_900, amountMinor: 1890 });
    expect(new URL(line.contentUrl ?? '').host).toBe(host);
    await shop.close();
    await page.close();
  });

  test('the brand can recompute it all: the exported book has no difference', async () => {
    const bundle = path.join(dataDir, 'bundle.ndjson');
    const answer = await fetch(world.origins.worker + exportBook.path, { headers: { authorization: `Bearer ${world.demo.brand.key}` } });
    writeFileSync(bundle, await answer.text());
    const said = execFileSync(process.execPath, [path.join(root, 'worker/cli/main.ts'), 'verify', bundle, '--json'], { encoding: 'utf8' });
    expect(JSON.parse(said)).toMatchObject({ differences: [] });
  });
});

async function claim(creator: Session, handle: SavedPage['handle']): Promise<void> {
  const claimed = await creator(accounts.addHandle, handle);
  const operator = await confirmed(world.origins.worker, await signInLink(world.origins.worker, 'operator@demo.example'));
  await operator(accounts.approveHandle, { handleId: claimed.id, reason: 'seen in a test' });
}

interface SavedPage {
  file: string;
  url: string;
  title: RegExp;
  handle: { platform: 'web' | 'youtube'; handle: string };
  product: { sku: string; title: string; maker: string; price: { amountMinor: number; currency: string } };
}

/** A real page where the collection of saved pages stands beside the project; else a small one of our own, under YouTube's address. */
function savedPage(): SavedPage {
  const collection = path.resolve(root, '../shared/pages/article');
  const price = { amountMinor: 12_999, currency: 'USD' };
  if (existsSync(collection)) {
    const labels = JSON.parse(readFileSync(path.join(collection, 'labels.json'), 'utf8')) as Record<string, { url: string }>;
    const url = labels['cnet-pebble-2']?.url ?? '';
    return {
      file: path.join(collection, 'cnet-pebble-2.html'),
      url,
      title: /Pebble 2/,
      handle: { platform: 'web', handle: new URL(url).host },
      product: { sku: 'SAVED-1', title: 'Pebble 2 smartwatch with heart rate monitor', maker: 'Pebble', price },
    };
  }
  return {
    file: path.join(root, 'test/pages/youtube/watch-full.html'),
    url: 'https://www.youtube.com/watch?v=kettle00001',
    title: /Swan/,
    handle: { platform: 'youtube', handle: '@KitchenBench' },
    product: { sku: 'SAVED-1', title: 'Fernholm Swan 1.7 l kettle', maker: 'Fernholm', price },
  };
}
