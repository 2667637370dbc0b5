import { expect, test } from 'vitest';
import { patternsOf } from './base/sites.ts';
import { flavourOf, originPattern } from './flavour.ts';

test('the release has a closed root, no granted host and no site switched on', () => {
  expect(flavourOf({})).toEqual({
    outDir: '.output/extension',
    origin: 'http://localhost:8787',
    rootMode: 'closed',
    hostsGranted: [],
    sitesOn: [],
  });
});

test('the demo keeps the closed root and opens this machine only', () => {
  const demo = flavourOf({ GLOSS_DEMO: '1' });
  expect(demo.rootMode).toBe('closed');
  expect(demo.hostsGranted).toEqual(demo.sitesOn.flatMap(patternsOf));
});

test('the test build alone opens the root and the hosts, and switches no site on', () => {
  const built = flavourOf({ GLOSS_TEST: '1', GLOSS_ORIGIN: 'http://api.gloss.test:4000/path' });
  expect(built).toMatchObject({
    rootMode: 'open',
    hostsGranted: ['http://*/*', 'https://*/*'],
    sitesOn: [],
    origin: 'http://api.gloss.test:4000',
  });
});

test('an origin that is no web address stops the build', () => {
  expect(() => flavourOf({ GLOSS_ORIGIN: 'gloss' })).toThrow('GLOSS_ORIGIN');
  expect(() => flavourOf({ GLOSS_ORIGIN: 'ftp://gloss.example' })).toThrow('GLOSS_ORIGIN');
});

test('the pattern of an origin leaves the port out', () => {
  expect(originPattern('http://localhost:8787')).toBe('http://localhost/*');
});
