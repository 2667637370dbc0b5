/** Reviewers of a store build the extension from its sources; so do we, before they do. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Built, builtFiles } from './checks.ts';
import { run } from './run.ts';
import { unzipped } from './unzip.ts';

/** Throws unless the sources in `zip` build to the `expected` files, byte for byte. */
export async function rebuild({
  root,
  zip,
  origin,
  expected,
}: {
  root: string;
  zip: string;
  origin: string;
  expected: Built;
}): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gloss-sources-'));
  try {
    for (const [name, bytes] of unzipped(readFileSync(zip))) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    await run('wxt', ['build', '-b', 'firefox', '--mv3'], { cwd: folder, env: { GLOSS_ORIGIN: origin } });
    const again = builtFiles(path.join(folder, '.output/extension/firefox-mv3'));
    const names = new Set([...Object.keys(again), ...Object.keys(expected)]);
    const other = [...names].filter((name) => !again[name]?.equals(expected[name] ?? Buffer.alloc(0)));
    if (other.length > 0) throw new Error(`built from its sources the extension differs in ${other.join(', ')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
