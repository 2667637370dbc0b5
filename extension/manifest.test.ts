import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { flavourOf } from './flavour.ts';
import { manifestOf } from './manifest.ts';

const release = flavourOf({ GLOSS_ORIGIN: 'https://api.gloss.example' });
const chrome = manifestOf({ flavour: release, browser: 'chrome', isServed: false });
const firefox = manifestOf({ flavour: release, browser: 'firefox', isServed: false });
const page = readFileSync(path.resolve(import.meta.dirname, '../docs/PERMISSIONS.md'), 'utf8');
const justified = [...page.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, name = '']) => name).sort();

test('every permission has a line of justification, and no line is left over', () => {
  const categories = firefox.browser_specific_settings?.gecko?.data_collection_permissions?.optional ?? [];
  expect([...(chrome.permissions ?? []), ...(chrome.optional_host_permissions ?? []), ...categories].sort()).toEqual(justified);
});

test.each([
  ['Chrome', chrome],
  ['Firefox', firefox],
])('for %s the release may reach its own worker and nothing else, and not private windows', (_, manifest) => {
  expect(manifest.host_permissions).toEqual(['https://api.gloss.example/*']);
  expect(manifest.incognito).toBe('not_allowed');
  for (const key of ['externally_connectable', 'web_accessible_resources', 'content_scripts', 'oauth2'])
    expect(manifest).not.toHaveProperty(key);
});

test('pages of the extension run their own scripts only and speak with the worker only', () => {
  const { extension_pages: policy } = chrome.content_security_policy as { extension_pages: string };
  expect(policy).toContain("default-src 'none'; script-src 'self';");
  expect(policy).toContain('connect-src https://api.gloss.example;');
  expect(policy).not.toMatch(/unsafe|\*/);
});

test('Firefox asks for what is sent by itself: nothing required, three categories optional', () => {
  const { gecko } = firefox.browser_specific_settings ?? {};
  expect(gecko?.data_collection_permissions).toEqual({
    required: ['none'],
    optional: ['browsingActivity', 'websiteContent', 'technicalAndInteraction'],
  });
  expect(Number.parseInt(gecko?.strict_min_version ?? '', 10)).toBeGreaterThanOrEqual(140);
});

test.each(['en', 'zh_CN'])('name and description in %s fit the stores', (locale) => {
  const file = path.resolve(import.meta.dirname, 'public/_locales', locale, 'messages.json');
  const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>;
  expect(Object.keys(messages)).toEqual(['name', 'description', 'action']);
  expect(messages['name']?.message.length).toBeLessThanOrEqual(45);
  expect(messages['description']?.message.length).toBeLessThanOrEqual(132);
});
