/** One query over all vectors again and again, on each of the three ways in turn. Timed from outside: a worker's own clock stands still. */
import { dimensions } from '#worker/model/encode.ts';
import { blockRows, plainScan, type Scan, tensorScan } from '#worker/model/scan.ts';
import { loadTensors } from '#worker/model/tf.ts';

type Way = Scan['backend'];
const scans = new Map<Way, Scan>();
/** Both backends live in one isolate here; the program has only ever one. */
const choose = new Map<Way, () => Promise<void>>();
const nearest = 200;

export default {
  fetch: async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    const number = (name: string): number => Number(searchParams.get(name));
    if (pathname === '/fill') await fill(number('rows'));
    else await scan(searchParams.get('way') as Way, number('times'));
    return new Response('done');
  },
};

async function fill(rows: number): Promise<void> {
  for (const scan of scans.values()) scan.dispose();
  scans.clear();
  scans.set('plain', filled(plainScan(), rows));
  for (const way of ['wasm', 'cpu'] as const) {
    const { tf, backend } = await loadTensors([way]);
    const scan = filled(tensorScan(tf, backend), rows);
    scans.set(way, scan);
    choose.set(way, async () => void (await tf.setBackend(way)));
  }
}

function filled(scan: Scan, rows: number): Scan {
  for (let at = 0; at * blockRows < rows; at++) scan.setBlock(at, vectors(Math.min(blockRows, rows - at * blockRows), at + 1));
  return scan;
}

async function scan(way: Way, times: number): Promise<void> {
  await choose.get(way)?.();
  const wanted = Int32Array.from({ length: 150 }, (_, at) => at);
  for (let time = 0; time < times; time++) scans.get(way)?.scan(vectors(1, time + 1), nearest, wanted);
}

function vectors(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count * dimensions }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) / 4;
  });
}
