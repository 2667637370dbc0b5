/** One query over all vectors again and again, on each way in turn. Timed from outside: a worker's own clock stands still. */
import { askedVectors } from '#test/bench/rank/vectors.ts';
import { onBackend } from '#test/harness/tensor-backends.ts';
import { tensorVectors } from '#test/harness/tensor-vectors.ts';
import { dimensions } from '#worker/model/encode.ts';
import { vectorsMaker } from '#worker/model/nearest/load.ts';
import { plainVectors } from '#worker/model/nearest/plain.ts';
import type { Found } from '#worker/model/nearest/vectors.ts';

type Way = 'kernel' | 'plain' | 'wasm' | 'cpu';
interface Scan {
  nearest: (query: Float32Array, count: number) => Found;
  dispose?: () => void;
  /** Both backends of TensorFlow.js live in one isolate here; the program has only ever one. */
  choose?: () => Promise<unknown>;
}
const scans = new Map<Way, Scan>();
const queries = askedVectors(24);
const pieces: Int8Array[] = [];

export default {
  fetch: async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name: string): number => Number(searchParams.get(name));
    if (pathname === '/begin') pieces.length = 0;
    if (pathname === '/add') pieces.push(new Int8Array(await request.arrayBuffer()));
    if (pathname === '/fill') await fill(joined(pieces.splice(0)));
    if (pathname !== '/scan') return Response.json('done');
    const scan = scans.get(searchParams.get('way') as Way);
    await scan?.choose?.();
    let found: (Found | undefined)[] = [];
    for (let time = 0; time < number('times'); time++) found = queries.map((query) => scan?.nearest(query, number('count')));
    return Response.json(found.map((one) => [...(one?.rows ?? [])]));
  },
};

async function fill(bytes: Int8Array): Promise<void> {
  for (const scan of scans.values()) scan.dispose?.();
  scans.clear();
  for (const [way, vectors] of [
    ['kernel', (await vectorsMaker())()],
    ['plain', plainVectors(dimensions)],
  ] as const) {
    vectors.append(bytes);
    scans.set(way, vectors);
  }
  for (const way of ['wasm', 'cpu'] as const) {
    scans.set(way, { ...tensorVectors(await onBackend(way), bytes, dimensions), choose: () => onBackend(way) });
  }
}

function joined(parts: readonly Int8Array[]): Int8Array {
  const all = new Int8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
