/** Builds the extension for browser tests when a file of it is newer than the last build. */
import { execFileSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import path from 'node:path';
import { testExtension, testOrigin } from './launch.ts';

const root = path.resolve(import.meta.dirname, '../..');

export function setup(): void {
  const built = path.join(testExtension, 'manifest.json');
  const sources = ['wxt.config.ts', 'package-lock.json', ...globSync('{extension,shared}/**/*.{ts,tsx,css,html,json,png}', { cwd: root })];
  const newest = Math.max(...sources.map((file) => statSync(path.join(root, file)).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > newest) return;
  const env = { ...process.env, GLOSS_TEST: '1', GLOSS_ORIGIN: testOrigin };
  execFileSync(process.execPath, [path.join(root, 'node_modules/wxt/bin/wxt.mjs'), 'build'], { cwd: root, env, stdio: 'pipe' });
}
