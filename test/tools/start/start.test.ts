import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import { readJson, takeFolder, writeJson } from './folder.ts';
import { parseOptions } from './options.ts';
import { choosePorts } from './ports.ts';
import { ensureSecrets } from './secrets.ts';

let place = '';
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'start-'));
});
afterEach(() => rmSync(place, { recursive: true }));

test.each([
  [[], { browser: false, data: '.data', ports: {}, help: false }],
  [['--browser', '--port', '9000', '--data', '/x'], { browser: true, data: '/x', ports: { worker: 9000 }, help: false }],
  [['-h'], { browser: false, data: '.data', ports: {}, help: true }],
])('options %j', (args, options) => {
  expect(parseOptions(args)).toEqual(options);
});

test.each([[['--port', '80']], [['--port', '70000']], [['--port', 'http']], [['--browsr']], [['extra']]])(
  'options that are wrong are said to be: %j',
  (args) => {
    expect(parseOptions(args)).toBeTypeOf('string');
  },
);

test('a hash of sources changes with content and names, and not with tests', () => {
  const write = (name: string, text: string) => writeFileSync(path.join(place, name), text);
  mkdirSync(path.join(place, 'src'));
  write('src/a.ts', '1');
  const first = contentHash(place, ['src', 'missing']);
  write('src/a.test.ts', '2');
  expect(contentHash(place, ['src', 'missing'])).toBe(first);
  write('src/b.ts', '');
  const second = contentHash(place, ['src']);
  expect(second).not.toBe(first);
  expect(contentHash(place, ['src'], { except: ['src/b.ts'] })).toBe(first);
  write('src/a.ts', '3');
  expect(contentHash(place, ['src'])).not.toBe(second);
  expect(contentHash(place, ['src'], { also: 'origin' })).not.toBe(contentHash(place, ['src']));
});

test('a taken port is passed over, and no port is given twice', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const taken = (server.address() as AddressInfo).port;
  const ports = await choosePorts({ one: taken, two: taken + 1, three: 0, four: 0 });
  server.close();
  expect(ports.one).not.toBe(taken);
  expect(new Set(Object.values(ports)).size).toBe(4);
});

test('a folder is used by one at a time, and is free again afterwards', () => {
  const folder = takeFolder(place);
  folder.remember([], 'http://127.0.0.1:1');
  expect(() => takeFolder(place)).toThrow(`Gloss already runs on ${place} (process ${process.pid}, http://127.0.0.1:1)`);
  folder.release();
  takeFolder(place).release();
});

test('a place that is a file is said to be one', () => {
  writeFileSync(path.join(place, 'file'), '');
  expect(() => takeFolder(path.join(place, 'file'))).toThrow('is a file, and a folder is needed there');
});

test('a place in a folder that does not exist is said to be one', () => {
  expect(() => takeFolder(path.join(place, 'missing/folder'))).toThrow('the folder above it does not exist');
});

test('secrets are made once, readable by their owner only, and differ between worlds', () => {
  const folder = takeFolder(path.join(place, 'one'));
  const secrets = ensureSecrets(folder);
  expect(ensureSecrets(folder)).toEqual(secrets);
  expect(statSync(folder.at('secrets.json')).mode & 0o777).toBe(0o600);
  const other = takeFolder(path.join(place, 'two'));
  expect(ensureSecrets(other)).not.toEqual(secrets);
  for (const one of [folder, other]) one.release();
});

test.each([
  ['not JSON', '{"tokenKeys', 'is damaged: it is not JSON'],
  ['lacking keys', '{"tokenKeys":"k1:abc"}', 'is damaged: it lacks its keys'],
])('secrets that are %s are not replaced', (_label, text, sentence) => {
  const folder = takeFolder(place);
  writeFileSync(folder.at('secrets.json'), text);
  expect(() => ensureSecrets(folder)).toThrow(sentence);
  folder.release();
});

test('databases without their secrets are not given new ones', () => {
  const folder = takeFolder(place);
  mkdirSync(folder.at('state'));
  expect(() => ensureSecrets(folder)).toThrow('is missing, but its databases are there');
  folder.release();
});

test('JSON is written whole and read back; nothing is undefined', () => {
  const file = path.join(place, 'x.json');
  expect(readJson(file)).toBeUndefined();
  writeJson(file, { a: 1 });
  expect(readJson(file)).toEqual({ a: 1 });
});
