/** `node test/gallery/shoot.ts [folder] [view …]`: pictures of every view in every state, both themes and languages, wide and narrow. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { chromiumPath } from '#test/browser/launch.ts';

const [folder = '.output/gallery', ...wanted] = process.argv.slice(2);
const widths = { wide: { width: 1000, height: 760 }, narrow: { width: 390, height: 760 } };

const server = await createServer({ configFile: path.join(import.meta.dirname, 'vite.config.ts'), server: { port: 0 }, logLevel: 'warn' });
await server.listen();
const origin = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  // One view alone: all of them in frames take longer than a page may.
  await page.goto(`${origin}?view=sample`);
  const shown = JSON.parse((await page.locator('html').getAttribute('data-views')) ?? '[]') as { view: string; states: string[] }[];
  const list = shown.flatMap(({ view, states }) => states.map((state) => ({ view, state })));
  mkdirSync(folder, { recursive: true });
  for (const { view, state } of list) {
    if (wanted.length > 0 && !wanted.includes(view)) continue;
    for (const theme of ['light', 'dark']) {
      for (const language of ['en', 'zh-CN']) {
        for (const [width, size] of Object.entries(widths)) {
          await page.setViewportSize(size);
          await page.goto(`${origin}?${new URLSearchParams({ view, state, theme, language })}`);
          await page.waitForTimeout(150);
          const name = [view, state, theme, language, width].join('-').replaceAll(/[^\w-]+/g, '_');
          await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', fullPage: view !== 'notes' });
        }
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
