/** What a recommendation costs as the catalogue grows, of which the scan over vectors, beside other ways to do it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getHealth } from '#shared/contracts/health.ts';
import { recommendCards, recommendHealth } from '#shared/contracts/recommend.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { clientOf } from '#test/harness/seed/callers.ts';
import type { BenchOptions, Table } from './main.ts';
import { makePages, makeProducts } from './rank/catalogue.ts';
import { median, quantile } from './rank/numbers.ts';
import { prepared } from './rank/prepare.ts';
import { measureScans, type ScanCosts, scanTable } from './rank/scans.ts';
import { bundleInto, forgetKept, type Server, shopHost, startServer } from './rank/server.ts';
import { productVectors } from './rank/vectors.ts';

const allSizes = [1000, 12_000, 100_000, 500_000];
/** Larger ones are made anew only when nothing is kept: it takes a minute or more. */
const madeAnewMax = 100_000;
/** A worker that was just started compiles what it runs most while it answers; after these rounds little of that is left. */
const rounds = { early: 5, between: 15, later: 15 } as const;
const pagesPerRound = 60;

export async function run({ sizes = allSizes }: BenchOptions): Promise<Table[]> {
  const scans = await measureScans(sizes, productVectors);
  return [scanTable(scans), ...(await requestTables(sizes, scans))];
}

interface Start {
  wallMs: number;
  cpuMs: number;
  grownBytes: number;
}
interface Measured {
  size: number;
  server: Server;
  pages: PageSnapshot[];
  anew: Start | undefined;
  kept: Start;
  early: Costs;
  later: Costs;
}
interface Costs {
  cpu: number[];
  wall: number[];
  /** Of a request that does nothing but ask the database for a number. */
  idle: number[];
}
const noCosts = (): Costs => ({ cpu: [], wall: [], idle: [] });

async function requestTables(sizes: readonly number[], scans: readonly ScanCosts[]): Promise<Table[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gloss-bench-'));
  const all: Measured[] = [];
  try {
    const bundleDir = path.join(folder, 'worker');
    bundleInto(bundleDir);
    for (const [at, size] of sizes.entries()) all.push(await started({ size, bundleDir, port: 18_941 + at }));
    for (const part of ['early', 'between', 'later'] as const)
      for (let round = 0; round < rounds[part]; round++)
        for (const one of all) await measureRound(one, part === 'between' ? noCosts() : one[part]);
    return [requestTable(all, scans), startTable(all)];
  } finally {
    for (const { server } of all) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function started({ size, bundleDir, port }: { size: number; bundleDir: string; port: number }): Promise<Measured> {
  const dataDir = await prepared({ size, bundleDir, port });
  const pages = makePages({ products: makeProducts({ count: size, host: shopHost, seed: 1 }), count: pagesPerRound, seed: 2 });
  if (size <= madeAnewMax) forgetKept(dataDir);
  const forgetful = await startServer({ bundleDir, dataDir, port });
  const anew = await firstAnswer(forgetful, pages);
  await forgetful.stop();
  const server = await startServer({ bundleDir, dataDir, port });
  const kept = await firstAnswer(server, pages);
  return { size, server, pages, anew: size <= madeAnewMax ? anew : undefined, kept, early: noCosts(), later: noCosts() };
}

const ask = (server: Server, page: PageSnapshot): Promise<unknown> => clientOf(server.origin)(recommendCards, { page });

/** Until everything is in the index and it is kept. */
async function firstAnswer(server: Server, pages: readonly PageSnapshot[]): Promise<Start> {
  const [cpu, began, resident] = [server.cpuMs(), performance.now(), server.residentBytes()];
  await ask(server, pages[0] as PageSnapshot);
  for (;;) {
    const { isComplete, kept } = await clientOf(server.origin)(recommendHealth, {});
    if (isComplete && kept.words === 'loaded' && kept.vectors === 'loaded') break;
    await sleep(250);
    // Should the work have been cut off, the next page takes it up.
    if (!isComplete) await ask(server, pages[0] as PageSnapshot);
  }
  const start = { wallMs: performance.now() - began, cpuMs: server.cpuMs() - cpu };
  for (const page of pages) await ask(server, page);
  return { ...start, grownBytes: server.residentBytes() - resident };
}

async function measureRound({ server, pages }: Measured, { cpu, wall, idle }: Costs): Promise<void> {
  const taken = async (work: () => Promise<unknown>): Promise<[cpu: number, wall: number]> => {
    const [before, start] = [server.cpuMs(), performance.now()];
    await work();
    return [server.cpuMs() - before, performance.now() - start];
  };
  for (const page of pages) {
    const [cpuMs, wallMs] = await taken(() => ask(server, page));
    cpu.push(cpuMs);
    wall.push(wallMs);
  }
  for (let times = 0; times < 20; times++) idle.push((await taken(() => clientOf(server.origin)(getHealth, {})))[0]);
}

function requestTable(all: readonly Measured[], scans: readonly ScanCosts[]): Table {
  const smallest = median(all[0]?.later.cpu ?? []);
  return {
    title: 'A whole recommendation (workerd, D1 and files on disk, one after the other, milliseconds)',
    note: `Pages, sizes in turn: product pages, reviews, and pages about nothing. Early: the first ${rounds.early * pagesPerRound} after a start, while the runtime still compiles; later: ${rounds.later * pagesPerRound} after ${rounds.between * pagesPerRound} more. CPU is that of all threads of workerd, its compiler, database and router included, for each request. Frame: the same for a request that only asks the database for a number. Ratio: CPU p50 against that of the smallest catalogue, later. The last two: brute force in plain JavaScript, and TensorFlow.js wasm, for the scan alone against the whole request.`,
    columns: [
      'products',
      ...['early', 'later'].flatMap((part) => [`${part}: CPU p50`, 'p95', 'frame', 'wall p50', 'p95']),
      ...['ratio', 'scan', 'plain/request', 'tfjs/request'],
    ],
    rows: all.map(({ size, early, later }) => {
      const [p50, ms] = [median(later.cpu), scans.find((one) => one.size === size)?.ms];
      const costs = [early, later].flatMap(({ cpu, wall, idle }) => [
        ...[median(cpu), quantile(cpu, 0.95), median(idle)],
        ...[median(wall), quantile(wall, 0.95)],
      ]);
      const scan = [ms?.kernel ?? Number.NaN, (ms?.plain ?? Number.NaN) / p50, (ms?.wasm ?? Number.NaN) / p50];
      return [size, ...[...costs, p50 / smallest, ...scan].map((value) => value.toFixed(2))];
    }),
  };
}

function startTable(all: readonly Measured[]): Table {
  const ms = (value: number | undefined): string => value?.toFixed(0) ?? '-';
  return {
    title: 'The first recommendation after a start, until the index is whole (milliseconds), and what the process grew by (megabytes)',
    note: 'Anew: from the catalogue, while pages are answered from what is there. Kept: from the two files. Grown: resident memory of workerd from before the first recommendation to after a round of pages, garbage included.',
    columns: ['products', 'anew, wall', 'anew, CPU', 'kept, wall', 'kept, CPU', 'grown, anew', 'grown, kept'],
    rows: all.map(({ size, anew, kept }) => [
      size,
      ms(anew?.wallMs),
      ms(anew?.cpuMs),
      ms(kept.wallMs),
      ms(kept.cpuMs),
      anew ? (anew.grownBytes / 1e6).toFixed(1) : '-',
      (kept.grownBytes / 1e6).toFixed(1),
    ]),
  };
}
