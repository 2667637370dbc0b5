/** Answers histories with a next-item model that was sent to it. Timed from outside: a worker's own clock stands still. */
import { type Opened, openNextItem, type Served } from '#worker/model/next-item/open.ts';

let served: Served | undefined;
const files: { network: Uint8Array<ArrayBuffer> | undefined; counts: Uint8Array<ArrayBuffer> | undefined } = {
  network: undefined,
  counts: undefined,
};
let opened: Opened | undefined;

export default {
  fetch: async (request: Request): Promise<Response> => {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/manifest') served = await request.json();
    else if (pathname === '/network' || pathname === '/counts')
      files[pathname.slice(1) as keyof typeof files] = new Uint8Array(await request.arrayBuffer());
    else if (pathname === '/open') opened = served && (await openNextItem(served, files));
    else return Response.json(answered(Number(searchParams.get('times')), searchParams.get('history') ?? ''));
    return Response.json(opened?.serves ?? 'nothing');
  },
};

function answered(times: number, text: string): unknown {
  const history = text === '' ? [] : text.split('.').map(Number);
  let top: unknown = [];
  for (let time = 0; time < times; time++) top = opened?.scorer.top(history, 20);
  return top;
}
