/** What a recommendation costs as the catalogue grows, and the scan over all vectors in three ways. */
import { hash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestHarness } from 'wrangler';
import { recommendCards } from '#shared/contracts/recommend.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { clientOf } from '#test/harness/seed/callers.ts';
import { dimensions, fingerprintOf, plainVectors, productTerms, productVector } from '#worker/model/index.ts';
import { makeProductIndex } from '#worker/recommend/product-index.ts';
import type { Table } from './main.ts';
import { makePages, makeProducts } from './rank/catalogue.ts';
import { bundleInto, forgetKept, importAll, makeBrand, type Server, shopHost, startServer } from './rank/server.ts';

const sizes = [1000, 12_000, 100_000];
const rounds = 5;
const pagesPerRound = 60;

export async function run(): Promise<Table[]> {
  const scanning = await scanTable();
  return [scanning, ...(await requestTables())];
}

/** Every size in one table, every way in turn, the median of the rounds. */
async function scanTable(): Promise<Table> {
  const server = createTestHarness({ workers: [{ configPath: path.join(import.meta.dirname, 'workers/scan.jsonc') }] });
  const { url } = await server.listen();
  const ask = async (call: string, body?: Int8Array<ArrayBuffer>): Promise<number> => {
    const began = performance.now();
    const answer = await fetch(new URL(call, url), body ? { method: 'POST', body } : {});
    if (!answer.ok) throw new Error(`${call}: ${answer.status} ${await answer.text()}`);
    return performance.now() - began;
  };
  try {
    const rows: Table['rows'] = [];
    for (const size of sizes) {
      await ask('/fill', vectorsOf(size));
      rows.push([size, ...(await scanRow(size, ask))]);
    }
    return {
      title: 'One query over all vectors, the 20 nearest (64 dimensions, workerd, milliseconds of wall clock)',
      note: `Medians of ${rounds} rounds, each way in turn. Ratio: how many times faster than plain JavaScript over one array a block.`,
      columns: ['products', 'plain JavaScript', 'tfjs cpu', 'tfjs wasm', 'kernel', 'ratio cpu', 'ratio wasm', 'ratio kernel'],
      rows,
    };
  } finally {
    await server.close();
  }
}

async function scanRow(size: number, ask: (call: string) => Promise<number>): Promise<(string | number)[]> {
  const times = Math.max(5, Math.round(400_000 / size));
  const ways = ['plain', 'cpu', 'wasm', 'kernel'] as const;
  const taken: Record<(typeof ways)[number], number[]> = { plain: [], cpu: [], wasm: [], kernel: [] };
  for (const way of ways) await ask(`/scan?way=${way}&times=${times}&count=20`);
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      const idle = await ask(`/scan?way=${way}&times=0&count=20`);
      taken[way].push(((await ask(`/scan?way=${way}&times=${times}&count=20`)) - idle) / times);
    }
  }
  const [plain, cpu, wasm, kernel] = ways.map((way) => median(taken[way])) as [number, number, number, number];
  return [plain, cpu, wasm, kernel, plain / cpu, plain / wasm, plain / kernel].map((value) => value.toFixed(3));
}

interface Measured {
  size: number;
  server: Server;
  pages: PageSnapshot[];
  cold: { wallMs: number; cpuMs: number };
  kept: { wallMs: number; cpuMs: number };
  /** Memory beyond that of a worker that was not asked yet. */
  grownBytes: number;
  latencies: number[][];
  cpu: number[];
}

async function requestTables(): Promise<Table[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gloss-bench-'));
  const all: Measured[] = [];
  try {
    const bundleDir = path.join(folder, 'worker');
    bundleInto(bundleDir);
    for (const [at, size] of sizes.entries()) all.push(await prepared({ size, bundleDir, port: 18_941 + at }));
    for (let round = 0; round < rounds; round++) for (const one of all) await measureRound(one);
    return [requestTable(all), loadTable(all), memoryTable(all)];
  } finally {
    for (const { server } of all) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A catalogue is imported once and kept under .output, because a hundred thousand products take minutes. */
async function prepared({ size, bundleDir, port }: { size: number; bundleDir: string; port: number }): Promise<Measured> {
  const products = makeProducts({ count: size, host: shopHost, seed: 1 });
  const dataDir = path.resolve(import.meta.dirname, `../../.output/bench-rank/${size}-${sourceHash()}`);
  if (!existsSync(dataDir)) {
    process.stderr.write(`importing ${size} products; they are kept for the next time\n`);
    const making = `${dataDir}.new`;
    rmSync(making, { recursive: true, force: true });
    const filling = await startServer({ bundleDir, dataDir: making, port });
    await importAll(await makeBrand(filling.origin), products);
    await filling.stop();
    renameSync(making, dataDir);
  }
  const pages = makePages({ products, count: pagesPerRound, seed: 2 });
  forgetKept(dataDir);
  const forgetful = await startServer({ bundleDir, dataDir, port });
  const cold = await firstAnswer(forgetful, pages);
  await forgetful.settled();
  await forgetful.stop();
  const server = await startServer({ bundleDir, dataDir, port });
  const before = server.residentBytes();
  const kept = await firstAnswer(server, pages);
  for (const page of pages) await ask(server, page);
  return { size, server, pages, cold, kept, grownBytes: server.residentBytes() - before, latencies: [], cpu: [] };
}

const ask = (server: Server, page: PageSnapshot): Promise<unknown> => clientOf(server.origin)(recommendCards, { page });

async function firstAnswer(server: Server, [page]: readonly PageSnapshot[]): Promise<{ wallMs: number; cpuMs: number }> {
  const [cpu, began] = [server.cpuMs(), performance.now()];
  if (page) await ask(server, page);
  return { wallMs: performance.now() - began, cpuMs: server.cpuMs() - cpu };
}

async function measureRound({ server, pages, latencies, cpu }: Measured): Promise<void> {
  const began = server.cpuMs();
  const taken: number[] = [];
  for (const page of pages) {
    const start = performance.now();
    await ask(server, page);
    taken.push(performance.now() - start);
  }
  latencies.push(taken);
  cpu.push((server.cpuMs() - began) / pages.length);
}

function requestTable(all: readonly Measured[]): Table {
  const costs = all.map(({ latencies, cpu }) => ({
    p50: median(latencies.map((round) => quantile(round, 0.5))),
    p95: median(latencies.map((round) => quantile(round, 0.95))),
    cpu: median(cpu),
  }));
  const smallest = costs[0]?.cpu ?? 1;
  return {
    title: 'A whole recommendation (workerd, D1 on disk, one after the other, milliseconds)',
    note: `Medians of ${rounds} rounds of ${pagesPerRound} pages, sizes in turn: product pages, reviews, and pages about nothing. CPU is all of workerd's, its database included. Ratio: CPU against that of the smallest catalogue.`,
    columns: ['products', 'p50', 'p95', 'CPU a page', 'ratio'],
    rows: all.map(({ size }, at) => {
      const { p50, p95, cpu } = costs[at] as (typeof costs)[number];
      return [size, p50.toFixed(1), p95.toFixed(1), cpu.toFixed(1), (cpu / smallest).toFixed(2)];
    }),
  };
}

function loadTable(all: readonly Measured[]): Table {
  return {
    title: 'The first recommendation after a start (milliseconds)',
    note: 'Anew: words and vectors are made from the catalogue. Kept: they are read as they were kept. Ratio: CPU anew against kept.',
    columns: ['products', 'anew, wall', 'anew, CPU', 'kept, wall', 'kept, CPU', 'ratio'],
    rows: all.map(({ size, cold, kept }) => [
      size,
      cold.wallMs.toFixed(0),
      cold.cpuMs.toFixed(0),
      kept.wallMs.toFixed(0),
      kept.cpuMs.toFixed(0),
      (cold.cpuMs / Math.max(1, kept.cpuMs)).toFixed(1),
    ]),
  };
}

function memoryTable(all: readonly Measured[]): Table {
  return {
    title: 'Memory of the index (megabytes)',
    note: 'Counted: bytes of its arrays. Resident: what workerd grew by from before the first recommendation to after a round, TensorFlow.js and garbage included.',
    columns: ['products', 'vectors', 'words', 'counted', 'resident'],
    rows: all.map(({ size, grownBytes }) => {
      const { vectors, words } = indexBytes(size);
      const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);
      return [size, mb(vectors), mb(words), mb(vectors + words), mb(grownBytes)];
    }),
  };
}

/** The same code in this process: the arrays are as large wherever they are. */
function indexBytes(count: number): { vectors: number; words: number } {
  const index = makeProductIndex(plainVectors(dimensions));
  for (const [at, product] of makeProducts({ count, host: shopHost, seed: 1 }).entries()) {
    const id = `prd_${String(at).padStart(26, '0')}` as const;
    const made = { fingerprint: fingerprintOf(product), terms: productTerms(product), vector: productVector(product) };
    index.put({ id, brandId: `brd_${'0'.repeat(26)}`, ...made, names: [at + 1] });
  }
  const { frozen, vectors } = index.frozen();
  return { vectors: vectors.byteLength + count * 4, words: Object.values(frozen).reduce((sum, array) => sum + array.byteLength, count) };
}

/** Changes when the catalogue or the tables do. */
function sourceHash(): string {
  const migrations = path.resolve(import.meta.dirname, '../../worker/migrations');
  const files = [
    path.join(import.meta.dirname, 'rank/catalogue.ts'),
    ...readdirSync(migrations).map((name) => path.join(migrations, name)),
  ];
  return hash('sha256', files.map((file) => readFileSync(file, 'utf8')).join('\n')).slice(0, 12);
}

/** As the encoder makes them of the catalogue. */
const vectorsOf = (count: number): Int8Array<ArrayBuffer> =>
  Int8Array.from(makeProducts({ count, host: shopHost, seed: 1 }).flatMap((product) => [...productVector(product)]));

const median = (values: readonly number[]): number => quantile(values, 0.5);
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
