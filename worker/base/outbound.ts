/**
 * The one door through which the program reaches an address that a caller named: https, public host names only, each redirect checked again.
 * Names are not resolved here (workers cannot): in the cloud `fetch` itself reaches public addresses only (`global_fetch_strictly_public`);
 * on one machine every request passes a program that resolves the name and refuses what lies inside.
 */
import { plainHttpsUrl } from '#shared/address.ts';
import { fail } from '#shared/errors.ts';
import { secondMs } from '#shared/time.ts';
import { isLocalHost, type Settings } from '../env.ts';

const redirectsMax = 3;
const timeoutMs = 10 * secondMs;

export interface OutboundAnswer {
  status: number;
  /** Where it was found after redirects. */
  url: URL;
  body: Uint8Array;
}

/** The address, if the program may reach it. Plain http, ports and local names only for hosts of the setting LOCAL_HOSTS. */
export function outboundUrl(settings: Settings, address: string): URL {
  const url = plainHttpsUrl(address, { localHosts: settings.LOCAL_HOSTS.split(',') });
  if (!url) return fail('unprocessable', 'This address cannot be reached from here: it must begin with https:// and a public host name.');
  if (isLocalHost(settings, url.host)) return url;
  if (url.port) fail('unprocessable', 'The address may not name a port.');
  const problem = hostProblem(url.hostname);
  if (problem) fail('unprocessable', `${url.hostname} cannot be reached from here: ${problem}.`, { host: url.hostname });
  return url;
}

/**
 * Reads one address. Follows at most three redirects, and only where `mayFollow` agrees; takes 10 s and `bytesMax` at most.
 * Whatever goes wrong outside is refused as `unprocessable` with what to do about it.
 */
export async function fetchOutbound(
  settings: Settings,
  { address, bytesMax, mayFollow }: { address: string; bytesMax: number; mayFollow: (to: URL) => boolean },
): Promise<OutboundAnswer> {
  const signal = AbortSignal.timeout(timeoutMs);
  let url = outboundUrl(settings, address);
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const answer = await fetch(url, { redirect: 'manual', signal, headers: { 'User-Agent': `Gloss (+${settings.PUBLIC_ORIGIN})` } }).catch(
      () => fail('unprocessable', `${url.host} did not answer within ${timeoutMs / secondMs} s.`, { host: url.host }),
    );
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
    if (location === null) return { status: answer.status, url, body: await readUpTo(answer, bytesMax, url.host) };
    await answer.body?.cancel();
    const next = outboundUrl(settings, URL.parse(location, url.href)?.href ?? '');
    if (!mayFollow(next)) fail('unprocessable', `${url.host} redirects to another host.`, { host: url.host });
    url = next;
  }
  return fail('unprocessable', `${url.host} redirects more than ${redirectsMax} times.`, { host: url.host });
}

const answerStartMs = 2 * secondMs;

export type Posted = { status: number; retryAfter: string | null; start: string } | { silent: 'timeout' | 'unreachable' };

/**
 * Sends to one address, which is judged again each time; no redirect is followed. Of the answer only the beginning is read, and only for a
 * moment: whatever the other side sends, or never stops sending, the status it began with counts.
 */
export async function postOutbound(settings: Settings, { address, headers, body, timeoutMs, startBytes }: Posting): Promise<Posted> {
  const url = outboundUrl(settings, address);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const sent = { ...headers, 'User-Agent': `Gloss (+${settings.PUBLIC_ORIGIN})` };
    const answer = await fetch(url, { method: 'POST', redirect: 'manual', signal, headers: sent, body });
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), start: await startOf(answer, startBytes) };
  } catch {
    return { silent: signal.aborted ? 'timeout' : 'unreachable' };
  }
}
interface Posting {
  address: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  timeoutMs: number;
  startBytes: number;
}

async function startOf(answer: Response, bytesMax: number): Promise<string> {
  const reader = (answer.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  const patience = scheduler.wait(answerStartMs).then(() => undefined);
  try {
    while (size < bytesMax) {
      const next = await Promise.race([reader.read(), patience]);
      if (!next || next.done) break;
      size += next.value.byteLength;
      text += decoder.decode(next.value.subarray(0, Math.max(0, bytesMax - size + next.value.byteLength)), { stream: true });
    }
  } catch {
    return text;
  } finally {
    reader.cancel().catch(() => undefined);
  }
  return text;
}

async function readUpTo(answer: Response, bytesMax: number, host: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > bytesMax) break;
      chunks.push(chunk);
    }
  } catch {
    return fail('unprocessable', `${host} broke off in the middle of its answer.`, { host });
  }
  if (size > bytesMax) fail('unprocessable', `${host} sent more than ${bytesMax} bytes.`, { host, bytesMax });
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  return body;
}

/** Why a public-looking name leads inside; undefined when it does not. IP addresses and single names were refused as not plain. */
function hostProblem(hostname: string): string | undefined {
  const ending = hostname.split('.').at(-1) ?? '';
  if (localEndings.has(ending)) return `names under .${ending} are local`;
  const inner = innerNames.find((name) => hostname === name || hostname.endsWith(`.${name}`));
  return inner && `${inner} leads inside`;
}

const localEndings: ReadonlySet<string> = new Set(
  'localhost local localdomain internal intranet lan home corp private onion arpa invalid'.split(' '),
);
/** Metadata services under public names, and names that resolve to whatever address they contain or to this machine. */
const innerNames: readonly string[] = [
  'metadata.tencentyun.com',
  'metadata.platformequinix.com',
  'metadata.packet.net',
  'metadata.azure.com',
  'nip.io',
  'sslip.io',
  'xip.io',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
];
