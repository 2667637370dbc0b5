import { expect, test } from 'vitest';
import { scriptsFor } from './scripts.ts';

test.each([
  ['no site', [], []],
  ['the open web', ['mara.example'], ['page: *.mara.example']],
  ['a platform', ['youtube.com'], ['youtube: *.youtube.com']],
  ['a part of a platform', ['m.youtube.com'], ['youtube: *.m.youtube.com']],
  ['a look-alike', ['notyoutube.com', 'youtube.com.evil.example'], ['page: *.notyoutube.com *.youtube.com.evil.example']],
  ['a platform of two names', ['rednote.com'], ['xiaohongshu: *.rednote.com']],
  ['both', ['localhost', 'youtube.com'], ['page: localhost but *.youtube.com', 'youtube: *.youtube.com']],
])('exactly one script runs on a page: %s', (_, sites, expected) => {
  const hosts = (patterns: readonly string[]) =>
    [...new Set(patterns.map((pattern) => pattern.replace(/^https?:\/\/|\/\*$/g, '')))].join(' ');
  const said = scriptsFor(sites).map(
    ({ name, matches, excludeMatches }) => `${name}: ${[hosts(matches), hosts(excludeMatches)].filter(Boolean).join(' but ')}`,
  );
  expect(said).toEqual(expected);
});
