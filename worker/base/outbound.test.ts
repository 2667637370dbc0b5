import { describe, expect, test } from 'vitest';
import { Refusal } from '#shared/errors.ts';
import type { Settings } from '../env.ts';
import { outboundUrl } from './outbound.ts';

const settings: Settings = {
  ENVIRONMENT: 'test',
  PUBLIC_ORIGIN: 'https://gloss.test',
  TOKEN_KEYS: 'k:'.padEnd(60, 'a'),
  SECRET_SEED: 'a'.repeat(43),
  LOCAL_HOSTS: 'localhost:8790,127.0.0.1:8791',
};

const loopback = `127.0.0.1 127.1 127.0.1 127.255.255.254 2130706433 0x7f000001 0x7f.0.0.1 0x7f.1 0177.0.0.1 017700000001 0177.1
  127.0.0.1. 127.0.0.01 0x7F.0x0.0x0.0x1 %31%32%37.0.0.1 １２７.0.0.1 ①②⑦.⓪.⓪.① 127。0。0。1 127．0．0．1 0 0.0.0.0 0x0
  [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::]`;
const metadata = `169.254.169.254 2852039166 0xa9fea9fe 0xa9.0xfe.0xa9.0xfe 0251.0376.0251.0376 025177524776 169.16689662 169.254.43518
  [::ffff:169.254.169.254] [::ffff:a9fe:a9fe] [fd00:ec2::254] 100.100.100.200 metadata metadata.google.internal instance-data.ec2.internal
  metadata.tencentyun.com 169.254.169.254.nip.io`;
const inner = `10.0.0.1 172.16.0.1 192.168.1.1 100.64.0.1 8.8.8.8 [fe80::1] [fc00::1] [2606:4700::1111] localhost LOCALHOST localhost. loc%61lhost
  ｌｏｃａｌｈｏｓｔ api.localhost printer.local db.internal router.lan intranet wiki.corp 7f000001.sslip.io lvh.me a.localtest.me`;
const spellings = [loopback, metadata, inner].flatMap((list) => list.trim().split(/\s+/));

describe('an address inside is refused in every spelling', () => {
  test('the table holds at least 60', () => expect(spellings.length).toBeGreaterThanOrEqual(60));
  test.each(spellings)('https://%s/', (host) => expect(refusalOf(`https://${host}/x`)).toBe('unprocessable'));
});

describe('an address outside the rule is refused', () => {
  test.each([
    ['plain http', 'http://shop.example/'],
    ['another scheme', 'ftp://shop.example/'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/plain,x'],
    ['a port', 'https://shop.example:8443/'],
    ['a user name', 'https://a@shop.example/'],
    ['a user name that looks like the host', 'https://shop.example@127.0.0.1/'],
    ['a backslash', 'https:/\\127.0.0.1/'],
    ['a tab in the scheme', 'ht\ttps://shop.example/'],
    ['a line break in the host', 'https://shop\n.example/'],
    ['no host', 'https://'],
    ['an empty label', 'https://shop..example/'],
    ['an underscore', 'https://shop_1.example/'],
    ['nothing', ''],
    ['a local host under another port', 'http://localhost:8789/'],
    ['a local host with the port hidden as user name', 'http://localhost:8790@10.0.0.1/'],
  ])('%s', (_, address) => expect(refusalOf(address)).toBe('unprocessable'));
});

describe('a public address is allowed', () => {
  test.each([
    ['a shop', 'https://shop.example/a?b=c', 'https://shop.example/a?b=c'],
    ['the port of https', 'https://shop.example:443/', 'https://shop.example/'],
    ['Chinese letters in their ASCII form', 'https://xn--fsqu00a.xn--fiqs8s/', 'https://xn--fsqu00a.xn--fiqs8s/'],
    ['a local host that the settings name', 'http://localhost:8790/', 'http://localhost:8790/'],
    ['a local address that the settings name', 'http://127.0.0.1:8791/', 'http://127.0.0.1:8791/'],
  ])('%s', (_, address, href) => expect(outboundUrl(settings, address).href).toBe(href));
});

function refusalOf(address: string): string {
  try {
    outboundUrl(settings, address);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'allowed';
}
