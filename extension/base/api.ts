/** The only place that speaks with the network, and only with the worker: no cookies but where a creator asks for their own figures, no referrer, no redirects, bounded time and size. */
import { toBase64 } from '#shared/base64.ts';
import { type Client, makeClient, type Send } from '#shared/client.ts';

const timeoutMs = 8_000;
const answerBytesMax = 256 * 1024;
const pictureBytesMax = 200 * 1024;
const pictureTypes = /^image\/(?:png|jpeg|webp|avif|gif)$/;

export interface Api {
  /** Says nothing of who asks. */
  call: Client;
  /** Says who is signed in at the worker in this browser: for a creator's own figures only. */
  signed: Client;
  /** A picture that the worker itself serves; anything else is not fetched, because no shop hears of a page view. */
  picture(address: string): Promise<{ base64: string; type: string } | undefined>;
}

export function makeApi(origin: string, fetchFrom: typeof fetch): Api {
  const always = { credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error' } as const;
  const sendWith =
    (credentials: 'omit' | 'include'): Send =>
    async ({ method, path, body }) => {
      const response = await fetchFrom(origin + path, {
        ...always,
        credentials,
        method,
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const bytes = await response.arrayBuffer();
      const json = async (): Promise<unknown> => {
        if (bytes.byteLength > answerBytesMax) throw new RangeError('the answer is larger than any of ours');
        return JSON.parse(new TextDecoder().decode(bytes));
      };
      return { status: response.status, json };
    };
  return {
    call: makeClient(sendWith('omit')),
    signed: makeClient(sendWith('include')),
    picture: async (address) => {
      if (URL.parse(address)?.origin !== origin) return undefined;
      const response = await fetchFrom(address, { ...always, signal: AbortSignal.timeout(timeoutMs) });
      const type = response.headers.get('content-type')?.split(';')[0] ?? '';
      if (!response.ok || !pictureTypes.test(type)) return undefined;
      const bytes = new Uint8Array(await response.arrayBuffer());
      return bytes.byteLength > pictureBytesMax ? undefined : { base64: toBase64(bytes), type };
    },
  };
}
