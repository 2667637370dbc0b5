/**
 * Bundles the worker exactly as a deploy would, and writes beside it what the runtime needs of wrangler.jsonc and the migrations,
 * so that a start without changes need not load wrangler.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from 'wrangler';
import type { Bundle } from './runtime.ts';

const [target = ''] = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, '../../..');
const config = path.join(root, 'worker/wrangler.jsonc');
const making = `${target}.new-${process.pid}`;

rmSync(making, { recursive: true, force: true });
mkdirSync(making, { recursive: true });
const wrangler = path.join(root, 'node_modules/wrangler/bin/wrangler.js');
const made = spawnSync(process.execPath, [wrangler, 'deploy', '--dry-run', '-c', config, '--outdir', making], {
  cwd: root,
  stdio: 'inherit',
});
if (made.status !== 0) {
  rmSync(making, { recursive: true, force: true });
  process.exit(made.status ?? 1);
}
const bundle: Bundle = { workerOptions: unstable_getMiniflareWorkerOptions(config).workerOptions, migrations: migrations() };
writeFileSync(path.join(making, 'bundle.json'), JSON.stringify(bundle));
rmSync(target, { recursive: true, force: true });
renameSync(making, target);

function migrations(): Bundle['migrations'] {
  const folder = path.join(root, 'worker/migrations');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, queries: unstable_splitSqlQuery(readFileSync(path.join(folder, name), 'utf8')) }));
}
