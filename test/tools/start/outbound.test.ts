import { createServer, type RequestListener, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isInner, outboundHandler, publicLookup } from './outbound.ts';

test.each(
  '127.0.0.1 127.8.9.1 0.0.0.0 10.1.2.3 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1 224.0.0.1 255.255.255.255 ::1 :: ::ffff:127.0.0.1 ::ffff:a9fe:a9fe 64:ff9b::7f00:1 fc00::1 fd00:ec2::254 fe80::1 2002:7f00:1::'.split(
    ' ',
  ),
)('%s lies inside', (address) => expect(isInner(address)).toBe(true));

test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '100.128.0.1', '223.255.255.255', '2606:4700::1111', '::ffff:8.8.8.8'])(
  '%s lies outside',
  (address) => expect(isInner(address)).toBe(false),
);

test('a name that leads inside is not reached, however it is asked for', async () => {
  const asked = (options: object) =>
    new Promise((done) => {
      publicLookup('localhost', options, (error) => done(error?.message));
    });
  expect(await asked({})).toBe('localhost leads inside');
  expect(await asked({ all: true })).toBe('localhost leads inside');
});

describe('of what the worker asks for', () => {
  const open: Server[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });
  const listen = (answer: RequestListener): Promise<number> =>
    new Promise((resolve) => {
      const server = createServer(answer).listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
      open.push(server);
    });

  test('the demo is reached with method, headers and body, and nothing else on this machine is', async () => {
    const shop = await listen((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () =>
        response.writeHead(302, { location: '/there' }).end(`${request.method} ${request.url} ${request.headers['x-a']} ${body}`),
      );
    });
    const proxy = await listen(outboundHandler([`127.0.0.1:${shop}`]));
    const ask = (host: string): Promise<string> =>
      new Promise((resolve) => {
        const asked = request({ port: proxy, method: 'POST', path: '/hooks?x=1', headers: { host, 'x-a': 'b' } }, (answer) => {
          let text = `${answer.statusCode} `;
          answer.on('data', (chunk: Buffer) => {
            text += chunk.toString();
          });
          answer.on('end', () => resolve(text));
        });
        asked.on('error', () => resolve('broken off'));
        asked.end('body');
      });
    expect(await ask(`127.0.0.1:${shop}`)).toBe('302 POST /hooks?x=1 b body');
    for (const host of ['127.0.0.1', `127.0.0.1:${proxy}`, '[::1]', 'localhost', '169.254.169.254', '[::ffff:7f00:1]', ''])
      expect([host, await ask(host)]).toEqual([host, 'broken off']);
  });
});
