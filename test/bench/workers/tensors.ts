/** Does one piece of the ranking's work again and again, in plain arithmetic or on a backend of TensorFlow.js. Timed from outside. */
import { probabilityOf } from '#shared/ranking/model.ts';
import { chance, makePages, makeProducts } from '#test/bench/rank/catalogue.ts';
import { onBackend } from '#test/harness/tensor-backends.ts';
import { tensorTower } from '#test/harness/tensor-tower.ts';
import { encode } from '#worker/model/encode.ts';
import { wordsIn } from '#worker/model/read-words.ts';
import { shippedModel } from '#worker/model/score.ts';
import { tensorNetwork } from '#worker/model/tensor-network.ts';
import { shippedTower } from '#worker/model/tower.ts';

type Piece = 'network of 3' | 'network of 48' | 'tower';
type Way = 'plain' | 'cpu' | 'wasm';

const random = chance(3);
const rowsOf = (count: number): number[][] =>
  Array.from({ length: count }, () => shippedModel.features.map(() => Math.round(random() * 1000) / 1000));
const rows = { 'network of 3': rowsOf(3), 'network of 48': rowsOf(48) };
const products = makeProducts({ count: 1000, host: 'shop.bench.example', seed: 1 });
const pages = makePages({ products, count: 24, seed: 2 }).map(({ title = '', text = '' }) => [
  { words: wordsIn(title, 80), weight: 3 },
  { words: wordsIn(text, 5000), weight: 0.3 },
]);

export default {
  fetch: async (request: Request): Promise<Response> => {
    const { searchParams } = new URL(request.url);
    const [piece, way, times] = [searchParams.get('piece') as Piece, searchParams.get('way') as Way, Number(searchParams.get('times'))];
    const work = await workOf(piece, way);
    let sum = 0;
    for (let time = 0; time < times; time++) sum += work(time);
    return Response.json(sum);
  },
};

async function workOf(piece: Piece, way: Way): Promise<(time: number) => number> {
  const tf = way === 'plain' ? undefined : await onBackend(way);
  if (piece === 'tower') {
    const place = tf ? tensorTower(tf, shippedTower()).encode : encode;
    return (time) => place(pages[time % pages.length] ?? [])[0] ?? 0;
  }
  const values = rows[piece];
  if (!tf) return () => values.map((row) => probabilityOf(row, shippedModel))[0] ?? 0;
  const network = tensorNetwork(tf, shippedModel);
  return () => network.run(values)[0] ?? 0;
}
