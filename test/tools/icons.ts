/** `node test/tools/icons.ts`: draws the extension's icons as PNG. One drawing for small sizes, with fewer and thicker lines, one for large. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from '#test/browser/launch.ts';

const folder = path.resolve(import.meta.dirname, '../../extension/public/icon');
const petrol = '#0f5a63';
const paper = '#fcfbf8';
const amber = '#f0b849';

/** On a grid of 16: lines of text, the margin's rule, the note. The smallest stands on whole pixels. */
const smallest = `
  <rect width="16" height="16" rx="3.5" fill="${petrol}"/>
  <path d="M3 4h6v2h-6zM3 7h6v2h-6zM3 10h4v2h-4z" fill="${paper}"/>
  <circle cx="12" cy="8" r="2" fill="${amber}"/>`;
const small = `
  <rect width="16" height="16" rx="3.5" fill="${petrol}"/>
  <path d="M3 5h5M3 8h5M3 11h3.5" stroke="${paper}" stroke-width="1.5" stroke-linecap="round"/>
  <circle cx="12" cy="8" r="2" fill="${amber}"/>`;
const large = `
  <rect width="16" height="16" rx="3.4" fill="${petrol}"/>
  <path d="M3.2 4.6h4.9M3.2 6.9h4.9M3.2 9.2h4.9M3.2 11.5h3.1" stroke="${paper}" stroke-width="1" stroke-linecap="round"/>
  <path d="M10 3v10" stroke="${paper}" stroke-opacity=".45" stroke-width=".4" stroke-linecap="round"/>
  <circle cx="12.3" cy="6.9" r="1.35" fill="${amber}"/>`;

const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  mkdirSync(folder, { recursive: true });
  for (const size of [16, 32, 48, 128]) {
    await page.setViewportSize({ width: size, height: size });
    const drawing = size < 32 ? smallest : size < 48 ? small : large;
    await page.setContent(
      `<style>*{margin:0}</style><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="${size}" height="${size}" fill="none" style="display:block">${drawing}</svg>`,
    );
    writeFileSync(path.join(folder, `${size}.png`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
