import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { platformScripts } from '#extension/background/scripts.ts';
import { readers } from '#extension/readers/registry.ts';

const entrypoints = path.resolve(import.meta.dirname, '../../extension/entrypoints');

test('every platform with a reader has a script that carries this reader and no other: a page takes no more code than it needs', () => {
  for (const { platform } of readers) {
    if (platform === 'web') continue;
    const file = path.join(entrypoints, `${platform}.ts`);
    expect(existsSync(file), `make extension/entrypoints/${platform}.ts, like youtube.ts there`).toBe(true);
    const imported = readFileSync(file, 'utf8').match(/#extension\/readers\/[^/]+(?=\/)/g);
    expect(imported, `${platform}.ts carries its own reader`).toEqual([`#extension/readers/${platform}`]);
    expect(platformScripts, `add '${platform}' to platformScripts in extension/background/scripts.ts`).toContain(platform);
  }
  for (const name of platformScripts) expect(readers.map(({ platform }) => platform)).toContain(name);
});
