import { expect, test } from 'vitest';
import { tongueOf } from './language.ts';

test.each([
  ['auto', 'en-US', 'en', 'en-US'],
  ['auto', 'zh-CN', 'zh-CN', 'zh-CN'],
  ['auto', 'zh-TW', 'zh-CN', 'zh-TW'],
  ['auto', 'de-DE', 'en', 'en'],
  ['en', 'zh-CN', 'en', 'en'],
  ['zh-CN', 'en-GB', 'zh-CN', 'zh-CN'],
  ['auto', 'en_US@posix', 'en', 'en'],
] as const)('chosen %s in a browser that speaks %s: %s, spelled as %s', (choice, uiLanguage, language, locale) => {
  expect(tongueOf(choice, uiLanguage)).toEqual({ language, locale });
});
