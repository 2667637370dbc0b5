/**
 * `npm run screenshots`: the pictures of README and docs, taken from the running product with its demo world, and every state of every
 * view of the extension. `-- views [name …]` takes the latter only.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type Launched, launchWithExtension } from '#test/browser/launch.ts';
import { signInLink } from '#test/harness/seed/callers.ts';
import { shootViews } from './screenshots/views.ts';
import { makeProgress } from './start/progress.ts';
import { startWorld } from './start/world.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'docs/screenshots');
const extensionDir = path.join(root, '.output/extension-shots/chrome-mv3');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'gloss-shots-'));
const progress = makeProgress();
mkdirSync(folder, { recursive: true });
const [only, ...wanted] = process.argv.slice(2);
await progress.step('views', () => shootViews(path.join(folder, 'views'), wanted));
if (only === 'views') process.exit();

const world = await startWorld({
  dataDir,
  ports: { worker: 0, shop: 0, journal: 0, kitchen: 0 },
  extension: false,
  progress,
  signal: new AbortController().signal,
});
try {
  const env = { ...process.env, GLOSS_TEST: '1', GLOSS_OUT: path.dirname(extensionDir), GLOSS_ORIGIN: world.origins.worker };
  execFileSync(process.execPath, [path.join(root, 'node_modules/wxt/bin/wxt.mjs'), 'build'], { cwd: root, env, stdio: 'pipe' });
  await progress.step('pages', () => shoot('light', world.demo.pages.review, 'page'));
  await progress.step('pages in the dark', () => shoot('dark', world.demo.pages.review, 'page-dark'));
  await progress.step('console', () => shootConsole('light'));
  await progress.step('console in the dark', () => shootConsole('dark'));
} finally {
  await world.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function withBrowser(colorScheme: 'light' | 'dark', work: (gloss: Launched) => Promise<void>): Promise<void> {
  const gloss = await launchWithExtension({ extensionDir, colorScheme, viewport: { width: 1360, height: 860 } });
  try {
    await work(gloss);
  } finally {
    await gloss.close();
  }
}

function shoot(colorScheme: 'light' | 'dark', address: string, name: string): Promise<void> {
  return withBrowser(colorScheme, async (gloss) => {
    await save(await gloss.open('welcome'), `welcome-${colorScheme}`);
    await gloss.agree({ support: true });
    await gloss.switchOn(new URL(address).hostname);
    const page = await gloss.context.newPage();
    await page.goto(address);
    await page.getByRole('button', { name: /notes? on this page/ }).click();
    await page.getByRole('article', { name: /Ridgeline 38/ }).waitFor();
    await page.waitForTimeout(1500);
    await save(page, name);
  });
}

function shootConsole(colorScheme: 'light' | 'dark'): Promise<void> {
  return withBrowser(colorScheme, async ({ context }) => {
    for (const [name, { email }] of Object.entries({ earnings: world.demo.creator, orders: world.demo.brand })) {
      const page = await context.newPage();
      await page.goto(await signInLink(world.origins.worker, email));
      await page.getByRole('button', { name: /sign in/i }).click();
      await page.getByRole('table').waitFor();
      await save(page, `${name}-${colorScheme}`);
      await page.getByRole('button', { name: /sign out/i }).click();
      await page.close();
    }
  });
}

async function save(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(300);
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
