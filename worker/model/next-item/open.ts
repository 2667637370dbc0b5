/// <reference path="../wasm.d.ts" />
/** A next-item model from its files at the edge. What is damaged or missing is left out, and what is left serves. */
import { type Bytes, type Layout, unpackCounts, unpackNetworks } from './artefact.ts';
import { type GoesWith, goesWithByCounts, goesWithByNetwork } from './goes-with.ts';
import { makeScorer, type Scorer } from './score.ts';

/** What the manifest says to whoever serves. */
export interface Served {
  kind: 'next-item';
  version: 2;
  layout: Layout;
  /** SHA-256 of the two files, in hexadecimal. */
  hashes: { network: string; counts: string };
  /** Item rows asked, and the best items with their scores as the packed model gives them. */
  samples: { history: number[]; items: number[]; scores: number[] }[];
}

export interface Opened {
  scorer: Scorer;
  goesWith: GoesWith;
  serves: 'both' | 'counts only' | 'network only';
  /** Why a part does not serve, for the health page; undefined when all does. */
  reason: string | undefined;
}

/** Undefined when neither part can serve. The samples are run: networks that say other than in the training are left out. */
export async function openNextItem(
  { layout, hashes, samples }: Served,
  files: { network: Bytes | undefined; counts: Bytes | undefined },
): Promise<Opened | undefined> {
  const kernels = await loadKernels();
  const network = kernels
    ? await read('network', files.network, hashes.network, (bytes) => unpackNetworks(bytes, layout))
    : { value: undefined, reason: 'the kernels of the network do not start here' };
  const counts = await read('counts', files.counts, hashes.counts, (bytes) => unpackCounts(bytes, layout));
  const opened = (networks: readonly Float32Array[] | undefined, why: string | undefined): Opened | undefined => {
    if (!networks && !counts.value) return undefined;
    const { itemCount } = layout.shape;
    const model = { shape: layout.shape, networks: networks ?? [], counts: counts.value ?? nothingCounted(itemCount), blend: layout.blend };
    const scorer = makeScorer(model, kernels);
    return {
      scorer,
      goesWith: counts.value ? goesWithByCounts(scorer, counts.value) : goesWithByNetwork(scorer, itemCount),
      serves: model.networks.length === 0 ? 'counts only' : counts.value ? 'both' : 'network only',
      reason: [why, counts.reason].filter(Boolean).join('; ') || undefined,
    };
  };
  const all = opened(network.value, network.reason);
  if (all?.serves !== 'both' || samplesHold(all.scorer, samples)) return all;
  return opened(undefined, 'the networks do not say here what they said in the training');
}

/** Scores are compared to this share of themselves, or to as much where they are small. */
const sampleTolerance = 1e-4;

function samplesHold({ top }: Scorer, samples: Served['samples']): boolean {
  return samples.every(({ history, items, scores }) => {
    const said = top(history, items.length);
    return items.every((item, place) => {
      const wanted = scores[place] ?? Number.NaN;
      const score = said[place]?.score ?? Number.NaN;
      return said[place]?.item === item && Math.abs(score - wanted) <= sampleTolerance * Math.max(1, Math.abs(wanted));
    });
  });
}

async function loadKernels(): Promise<WebAssembly.Module | undefined> {
  try {
    const { default: kernels } = await import('./kernels/kernel.wasm');
    return kernels;
  } catch {
    return undefined;
  }
}

/** A file that is what the manifest says, unpacked. */
async function read<Value>(
  name: string,
  bytes: Bytes | undefined,
  hash: string,
  unpack: (bytes: Bytes) => Value,
): Promise<{ value: Value | undefined; reason?: string }> {
  if (bytes === undefined) return { value: undefined, reason: `the ${name} file is missing` };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const own = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (own !== hash) return { value: undefined, reason: `the ${name} file is not the manifest's` };
  try {
    return { value: unpack(bytes) };
  } catch {
    return { value: undefined, reason: `the ${name} file is not laid out as the manifest says` };
  }
}

/** Nothing follows anything. */
const nothingCounted = (itemCount: number) => ({
  itemCount,
  rowStart: new Int32Array(itemCount + 1),
  column: new Int32Array(),
  weight: new Float32Array(),
  popularity: new Float32Array(itemCount),
});
