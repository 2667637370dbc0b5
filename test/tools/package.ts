/**
 * `npm run package -- --origin https://api.your-gloss.example [--out folder]`: what the stores take. Builds the release for Chrome and
 * Firefox, holds it against the golden manifests, Firefox's own linter and our own rules for built files, and builds Firefox's once more
 * from the sources that go with it, which must give the same bytes; the texts of docs/store go along. Anything amiss ends it with a message and no zip in the folder.
 */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { amissIn, type Built, builtFiles, isManifestGolden, releaseOrigin } from './package/checks.ts';
import { run } from './package/run.ts';
import { rebuild } from './package/sources.ts';

const root = path.resolve(import.meta.dirname, '../..');
const built = path.join(root, '.output/extension');
const browsers = [
  { name: 'chrome', args: ['-b', 'chrome'], folder: 'chrome-mv3' },
  { name: 'firefox', args: ['-b', 'firefox', '--mv3'], folder: 'firefox-mv3' },
] as const;

const { values } = parseArgs({
  options: {
    origin: { type: 'string', default: process.env['GLOSS_ORIGIN'] ?? '' },
    out: { type: 'string', default: '.output/package' },
    'write-golden': { type: 'boolean', default: false },
  },
});

try {
  const origin = releaseOrigin(values.origin);
  const out = path.resolve(root, values.out);
  rmSync(out, { recursive: true, force: true });
  rmSync(built, { recursive: true, force: true });
  const files: Record<string, Built> = {};
  for (const { name, args, folder } of browsers) {
    console.log(`building for ${name}, which will speak with ${origin}`);
    await run('wxt', ['zip', ...args], { cwd: root, env: { GLOSS_ORIGIN: origin } });
    files[name] = builtFiles(path.join(built, folder));
    holdGolden(name, files[name]);
    const amiss = amissIn(files[name]);
    if (amiss.length > 0) throw new Error(`the build for ${name} is not fit for a store:\n  ${amiss.join('\n  ')}`);
  }
  console.log("asking Firefox's linter");
  await run('web-ext', ['lint', '--warnings-as-errors', '--source-dir', path.join(built, 'firefox-mv3')], { cwd: root });
  console.log('building once more from the sources that go with it');
  await rebuild({ root, zip: zipOf('sources'), origin, expected: files['firefox'] ?? {} });
  mkdirSync(out, { recursive: true });
  for (const name of ['chrome', 'firefox', 'sources']) {
    const zip = path.join(out, path.basename(zipOf(name)));
    cpSync(zipOf(name), zip);
    const bytes = readFileSync(zip);
    console.log(`${path.relative(root, zip)}  ${(bytes.length / 1000).toFixed(0)} kB  sha256 ${hashOf(bytes)}`);
  }
  for (const text of ['listing.en.md', 'listing.zh-CN.md', 'privacy.md']) {
    writeFileSync(path.join(out, text), withoutProofs(readFileSync(path.join(root, 'docs/store', text), 'utf8')));
    console.log(path.relative(root, path.join(out, text)));
  }
} catch (error) {
  console.error(`package: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

function holdGolden(name: string, build: Built): void {
  const file = path.join(root, 'extension/golden', `${name}.json`);
  const manifest: unknown = JSON.parse(build['manifest.json']?.toString() ?? 'null');
  if (values['write-golden']) writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  const golden: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  if (!isManifestGolden(manifest, golden, values.origin))
    throw new Error(`the manifest for ${name} is not extension/golden/${name}.json. If the change is meant, add --write-golden.`);
}

function zipOf(name: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  return path.join(built, `gloss-${version}-${name}.zip`);
}

/** The proofs are for who reads the code; a store shows the text. */
function withoutProofs(text: string): string {
  return `${text
    .replaceAll(/^\[\^\w+\]: .*$\n?/gm, '')
    .replaceAll(/\[\^\w+\]/g, '')
    .trimEnd()}\n`;
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
