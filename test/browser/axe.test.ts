import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumPath } from './launch.ts';

const built = mkdtempSync(path.join(os.tmpdir(), 'gloss-gallery-'));
let gallery: PreviewServer;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  const options = { configFile: 'test/gallery/vite.config.ts', logLevel: 'error', build: { outDir: built, emptyOutDir: true } } as const;
  await build(options);
  gallery = await preview({ ...options, preview: { port: 0 } });
  browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  context = await browser.newContext({ viewport: { width: 1000, height: 760 }, reducedMotion: 'reduce' });
});
afterAll(async () => {
  await browser.close();
  await gallery.close();
  rmSync(built, { recursive: true, force: true });
});

/** The two lights in which every colour and every word is seen once. */
const lights = [
  { theme: 'light', language: 'en' },
  { theme: 'dark', language: 'zh-CN' },
] as const;
/** States take turns in them, which is half the time and misses little; `GLOSS_AXE=all` looks at each in both. */
const isWhole = process.env['GLOSS_AXE'] === 'all';

test('every view in every state is without a serious finding of axe', { timeout: 900_000 }, async () => {
  const origin = gallery.resolvedUrls?.local[0] ?? '';
  const page = await context.newPage();
  await page.goto(`${origin}?view=sample`);
  const shown = JSON.parse((await page.locator('html').getAttribute('data-views')) ?? '[]') as { view: string; states: string[] }[];
  expect(shown.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const { view, states } of shown) {
    for (const [at, state] of states.entries()) {
      for (const light of lights.filter((_, each) => isWhole || each === at % 2 || states.length === 1)) {
        await page.goto(`${origin}?${new URLSearchParams({ view, state, ...light })}`);
        found.push(...(await findings(page)).map((finding) => `${view}, ${state}, ${light.theme}: ${finding}`));
      }
    }
  }
  expect(found).toEqual([]);
});

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.map(({ id, impact, nodes }) => `${id} (${impact}) at ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}
