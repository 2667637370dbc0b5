import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);

test('no file is named for what it is not', () => {
  const vague = /(^|\/)(utils?|helpers?|common|manager|service|misc)(\.|\/)/;
  expect(tracked.filter((file) => vague.test(file))).toEqual([]);
});

test('the extension builds no code from text and no page from strings', () => {
  const forbidden = /\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|new Function\(|(?<![\w.])eval\(/;
  // The build's own guard names what it forbids.
  const code = tracked.filter((file) => /^extension\/(?!hardened\.).*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file));
  expect(code.length).toBeGreaterThan(10);
  expect(code.filter((file) => forbidden.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});
