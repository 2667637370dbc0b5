/** One query over all vectors, the twenty nearest, in every way that one could do it: processor time, and what is found. */
import path from 'node:path';
import { createTestHarness } from 'wrangler';
import { dimensions } from '#worker/model/encode.ts';
import type { Table } from '../main.ts';
import { makeFloor } from './floor.ts';
import { makeGraph } from './graph.ts';
import { digits, median } from './numbers.ts';
import { cpuMsOf, workerdOf } from './processor.ts';
import { askedVectors } from './vectors.ts';

const ways = ['kernel', 'plain', 'wasm', 'cpu'] as const;
type Way = (typeof ways)[number] | 'graph' | 'floor';
export const nearest = 20;
const queries = askedVectors(24);
const rounds = 5;
/** Making the graph of more takes minutes. */
const graphMax = 100_000;

export interface ScanCosts {
  size: number;
  /** Milliseconds of processor for one query. */
  ms: Record<Way, number>;
  /** Share of the exact twenty nearest that are found. */
  recall: Record<'kernel' | 'wasm' | 'graph', number>;
}

export async function measureScans(sizes: readonly number[], vectorsOf: (size: number) => Int8Array<ArrayBuffer>): Promise<ScanCosts[]> {
  const server = createTestHarness({ workers: [{ configPath: path.join(import.meta.dirname, '../workers/scan.jsonc') }] });
  const { url } = await server.listen();
  try {
    const all: ScanCosts[] = [];
    for (const size of sizes) all.push(await measureSize(url, vectorsOf(size)));
    return all;
  } finally {
    await server.close();
  }
}

async function measureSize(url: URL | string, bytes: Int8Array<ArrayBuffer>): Promise<ScanCosts> {
  const size = bytes.length / dimensions;
  // First, because it takes long enough for connections to be closed meanwhile.
  const graph = size <= graphMax ? makeGraph(bytes) : undefined;
  const floor = makeFloor(bytes.length);
  await ask(url, '/begin').catch(() => ask(url, '/begin'));
  await fill(url, bytes);
  const found = Object.fromEntries(
    await Promise.all(ways.map(async (way) => [way, (await ask(url, `/scan?way=${way}&times=1&count=${nearest}&from=0`)) as number[][]])),
  ) as Record<(typeof ways)[number], number[][]>;
  const exact = found.plain;
  const taken: Record<Way, number[]> = { kernel: [], plain: [], wasm: [], cpu: [], graph: [], floor: [] };
  const times = Math.max(1, Math.round(100_000 / size));
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) taken[way].push(await inWorker(url, way, times));
    if (graph) taken.graph.push(inNode(() => queries.map((query) => graph.nearest(query, nearest)), queries.length));
    taken.floor.push(inNode(() => floor(queries.length * times), queries.length * times));
  }
  const recallOf = (rows: readonly (readonly number[])[]): number =>
    rows.reduce((sum, one, at) => sum + one.filter((row) => exact[at]?.includes(row)).length, 0) /
    exact.reduce((sum, one) => sum + one.length, 0);
  return {
    size,
    ms: Object.fromEntries(Object.entries(taken).map(([way, values]) => [way, median(values)])) as ScanCosts['ms'],
    recall: {
      kernel: recallOf(found.kernel),
      wasm: recallOf(found.wasm),
      graph: graph ? recallOf(queries.map((query) => graph.nearest(query, nearest))) : Number.NaN,
    },
  };
}

/** In pieces that any server takes. */
async function fill(url: URL | string, bytes: Int8Array<ArrayBuffer>): Promise<void> {
  const piece = 8192 * dimensions;
  for (let at = 0; at < bytes.length; at += piece) await ask(url, '/add', { method: 'POST', body: bytes.slice(at, at + piece) });
  await ask(url, '/fill');
}

async function ask(url: URL | string, call: string, init: RequestInit = {}): Promise<unknown> {
  const answer = await fetch(new URL(call, url), init);
  if (!answer.ok) throw new Error(`${call}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** All queries so many times, less what a call without any costs. */
async function inWorker(url: URL | string, way: Way, times: number): Promise<number> {
  const pid = workerdOf(process.pid);
  const cost = async (repeats: number): Promise<number> => {
    const before = cpuMsOf(pid);
    await ask(url, `/scan?way=${way}&times=${repeats}&count=${nearest}`);
    return cpuMsOf(pid) - before;
  };
  const idle = await cost(0);
  return Math.max(0, (await cost(times)) - idle) / (times * queries.length);
}

function inNode(work: () => unknown, count: number): number {
  work();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}

export function scanTable(all: readonly ScanCosts[]): Table {
  return {
    title: `One query over all vectors, the ${nearest} nearest (${dimensions} dimensions, milliseconds of processor)`,
    note: `Medians of ${rounds} rounds of ${queries.length} pages' vectors, each way in turn. In workerd: our kernel, brute force in plain JavaScript, TensorFlow.js wasm and cpu. In Node: usearch (a graph, which finds some), and only reading the bytes (the floor). Recall: share of the exact ${nearest} found.`,
    columns: [
      'products',
      'kernel',
      'plain JS',
      'tfjs wasm',
      'tfjs cpu',
      'usearch',
      'floor',
      'plain/kernel',
      'wasm/kernel',
      'kernel/floor',
      'recall kernel',
      'recall usearch',
    ],
    rows: all.map(({ size, ms, recall }) => [
      size,
      ...[ms.kernel, ms.plain, ms.wasm, ms.cpu, ms.graph, ms.floor].map((value) => digits(value, 3)),
      ...[ms.plain / ms.kernel, ms.wasm / ms.kernel, ms.kernel / ms.floor].map((value) => digits(value, 1)),
      digits(recall.kernel, 3),
      digits(recall.graph, 3),
    ]),
  };
}
