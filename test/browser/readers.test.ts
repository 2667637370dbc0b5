import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reading } from '#extension/readers/read-page.ts';
import { chromiumPath } from './launch.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'test/pages');
let browser: Browser;
let page: Page;

declare const GlossReaders: { readPage: (document: Document, url: URL) => Reading };

beforeAll(async () => {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: { write: false, lib: { entry: path.join(root, 'extension/readers/registry.ts'), formats: ['iife'], name: 'GlossReaders' } },
  });
  const [output] = [built].flat();
  if (!output || !('output' in output)) throw new Error('the readers were not built');
  browser = await chromium.launch({ executablePath: chromiumPath(), headless: true });
  page = await browser.newPage();
  await page.addScriptTag({ content: output.output[0].code });
});
afterAll(async () => {
  await browser?.close();
});

test('what is read of a page outside the browser is what is read of it in one', async () => {
  const cases = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(path.join(folder, name)).map((file) => path.join(folder, name, file)))
    .filter((file) => file.endsWith('.html'));
  expect(cases.length).toBeGreaterThan(20);
  for (const file of cases) {
    const { url, reader, why, snapshot } = JSON.parse(readFileSync(file.replace(/html$/, 'json'), 'utf8'));
    const reading = await page.evaluate(
      ({ html, address }) => GlossReaders.readPage(new DOMParser().parseFromString(html, 'text/html'), new URL(address)),
      { html: readFileSync(file, 'utf8'), address: url },
    );
    expect({ reader: reading.reader, why: reading.why, snapshot: reading.snapshot }, path.relative(folder, file)).toEqual({
      reader,
      why,
      snapshot,
    });
  }
});
