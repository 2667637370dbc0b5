import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findForbidden, harden } from './hardened.ts';

const resolve = createRequire(import.meta.url).resolve;
const zodCore = path.join(path.dirname(resolve('zod/package.json')), 'v4/core');

test.each([
  path.join(path.dirname(resolve('preact/package.json')), 'dist/preact.mjs'),
  path.join(zodCore, 'util.js'),
  path.join(zodCore, 'doc.js'),
])('what makes markup or code of text is cut out of %s', (file) => {
  const code = readFileSync(file, 'utf8').replaceAll(/^ *\/\/.*$/gm, '');
  expect(findForbidden(code)).not.toEqual([]);
  expect(findForbidden(harden(code, file) ?? '')).toEqual([]);
});

test('other modules stay as they are', () => {
  expect(harden('const a = 1;', '/project/extension/cards/card.tsx')).toBeUndefined();
});

test('a library that has changed its shape stops the build', () => {
  expect(() => harden('node.innerHTML = text', '/x/preact/dist/preact.mjs')).toThrow('has changed');
});

test.each<[string, string[]]>([
  ['a.innerHTML=b', ['markup from text']],
  ['a.innerHTML==b', []],
  ['a.textContent=b', []],
  ['eval("1")', ['code from text']],
  ['evaluate(1)', []],
  ['new Function("a")', ['code from text']],
  ['const F=Function;new F("")', ['code from text']],
  ['typeof x=="function"', []],
  ['setTimeout("go()",1)', ['code from text']],
  ['setTimeout(go,1)', []],
  ['import("https://cdn.example/a.js")', ['code from elsewhere']],
  ['import("./a.js")', []],
])('%s holds %j', (script, names) => {
  expect(findForbidden(script)).toEqual(names);
});
