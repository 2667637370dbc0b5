import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { chromium, firefox, whatToInstall } from './browser.mjs';
import { firstDifference, installTrouble } from './packages.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/b': { version: '2.0.0', integrity: 'sha512-b', optional: true },
  },
};
const [a, b] = [lock.packages['node_modules/a'], lock.packages['node_modules/b']];

test.each([
  ['all there', { 'node_modules/a': a, 'node_modules/b': b }, undefined],
  ['an optional package is for another machine', { 'node_modules/a': a }, undefined],
  ['one missing', { 'node_modules/b': b }, 'node_modules/a'],
  ['another version', { 'node_modules/a': { ...a, version: '1.0.1' } }, 'node_modules/a'],
  ['another version of an optional one', { 'node_modules/a': a, 'node_modules/b': { ...b, version: '1.9.0' } }, 'node_modules/b'],
  ['the same version with other content', { 'node_modules/a': { ...a, integrity: 'sha512-x' } }, 'node_modules/a'],
  ['nothing', {}, 'node_modules/a'],
])('what is installed is compared with the lock file: %s', (_label, packages, difference) => {
  expect(firstDifference(lock, { packages })).toBe(difference);
});

test.each([
  ['no network', 'npm error code EAI_AGAIN\nnpm error request to registry failed', 'does not answer'],
  ['a proxy that refuses', 'npm error code ECONNREFUSED', 'does not answer'],
  ['no permission', 'npm error code EACCES: permission denied, mkdir', 'no permission'],
  ['a full disk', 'npm error ENOSPC: no space left on device', 'disk is full'],
  ['something else', 'npm error code EUSAGE\nnpm error the lock file does not fit', 'the lock file does not fit'],
])('%s is said in a sentence', (_label, output, words) => {
  expect(installTrouble(output, 'setup.log')).toContain(words);
});

test.each(['linux', 'darwin', 'win32'])('on %s it is said what browser to install', (platform) => {
  expect(whatToInstall(chromium, platform)).toMatch(/need Chromium.* GLOSS_BROWSER/);
  expect(whatToInstall(firefox, platform)).toMatch(/need Firefox.* GLOSS_FIREFOX/);
});

test('the lock file names the packages of every platform, or `npm ci` refuses it', () => {
  const { packages } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const names = new Set(Object.keys(packages).map((place) => place.replace(/^.*node_modules\//, '')));
  const missing = Object.values(packages).flatMap((entry) =>
    Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name)),
  );
  expect(missing).toEqual([]);
});
