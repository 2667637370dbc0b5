import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { root } from './sources.ts';

const texts = ['listing.en.md', 'listing.zh-CN.md', 'privacy.md'];
const read = (name: string) => readFileSync(path.join(root, 'docs/store', name), 'utf8');
const proofs = (text: string) =>
  [...text.matchAll(/^\[\^(\w+)\]: (\S+) › (.+)$/gm)].map(([, id = '', file = '', title = '']) => ({ id, file, title }));
const claims = (text: string) => [...text.matchAll(/\[\^(\w+)\](?!:)/g)].map(([, id = '']) => id);

test.each(texts)('each claim of %s names a test that exists, and no proof is left over', (name) => {
  const text = read(name);
  expect(proofs(text).length).toBeGreaterThan(8);
  expect([...new Set(claims(text))].sort()).toEqual(
    proofs(text)
      .map(({ id }) => id)
      .sort(),
  );
  const lost = proofs(text).filter(({ file, title }) => {
    const where = path.join(root, file);
    return !/\.test\.tsx?$/.test(file) || !existsSync(where) || !readFileSync(where, 'utf8').includes(title);
  });
  expect(lost).toEqual([]);
});

test('the listing says the same in both languages, and promises nothing without a proof where it speaks of money and data', () => {
  const [english, chinese] = [read('listing.en.md'), read('listing.zh-CN.md')];
  expect(claims(chinese)).toEqual(claims(english));
  for (const text of [english, chinese]) {
    const [, , money = '', data = ''] = text.split(/^## /m);
    const points = `${money}\n${data}`.split('\n').filter((line) => line.startsWith('- '));
    expect(points.length).toBeGreaterThan(10);
    expect(points.filter((line) => !line.includes('[^'))).toEqual([]);
  }
});
