/** What parts of the ranking cost in plain arithmetic and on the backends of TensorFlow.js, in workerd. */
import path from 'node:path';
import { createTestHarness } from 'wrangler';
import type { Table } from './main.ts';
import { ownWorkerds, processorMs } from './processor.ts';
import { median } from './rank/numbers.ts';

const pieces = ['network of 3', 'network of 48', 'tower'] as const;
const ways = ['plain', 'cpu', 'wasm'] as const;
const rounds = 9;
const times = { 'network of 3': 1000, 'network of 48': 300, tower: 100 } as const;

export async function run(): Promise<Table[]> {
  const server = createTestHarness({ workers: [{ configPath: path.join(import.meta.dirname, 'workers/tensors.jsonc') }] });
  const { url } = await server.listen();
  const ask = async (query: Record<string, string>): Promise<number> => {
    const answer = await fetch(new URL(`/?${new URLSearchParams(query)}`, url));
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    return (await answer.json()) as number;
  };
  try {
    const pids = ownWorkerds();
    const cost = async (piece: (typeof pieces)[number], way: string, count: number): Promise<number> => {
      const before = processorMs(pids);
      await ask({ piece, way, times: String(count) });
      return processorMs(pids) - before;
    };
    const rows: Table['rows'] = [];
    for (const piece of pieces) {
      const taken: Record<(typeof ways)[number], number[]> = { plain: [], cpu: [], wasm: [] };
      for (const way of ways) await cost(piece, way, times[piece]);
      for (let round = 0; round < rounds; round++)
        for (const way of ways) taken[way].push(((await cost(piece, way, times[piece])) - (await cost(piece, way, 0))) / times[piece]);
      const [plain, cpu, wasm] = ways.map((way) => median(taken[way])) as [number, number, number];
      rows.push([piece, ...[plain, cpu, wasm].map((ms) => (ms * 1000).toFixed(1)), (cpu / plain).toFixed(1), (wasm / cpu).toFixed(1)]);
    }
    return [
      {
        title: 'Parts of the ranking on TensorFlow.js (workerd, microseconds of processor)',
        note: `Medians of ${rounds} rounds, ways in turn. The shipped version's network for so many products; the text tower for a page of up to 5,000 characters, on our side with words met before, on the other with its table kept as a tensor.`,
        columns: ['part', 'plain', 'tfjs cpu', 'tfjs wasm', 'cpu/plain', 'wasm/cpu'],
        rows,
      },
    ];
  } finally {
    await server.close();
  }
}
