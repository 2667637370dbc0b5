/** Answers histories with a next-item model that was sent to it. Timed from outside: a worker's own clock stands still. */
import { onBackend, type TensorBackend } from '#test/harness/tensor-backends.ts';
import { tensorVoices } from '#test/harness/tensor-next-item.ts';
import { unpackCounts, unpackNetworks } from '#worker/model/next-item/artefact.ts';
import { openNextItem, type Served } from '#worker/model/next-item/open.ts';
import { type Scorer, scorerWith } from '#worker/model/next-item/score.ts';

let served: Served | undefined;
const files: { network: Uint8Array<ArrayBuffer> | undefined; counts: Uint8Array<ArrayBuffer> | undefined } = {
  network: undefined,
  counts: undefined,
};
let scorer: Scorer | undefined;

export default {
  fetch: async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/manifest') served = await request.json();
    else if (pathname === '/network' || pathname === '/counts')
      files[pathname.slice(1) as keyof typeof files] = new Uint8Array(await request.arrayBuffer());
    else if (pathname === '/open') scorer = await opened(searchParams.get('on'));
    else return Response.json(answered(Number(searchParams.get('times')), searchParams.get('history') ?? ''));
    return Response.json(scorer ? 'open' : 'nothing');
  },
};

/** On our own kernels, as the program does it, or with the networks on a backend of TensorFlow.js and the rest as it is. */
async function opened(on: string | null): Promise<Scorer | undefined> {
  if (!served) return undefined;
  if (on === 'kernels') return (await openNextItem(served, files))?.scorer;
  if (!files.network || !files.counts) return undefined;
  const { layout } = served;
  const tf = await onBackend(on as TensorBackend);
  const voices = tensorVoices(tf, unpackNetworks(files.network, layout), layout.shape);
  const model = { shape: layout.shape, counts: unpackCounts(files.counts, layout), blend: layout.blend };
  return scorerWith(model, (history) => voices(Array.from(history)));
}

function answered(times: number, text: string): unknown {
  const history = text === '' ? [] : text.split('.').map(Number);
  let top: unknown = [];
  for (let time = 0; time < times; time++) top = scorer?.top(history, 20);
  return top;
}
