/** A catalogue of so many products, imported once and kept under .output for the next time. */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { addressKey } from '#shared/address.ts';
import { type Id, makeId } from '#shared/ids.ts';
import { chance, makeProducts } from './catalogue.ts';
import { importAll, makeBrand, shopHost, startServer } from './server.ts';

/** So many go through the endpoint; the others are written as its rows are, because half a million would take it half an hour. */
const importedMax = 1000;
const root = path.resolve(import.meta.dirname, '../../..');

export async function prepared({ size, bundleDir, port }: { size: number; bundleDir: string; port: number }): Promise<string> {
  const dataDir = path.join(root, `.output/bench-rank/${size}-${sourceHash()}`);
  if (existsSync(dataDir)) return dataDir;
  process.stderr.write(`importing ${size} products; they are kept for the next time\n`);
  const making = `${dataDir}.new`;
  rmSync(making, { recursive: true, force: true });
  const products = makeProducts({ count: size, host: shopHost, seed: 1 });
  const server = await startServer({ bundleDir, dataDir: making, port });
  await importAll(await makeBrand(server.origin), products.slice(0, importedMax));
  await server.stop();
  writeOthers(making, products);
  renameSync(making, dataDir);
  return dataDir;
}

/** Of a catalogue whose server is not running. */
export function productIds(dataDir: string, count: number): Id<'prd'>[] {
  const database = databaseIn(dataDir);
  const found = database.prepare('SELECT id FROM catalogue_product ORDER BY sku LIMIT ?').all(count);
  database.close();
  return found.map(({ id }) => id as Id<'prd'>);
}

function databaseIn(dataDir: string): DatabaseSync {
  const folder = path.join(dataDir, 'state/v3/d1/miniflare-D1DatabaseObject');
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite');
  if (file === undefined) throw new Error(`there is no database under ${folder}`);
  return new DatabaseSync(path.join(folder, file));
}

function writeOthers(dataDir: string, products: ReturnType<typeof makeProducts>): void {
  const database = databaseIn(dataDir);
  const like = database.prepare('SELECT * FROM catalogue_product ORDER BY revision DESC LIMIT 1').get();
  if (!like) throw new Error('no product was imported');
  const columns = Object.keys(like);
  const insert = database.prepare(`INSERT INTO catalogue_product (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`);
  const random = chance(9);
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(random() * 256));
  database.exec('BEGIN');
  for (const [at, { price, ...facts }] of products.entries()) {
    if (at < importedMax) continue;
    const own = {
      ...facts,
      id: makeId('prd', Number(like['created_at']) + at, bytes),
      url_key: addressKey(facts.url) ?? '',
      amount_minor: price?.amountMinor ?? null,
      content_hash: hash('sha256', facts.sku),
      revision: Number(like['revision']) + at,
    };
    insert.run(...columns.map((column) => ({ ...like, ...own })[column] ?? null));
  }
  database.exec('COMMIT');
  database.close();
}

/** Changes when the catalogue's rows do; later migrations are applied at the start. */
function sourceHash(): string {
  const files = ['test/bench/rank/catalogue.ts', 'worker/migrations/0001_accounts.sql', 'worker/migrations/0002_catalogue.sql'];
  return hash('sha256', files.map((file) => readFileSync(path.join(root, file), 'utf8')).join('\n')).slice(0, 12);
}
