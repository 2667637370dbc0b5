/** A service: the bundled worker on workerd, with its databases on local disk. Its settings come by message. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import type { SourcelessWorkerOptions } from 'wrangler';
import { startAfresh } from './folder.ts';
import { type Migration, migrate } from './migrate.ts';
import { outboundHandler } from './outbound.ts';
import { Trouble } from './trouble.ts';

export interface Bundle {
  workerOptions: SourcelessWorkerOptions;
  migrations: Migration[];
}
export interface RuntimeSettings {
  bundleDir: string;
  consoleDir: string;
  dataDir: string;
  port: number;
  bindings: Readonly<Record<string, string>>;
}

const moduleTypes: Readonly<Record<string, 'ESModule' | 'CompiledWasm' | 'Data' | 'Text'>> = {
  '.js': 'ESModule',
  '.mjs': 'ESModule',
  '.wasm': 'CompiledWasm',
  '.bin': 'Data',
  '.txt': 'Text',
  '.html': 'Text',
  '.sql': 'Text',
};

/** What workerd itself said last: its errors reach callers as "internal error". */
let lastError = '';

process.once('message', (settings: RuntimeSettings) => {
  start(settings).catch((error: unknown) => {
    console.error(error);
    process.send?.({ failed: sentenceFor(error, settings) }, () => process.exit(1));
  });
});

async function start(settings: RuntimeSettings): Promise<void> {
  const bundle = JSON.parse(readFileSync(path.join(settings.bundleDir, 'bundle.json'), 'utf8')) as Bundle;
  const runtime = new Miniflare(optionsOf(bundle.workerOptions, settings));
  let leaving = false;
  process.on('SIGTERM', () => {
    if (leaving) return;
    leaving = true;
    void runtime.dispose().finally(() => process.exit(0));
  });
  await runtime.ready;
  for (const name of await migrate(await runtime.getD1Database('DB'), bundle.migrations)) console.log(`migration ${name} applied`);
  process.send?.({ ready: true });
}

function optionsOf(workerOptions: SourcelessWorkerOptions, { bundleDir, consoleDir, dataDir, port, bindings }: RuntimeSettings) {
  return convertV4MiniflareOptions({
    ...workerOptions,
    name: 'gloss',
    ...(workerOptions.assets ? { assets: { ...workerOptions.assets, directory: consoleDir } } : {}),
    modulesRoot: bundleDir,
    modules: modulesOf(bundleDir),
    bindings: { ...(workerOptions.bindings as Readonly<Record<string, string>>), ...bindings },
    host: '127.0.0.1',
    port,
    outboundService: { node: outboundHandler((bindings['LOCAL_HOSTS'] ?? '').split(',')) },
    // Where `wrangler d1 … --local --persist-to .data/state` looks too.
    resourcePersistencePath: path.join(dataDir, 'state/v3'),
    cf: false,
    telemetry: { enabled: false },
    logRequests: false,
    log: new Log(LogLevel.WARN),
    handleStructuredLogs: ({ timestamp, level, message }) => {
      console.log(new Date(timestamp).toISOString(), level, message);
      if (level === 'error') lastError = message;
    },
  });
}

/** The entry first: that is how Miniflare knows it. */
function modulesOf(bundleDir: string) {
  const files = readdirSync(bundleDir, { recursive: true, encoding: 'utf8' }).filter((file) => file !== 'index.js');
  return ['index.js', ...files].flatMap((file) => {
    const type = moduleTypes[path.extname(file)];
    return type ? [{ type, path: path.join(bundleDir, file) }] : [];
  });
}

function sentenceFor(error: unknown, { dataDir, port }: RuntimeSettings): string {
  if (error instanceof Trouble) return error.message;
  const said = `${error instanceof Error ? error.message : String(error)}${lastError ? ` (${lastError.slice(0, 300)})` : ''}`;
  if (/disk is full|SQLITE_FULL|ENOSPC/i.test(said))
    return `The disk that holds ${dataDir} is full. Make some room and start again; nothing is lost.`;
  if (/not a database|malformed|SQLITE_CORRUPT|SQLITE_NOTADB/i.test(said))
    return `The databases under ${dataDir}/state are damaged. ${startAfresh(dataDir)}`;
  if (/address already in use/i.test(said))
    return `Port ${port} was taken a moment ago by another program. Start again: another port is chosen then.`;
  if (/readonly|EACCES|EPERM/i.test(said))
    return `There is no permission to write ${dataDir}/state. Give it to yourself, or use another folder: npm start -- --data <folder>`;
  return `The worker could not be started: ${said.split('\n')[0]?.replace(/\.$/, '')}. Its log: ${dataDir}/logs/worker.log`;
}
