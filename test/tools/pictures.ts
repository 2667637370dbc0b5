/** `node test/tools/pictures.ts`: draws the demo shops' goods as PNG files, as shops keep them. Needs Chromium; the files are kept in the repository. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from '#test/browser/launch.ts';
import { kitchen } from '#test/shop/kitchen.ts';
import { outdoor } from '#test/shop/outdoor.ts';
import { pictureOf } from '#test/shop/pictures.ts';

const folder = path.resolve(import.meta.dirname, '../shop/pictures');
const sizePx = 320;

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--headless=new'] });
const page = await browser.newPage({ viewport: { width: sizePx, height: sizePx } });
for (const shop of [outdoor, kitchen]) {
  for (const good of shop.goods) {
    await page.setContent(
      `<style>*{margin:0}svg{width:${sizePx}px;height:${sizePx}px;display:block}</style>${pictureOf(good, shop.look.soft)}`,
    );
    writeFileSync(path.join(folder, `${good.sku.toLowerCase()}.png`), await page.screenshot({ type: 'png' }));
  }
}
await browser.close();
