/** Builds the extension for browser tests when a file of it is newer than the last build. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';
import { testFirefoxExtension } from './firefox.ts';
import { testExtension, testOrigin } from './launch.ts';

const root = path.resolve(import.meta.dirname, '../..');

export function setup(): void {
  const sources = ['wxt.config.ts', 'package-lock.json', ...globSync('{extension,shared}/**/*.{ts,tsx,css,html,json,png}', { cwd: root })];
  const newest = Math.max(...sources.map((file) => statSync(path.join(root, file)).mtimeMs));
  const env = { ...process.env, GLOSS_TEST: '1', GLOSS_ORIGIN: testOrigin };
  for (const [folder, args] of [
    [testExtension, []],
    [testFirefoxExtension, ['-b', 'firefox', '--mv3']],
  ] as const) {
    const built = path.join(folder, 'manifest.json');
    if (existsSync(built) && statSync(built).mtimeMs > newest) continue;
    execFileSync(process.execPath, [path.join(root, 'node_modules/wxt/bin/wxt.mjs'), 'build', ...args], { cwd: root, env, stdio: 'pipe' });
  }
}
