/**
 * What the worker on this machine may reach: public addresses, and the ports of the demo beside it. Names are resolved here, and the address
 * that was judged is the one that is spoken to; in the cloud the platform does this.
 */
import { lookup } from 'node:dns';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { pipeline } from 'node:stream';

const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, bits, 'ipv6');

export const isInner = (address: string): boolean => inner.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Of a name's addresses, none may lie inside. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const judged = error ?? (addresses.some(({ address }) => isInner(address)) ? new Error(`${hostname} leads inside`) : null);
    if (options.all || judged) return done(judged, judged ? [] : addresses);
    const [first] = addresses;
    return done(null, first?.address ?? '', first?.family);
  });
};

/** @param localHosts `host:port` of the demo, reached over plain http */
export function outboundHandler(localHosts: readonly string[]): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const { 'mf-custom-node-service': _service, host = '', connection: _connection, ...headers } = request.headers;
    const isLocal = localHosts.includes(host);
    // The scheme does not come with it: the worker speaks plain http to the demo only.
    const url = URL.parse(request.url ?? '', `${isLocal ? 'http' : 'https'}://${host}`);
    const bare = url?.hostname.replace(/^\[|\]$/g, '') ?? '';
    // A connection that breaks is what the worker sees of an address that cannot be reached.
    const refuse = (): void => void request.socket.destroy();
    if (!url || (!isLocal && isIP(bare) !== 0 && isInner(bare))) return refuse();
    const { request: begin } = url.protocol === 'https:' ? https : http;
    const out = begin(url, { method: request.method, headers, ...(isLocal ? {} : { lookup: publicLookup }) }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, response, () => undefined);
    });
    out.on('error', refuse);
    response.on('close', () => out.destroy());
    pipeline(request, out, () => undefined);
  };
}
