/** What companions add to a whole recommendation: the same pages without an artefact and with one, in turn, on one worker. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addArtefact, type NextItemManifest, useArtefact } from '#shared/contracts/companions.ts';
import { type CardSet, recommendCards, recommendHealth } from '#shared/contracts/recommend.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { clientOf, confirmed, type Session, signInLink } from '#test/harness/seed/callers.ts';
import type { Files } from '#worker/model/next-item/artefact.ts';
import type { Served } from '#worker/model/next-item/open.ts';
import type { Table } from '../main.ts';
import { makePages, makeProducts } from './catalogue.ts';
import { median, quantile } from './numbers.ts';
import { prepared, productIds } from './prepare.ts';
import { bundleInto, operatorEmail, type Server, shopHost, startServer } from './server.ts';

const pagesPerRound = 60;
const rounds = { warm: 12, measured: 12 } as const;
/** An isolate looks every two seconds which artefact is in force. */
const followedMs = 2500;
const port = 18_961;

interface Costs {
  cpu: number[];
  wall: number[];
  cards: number;
  companions: number;
}

export async function companionsTable(artefact: { served: Served; files: Files; name: string }): Promise<Table> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gloss-bench-'));
  const size = artefact.served.layout.shape.itemCount;
  let server: Server | undefined;
  try {
    bundleInto(folder);
    const dataDir = await prepared({ size, bundleDir: folder, port });
    const ids = productIds(dataDir, size);
    server = await startServer({ bundleDir: folder, dataDir, port });
    const operator = await confirmed(server.origin, await signInLink(server.origin, operatorEmail));
    // What a run before left in force would be read before it is measured.
    await operator(useArtefact, { artefact: null, reason: 'a measurement begins' });
    const { kind, version, layout, hashes, samples } = artefact.served;
    const { id } = await operator(addArtefact, {
      manifest: { kind, version, layout, hashes, samples } as NextItemManifest,
      files: { network: inBase64(artefact.files.network), counts: inBase64(artefact.files.counts) },
      products: ids,
      note: 'a measurement',
    });
    const products = makeProducts({ count: size, host: shopHost, seed: 1 });
    // Pages about nothing get no companions, and never ask for any.
    const pages = makePages({ products, count: pagesPerRound * 1.5, seed: 4 }).filter((_, at) => at % 3 !== 2);
    await whole(server, pages);
    return tableOf({ size, name: artefact.name, ...(await costsOf(server, operator, pages, id)) });
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  none: Costs;
  inForce: Costs;
  /** The first request after it was put in force: it is read. */
  reading: { cpuMs: number; grownBytes: number };
}

async function costsOf(server: Server, operator: Session, pages: readonly PageSnapshot[], artefact: string): Promise<Measured> {
  const nothing = (): Costs => ({ cpu: [], wall: [], cards: 0, companions: 0 });
  const [none, inForce] = [nothing(), nothing()];
  const use = async (which: string | null): Promise<void> => {
    await operator(useArtefact, { artefact: which, reason: 'a measurement' });
    await sleep(followedMs);
  };
  await use(artefact);
  const [cpu, resident] = [server.cpuMs(), server.residentBytes()];
  await clientOf(server.origin)(recommendHealth, {});
  const reading = { cpuMs: server.cpuMs() - cpu, grownBytes: server.residentBytes() - resident };
  for (let round = 0; round < rounds.warm + rounds.measured; round++) {
    const isMeasured = round >= rounds.warm;
    await use(null);
    await measureRound(server, pages, isMeasured ? none : nothing());
    await use(artefact);
    await measureRound(server, pages, isMeasured ? inForce : nothing());
  }
  return { none, inForce, reading };
}

const ask = (server: Server, page: PageSnapshot): Promise<CardSet> => clientOf(server.origin)(recommendCards, { page, cardsMax: 12 });

async function measureRound(server: Server, pages: readonly PageSnapshot[], costs: Costs): Promise<void> {
  // The first one looks which artefact is in force.
  await ask(server, pages[0] as PageSnapshot);
  for (const page of pages) {
    const [cpu, start] = [server.cpuMs(), performance.now()];
    const { cards } = await ask(server, page);
    costs.cpu.push(server.cpuMs() - cpu);
    costs.wall.push(performance.now() - start);
    costs.cards += cards.length;
    costs.companions += cards.filter(({ reasons }) => reasons.includes('bought_together')).length;
  }
}

/** Until everything is in the index. */
async function whole(server: Server, pages: readonly PageSnapshot[]): Promise<void> {
  do {
    await ask(server, pages[0] as PageSnapshot);
    await sleep(250);
  } while (!(await clientOf(server.origin)(recommendHealth, {})).isComplete);
  await server.settled();
}

function tableOf({ size, name, none, inForce, reading }: Measured & { size: number; name: string }): Table {
  const row = (label: string, { cpu, wall, cards, companions }: Costs): Table['rows'][number] => [
    label,
    ...[median(cpu), quantile(cpu, 0.95), median(wall), quantile(wall, 0.95), cards / cpu.length, companions / cpu.length].map((value) =>
      value.toFixed(2),
    ),
  ];
  return {
    title: `A whole recommendation at ${size} products, without companions and with them (workerd, milliseconds of processor of all its threads)`,
    note: `${name}. Product pages and reviews, asked for twelve cards; ${rounds.measured * pagesPerRound} each way, in turn, after as many. Reading the artefact, once in an isolate: ${reading.cpuMs.toFixed(0)} ms of processor, the process grows by ${(reading.grownBytes / 1e6).toFixed(1)} MB.`,
    columns: ['artefact', 'CPU p50', 'p95', 'wall p50', 'p95', 'cards a page', 'companions among them'],
    rows: [row('none in force', none), row('in force', inForce)],
  };
}

const inBase64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
