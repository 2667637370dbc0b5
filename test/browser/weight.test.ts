import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { platformScripts } from '#extension/background/scripts.ts';
import { testExtension } from './launch.ts';

const gzipBytes = (name: string) => gzipSync(readFileSync(path.join(testExtension, `${name}.js`)), { level: 9 }).length;

test.each(['page', ...platformScripts])('the script %s weighs at most 25 kB, and 60 kB with the one that draws', (name) => {
  expect(gzipBytes(name)).toBeLessThanOrEqual(25_000);
  expect(gzipBytes(name) + gzipBytes('notes')).toBeLessThanOrEqual(60_000);
});

test('no other script can get into a page', () => {
  const scripts = globSync('*.js', { cwd: testExtension }).sort();
  expect(scripts).toEqual(['background.js', 'notes.js', 'page.js', ...platformScripts.map((name) => `${name}.js`)].sort());
  expect(existsSync(path.join(testExtension, 'content-scripts'))).toBe(false);
});
