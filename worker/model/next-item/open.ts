/// <reference path="../wasm.d.ts" />
/** A next-item model from its files at the edge. What is damaged or missing is left out, and what is left serves. */
import { type Bytes, type Layout, unpackCounts, unpackNetworks } from './artefact.ts';
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
  serves: 'both' | 'counts only' | 'network only';
  /** Why a part does not serve, for the health page; undefined when all does. */
  reason: string | undefined;
}

/** Undefined when neither part can serve. */
export async function openNextItem(
  { layout, hashes }: Served,
  files: { network: Bytes | undefined; counts: Bytes | undefined },
): Promise<Opened | undefined> {
  const kernels = await loadKernels();
  const network = kernels
    ? await whole('network', files.network, hashes.network)
    : { bytes: undefined, reason: 'the kernels of the network do not start here' };
  const counts = await whole('counts', files.counts, hashes.counts);
  if (!network.bytes && !counts.bytes) return undefined;
  const model = {
    shape: layout.shape,
    networks: network.bytes ? unpackNetworks(network.bytes, layout) : [],
    counts: counts.bytes ? unpackCounts(counts.bytes, layout) : nothingCounted(layout.shape.itemCount),
    blend: layout.blend,
  };
  return {
    scorer: makeScorer(model, kernels),
    serves: network.bytes ? (counts.bytes ? 'both' : 'network only') : 'counts only',
    reason: [network.reason, counts.reason].filter(Boolean).join('; ') || undefined,
  };
}

async function loadKernels(): Promise<WebAssembly.Module | undefined> {
  try {
    const { default: kernels } = await import('./kernels/kernel.wasm');
    return kernels;
  } catch {
    return undefined;
  }
}

async function whole(name: string, bytes: Bytes | undefined, hash: string): Promise<{ bytes: Bytes | undefined; reason?: string }> {
  if (bytes === undefined) return { bytes, reason: `the ${name} file is missing` };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const own = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return own === hash ? { bytes } : { bytes: undefined, reason: `the ${name} file is not the manifest's` };
}

/** Nothing follows anything. */
const nothingCounted = (itemCount: number) => ({
  itemCount,
  rowStart: new Int32Array(itemCount + 1),
  column: new Int32Array(),
  weight: new Float32Array(),
  popularity: new Float32Array(itemCount),
});
