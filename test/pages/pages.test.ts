import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { readPage } from '#extension/readers/registry.ts';
import { PageSnapshot } from '#shared/page.ts';

interface Case {
  url: string;
  reader: string;
  why?: string;
  snapshot?: unknown;
}

const platforms = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const cases = platforms.flatMap((platform) =>
  readdirSync(path.join(import.meta.dirname, platform))
    .filter((file) => file.endsWith('.html'))
    .map((file) => ({ name: `${platform}/${file.slice(0, -5)}`, file: path.join(import.meta.dirname, platform, file) })),
);

test.each(cases)('$name is read as expected', ({ file }) => {
  const expected: Case = JSON.parse(readFileSync(file.replace(/html$/, 'json'), 'utf8'));
  const { document } = parseHTML(readFileSync(file, 'utf8'));
  const { reader, snapshot, why } = readPage(document, new URL(expected.url));
  expect(snapshot).toEqual(expected.snapshot);
  expect({ reader, why }).toEqual({ reader: expected.reader, why: expected.why });
  if (snapshot) expect(PageSnapshot.parse(snapshot)).toEqual(snapshot);
  // Who looks at the page, and what only they may see of it, are named so in every saved page that has them.
  expect(JSON.stringify(snapshot ?? {})).not.toMatch(/visitor|secret/i);
});

test('every reader has a full, a bare and a foreign page', () => {
  for (const platform of platforms) {
    const names = cases.filter(({ name }) => name.startsWith(`${platform}/`)).map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(3);
    expect(names).toContain(`${platform}/not-ours`);
  }
});
