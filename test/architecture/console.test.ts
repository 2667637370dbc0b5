import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

const read = (file: string): string => readFileSync(path.join(root, 'worker/console', file), 'utf8');
const policy = /Content-Security-Policy: (.+)/.exec(read('public/_headers'))?.[1] ?? '';

test("the console's content policy admits nothing but our own address", () => {
  const directives = new Map(policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]));
  expect(Object.fromEntries(directives)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  });
});

test('the page has no script or style of its own in it, which the policy would stop', () => {
  const page = read('index.html');
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/);
});

test('the script before the first paint reads what the console keeps', () => {
  const keys = (text: string): string[] => [...new Set(text.match(/gloss\.(theme|language)/g))].sort();
  expect(keys(read('public/first.js'))).toEqual(['gloss.language', 'gloss.theme']);
  expect(keys(read('look.ts'))).toEqual(keys(read('public/first.js')));
});

test('every sheet of style is in the one that the page loads', () => {
  const sheets = globSync('style/*.css', { cwd: path.join(root, 'worker/console') }).map((file) => path.basename(file));
  const imported = [...read('style/main.css').matchAll(/@import "\.\/([\w-]+\.css)"/g)].map((match) => match[1]);
  expect(sheets.length).toBeGreaterThan(3);
  expect(sheets.filter((sheet) => sheet !== 'main.css' && !imported.includes(sheet))).toEqual([]);
});

test('every place that a folded row names is given to a column', () => {
  const named = [...read('style/table.css').matchAll(/"([a-z ]+)"/g)].flatMap((match) => (match[1] ?? '').split(' '));
  const given = new Set([...read('style/places.css').matchAll(/\.col-([a-z]+) \{\s*grid-area: \1;/g)].map((match) => match[1]));
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((place) => !given.has(place))).toEqual([]);
});
