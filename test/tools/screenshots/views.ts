import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { chromiumPath } from '#test/browser/launch.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** One picture a view, theme and language, with every state in it. `wanted` views, or all but the console's, which have their own pictures. */
export async function shootViews(folder: string, wanted: readonly string[] = []): Promise<string[]> {
  const gallery = await createServer({ configFile: path.join(root, 'test/gallery/vite.config.ts'), server: { port: 0 }, logLevel: 'warn' });
  await gallery.listen();
  const origin = gallery.resolvedUrls?.local[0] ?? '';
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  const saved: string[] = [];
  try {
    const page = await browser.newPage({ viewport: { width: 1640, height: 1000 }, deviceScaleFactor: 0.75, reducedMotion: 'reduce' });
    await page.goto(`${origin}?view=sample`);
    const names = ((await page.locator('html').getAttribute('data-extension-views')) ?? '').split(' ');
    if (wanted.length === 0) rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const sheet of names.filter((name) => wanted.length === 0 || wanted.includes(name))) {
      for (const theme of ['light', 'dark']) {
        for (const language of ['en', 'zh-CN']) {
          await page.goto(`${origin}?${new URLSearchParams({ sheet, theme, language })}`);
          await page.locator('html[data-drawn]').waitFor({ timeout: 120_000 });
          const file = path.join(folder, `${sheet}-${theme}-${language}.jpg`);
          await page.screenshot({ path: file, type: 'jpeg', quality: 64, fullPage: true, animations: 'disabled' });
          saved.push(file);
        }
      }
    }
  } finally {
    await browser.close();
    await gallery.close();
  }
  return saved;
}
