import { expect, test } from 'vitest';
import { amissIn, isManifestGolden, releaseOrigin } from './checks.ts';

test('a release speaks with a public server over https', () => {
  expect(releaseOrigin('https://api.gloss.example')).toBe('https://api.gloss.example');
  expect(releaseOrigin('https://api.gloss.example/')).toBe('https://api.gloss.example');
});

test.each([
  ['', 'say which server'],
  ['gloss', 'say which server'],
  ['http://api.gloss.example', 'is not the origin'],
  ['https://api.gloss.example/v1', 'is not the origin'],
  ['https://mara@api.gloss.example', 'is not the origin'],
  ['https://localhost', 'of this machine'],
  ['https://10.0.0.2', 'of this machine'],
  ['https://[::1]', 'of this machine'],
  ['https://gloss.local', 'of this machine'],
])('%j is refused as its server', (value, why) => {
  expect(() => releaseOrigin(value)).toThrow(why);
});

test.each<[string, string, string[]]>([
  ['a.js', 'node.textContent=x', []],
  ['a.js', 'node.innerHTML=x', ['a.js holds markup from text']],
  ['a.js', 'fetch("http://localhost:8787/")', ['a.js names a server of this machine']],
  ['a.html', '<script type="module" src="/a.js"></script><link rel="stylesheet" href="/a.css">', []],
  ['a.html', '<script src="https://cdn.example/a.js"></script>', ['a.html loads from elsewhere']],
  ['a.html', '<script>go()</script>', ['a.html holds a script of its own']],
  ['a.css', '@font-face{src:url(//fonts.example/a.woff2)}', ['a.css loads from elsewhere']],
  ['a.js.map', '{}', ['a.js.map is not meant to be shipped']],
])('%s with %s: %j', (file, text, amiss) => {
  expect(amissIn({ [file]: Buffer.from(text) })).toEqual(amiss);
});

test('the golden manifest may speak with another server, and differ in nothing else', () => {
  const golden = { permissions: ['storage'], host_permissions: ['https://api.gloss.example/*'] };
  const built = { permissions: ['storage'], host_permissions: ['https://api.other.example/*'] };
  expect(isManifestGolden(built, golden, 'https://api.other.example')).toBe(true);
  expect(isManifestGolden({ ...built, permissions: ['storage', 'tabs'] }, golden, 'https://api.other.example')).toBe(false);
  expect(isManifestGolden(built, golden, 'https://api.gloss.example')).toBe(false);
  expect(isManifestGolden(built, undefined, 'https://api.other.example')).toBe(false);
});
