/** What an answer of the next-item model costs in workerd: encode a history of 20, score all items, the best 20. */
import path from 'node:path';
import { createTestHarness } from 'wrangler';
import { type Files, pack, unpackCounts, unpackNetworks } from '#worker/model/next-item/artefact.ts';
import { countSequences } from '#worker/model/next-item/counts.ts';
import { weightCount } from '#worker/model/next-item/network/tables.ts';
import type { Served } from '#worker/model/next-item/open.ts';
import { makeScorer } from '#worker/model/next-item/score.ts';
import { shapeFor } from '#worker/model/next-item/shape.ts';
import { servingKernels } from '#worker/model/train/next-item/kernels.ts';
import { hashOf, readArtefact } from '#worker/model/train/next-item/manifest.ts';
import { normal, type Random, randomFrom } from '#worker/model/train/next-item/random.ts';
import type { Table } from './main.ts';
import { ownWorkerds, processorMs } from './processor.ts';
import { companionsTable } from './rank/companions.ts';

/** A trained model to be measured and held to its samples, where there is one; else one of the same size, of chance. */
const folder = process.env.NEXT_ITEM_MODEL;
const itemCount = 12_101;
const nameOfModel = folder ?? `A model of chance with ${itemCount} items`;
const warmUp = 300;
const asked = 120;
const answersPerCall = 10;
const historyLength = 20;
const bytesMax = 2_960_000;

type Way = (typeof ways)[number];
const ways = ['counts alone', 'one network and counts', 'all networks and counts'] as const;
/** What the networks run on: our own kernels, or a backend of TensorFlow.js, with everything else the same. */
const runs: readonly { way: Way; on: 'kernels' | 'wasm' | 'cpu' }[] = [
  ...ways.map((way) => ({ way, on: 'kernels' as const })),
  { way: 'all networks and counts', on: 'wasm' },
  { way: 'all networks and counts', on: 'cpu' },
];

export async function run(): Promise<Table[]> {
  const server = createTestHarness({ workers: [{ configPath: path.join(import.meta.dirname, 'workers/next-item.jsonc') }] });
  const { url } = await server.listen();
  const send = async (call: string, body?: BodyInit): Promise<unknown> => {
    const answer = await fetch(new URL(call, url), body === undefined ? {} : { method: 'POST', body });
    if (!answer.ok) throw new Error(`${call}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  try {
    const pids = ownWorkerds();
    const rows: Table['rows'] = [];
    for (const one of runs) rows.push(await rowOf(one, { send, pids }));
    return [
      {
        title: `A history of ${historyLength}, all items scored, the best 20 (workerd, milliseconds of processor, all its threads)`,
        note: `${asked} calls one after the other after ${warmUp} to warm up. Answer: a tenth of a call with ten, less an empty call. Calls go through wrangler's proxy, which is counted. ${nameOfModel}. Samples: those of the manifest that came out in the same order, scores to a ten-thousandth.`,
        columns: ['model', 'networks on', 'bytes', 'answer p50', 'p95', 'empty call', 'call p50', 'p95', 'samples', 'against kernels'],
        rows: withRatios(rows),
      },
      await companionsTable({ ...artefactFor('all networks and counts'), name: nameOfModel }),
    ];
  } finally {
    await server.close();
  }
}

interface Asking {
  send: (call: string, body?: BodyInit) => Promise<unknown>;
  pids: readonly number[];
}

async function rowOf({ way, on }: (typeof runs)[number], { send, pids }: Asking): Promise<Table['rows'][number]> {
  const { served, files } = artefactFor(way);
  await send('/manifest', JSON.stringify(served));
  await send('/network', files.network);
  await send('/counts', files.counts);
  await send(`/open?on=${on}`);
  const random = randomFrom(5);
  const cost = async (times: number, count: number): Promise<number[]> => {
    const taken: number[] = [];
    for (let call = 0; call < count; call++) {
      const history = Array.from({ length: historyLength }, () => Math.floor(random.next() * served.layout.shape.itemCount));
      const before = processorMs(pids);
      await send(`/top?times=${times}&history=${history.join('.')}`);
      taken.push(processorMs(pids) - before);
    }
    return taken.sort((a, b) => a - b);
  };
  await cost(1, warmUp);
  const idle = quantile(await cost(0, asked), 0.5);
  const answers = (await cost(answersPerCall, asked)).map((taken) => (taken - idle) / answersPerCall);
  const whole = await cost(1, asked);
  const cells = [quantile(answers, 0.5), quantile(answers, 0.95), idle, quantile(whole, 0.5), quantile(whole, 0.95)];
  const bytes = files.network.length + files.counts.length;
  return [
    way,
    on === 'kernels' ? on : `TensorFlow.js ${on}`,
    bytes,
    ...cells.map((value) => value.toFixed(2)),
    await samples(served, send),
  ];
}

/** How many times as long an answer takes as on our own kernels, for the same networks. */
function withRatios(rows: Table['rows']): Table['rows'] {
  const own = Number(rows[ways.length - 1]?.[3]);
  return rows.map((row, at) => [...row, at < ways.length - 1 ? '' : (Number(row[3]) / own).toFixed(1)]);
}

async function samples(served: Served, send: Asking['send']): Promise<string> {
  let same = 0;
  for (const { history, items, scores } of served.samples) {
    const top = (await send(`/top?times=1&history=${history.join('.')}`)) as { item: number; score: number }[];
    if (items.every((item, at) => top[at]?.item === item && isNear(top[at]?.score ?? 0, scores[at] ?? 0))) same += 1;
  }
  return `${same} of ${served.samples.length}`;
}

/** To a ten-thousandth of the score: other sums of the same numbers, in another order, may differ so much. */
const isNear = (score: number, wanted: number): boolean => Math.abs(score - wanted) <= 1e-4 * Math.max(1, Math.abs(wanted));

function artefactFor(way: Way): { served: Served; files: Files } {
  const read = folder === undefined ? undefined : readArtefact(folder);
  if (read && way === 'all networks and counts') return { served: read.manifest, files: read.files };
  const whole = read?.model ?? modelOfChance();
  const networks = way === 'counts alone' ? [] : way === 'one network and counts' ? whole.networks.slice(0, 1) : whole.networks;
  const { files, layout } = pack({ ...whole, networks }, bytesMax);
  const hashes = { network: hashOf(files.network), counts: hashOf(files.counts) };
  const scorer = makeScorer(
    { ...whole, networks: unpackNetworks(files.network, layout), counts: unpackCounts(files.counts, layout) },
    servingKernels(),
  );
  const samples = [[], [1], [3, 9, 4]].map((history) => {
    const top = scorer.top(history, 10);
    return { history, items: top.map(({ item }) => item), scores: top.map(({ score }) => score) };
  });
  return { served: { kind: 'next-item', version: 2, layout, hashes, samples }, files };
}

function modelOfChance() {
  const random = randomFrom(1);
  const shape = shapeFor(itemCount);
  const network = () => Float32Array.from({ length: weightCount(shape) }, () => normal(random) * 0.2);
  return {
    shape,
    networks: [network(), network()],
    counts: countSequences(sequencesOfChance(random), itemCount),
    blend: { weight: 3, power: 0.5 },
  };
}

/** As many and as long as those of the benchmark, popular items far more often. */
const sequencesOfChance = (random: Random): Int32Array[] =>
  Array.from({ length: 22_363 }, () =>
    Int32Array.from({ length: 3 + Math.floor(random.next() ** 3 * 20) }, () => Math.floor(random.next() ** 2 * itemCount)),
  );

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
