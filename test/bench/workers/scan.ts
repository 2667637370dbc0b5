/** One query over all vectors again and again, on each way in turn. Timed from outside: a worker's own clock stands still. */
import { tensorVectors } from '#test/harness/tensor-vectors.ts';
import { dimensions, unpacked } from '#worker/model/encode.ts';
import { vectorsMaker } from '#worker/model/nearest/load.ts';
import { plainVectors } from '#worker/model/nearest/plain.ts';
import type { Found } from '#worker/model/nearest/vectors.ts';
import { loadTensors } from '#worker/model/tf.ts';

type Way = 'kernel' | 'plain' | 'wasm' | 'cpu';
interface Scan {
  nearest: (query: Float32Array, count: number) => Found;
  dispose?: () => void;
  /** Both backends of TensorFlow.js live in one isolate here; the program has only ever one. */
  choose?: () => Promise<boolean>;
}
const scans = new Map<Way, Scan>();

export default {
  fetch: async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name: string): number => Number(searchParams.get(name));
    if (pathname === '/fill') {
      await fill(new Int8Array(await request.arrayBuffer()));
      return new Response('done');
    }
    const scan = scans.get(searchParams.get('way') as Way);
    await scan?.choose?.();
    const queries = asked(number('times'));
    let found: Found | undefined;
    for (const query of queries) found = scan?.nearest(query, number('count'));
    return Response.json([...(found?.rows ?? [])]);
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
    const { tf } = await loadTensors([way]);
    scans.set(way, { ...tensorVectors(tf, bytes, dimensions), choose: () => tf.setBackend(way) });
  }
}

function asked(count: number): Float32Array[] {
  let state = 1;
  return Array.from({ length: count }, () =>
    unpacked(
      Int8Array.from({ length: dimensions }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        return state >> 24;
      }),
    ),
  );
}
