import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { platformScripts } from '#extension/background/scripts.ts';
import { testExtension } from '#test/browser/launch.ts';

export interface Weight {
  name: string;
  where: string;
  plainBytes: number;
  gzipBytes: number;
}

/** Of the scripts that can come into a page. A page gets one of the first, and the one that draws where there are notes. */
export function weights(): Weight[] {
  const scripts = [
    ['page', 'the open web: gathers'],
    ...platformScripts.map((name) => [name, 'reads']),
    ['notes', 'draws, where there are notes'],
  ];
  return scripts.map(([name = '', where = '']) => {
    const bytes = readFileSync(path.join(testExtension, `${name}.js`));
    return { name, where, plainBytes: bytes.length, gzipBytes: gzipSync(bytes, { level: 9 }).length };
  });
}
