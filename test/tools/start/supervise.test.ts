import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { choosePorts } from './ports.ts';
import { members, signalGroup } from './processes.ts';
import { backOffMs, type Service, type ServiceSpec, startService } from './supervise.ts';

let place = '';
let service: Service | undefined;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'service-'));
});
afterEach(async () => {
  await service?.stop();
  service = undefined;
  rmSync(place, { recursive: true });
});

const answers = `
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
const [port, lives] = process.argv.slice(2);
appendFileSync(lives, 'life ');
spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
createServer((request, response) => {
  if (request.url === '/hang') for (;;);
  response.end('ok');
}).listen(Number(port), '127.0.0.1');`;

async function aService(code: string, more: Partial<ServiceSpec> = {}): Promise<{ origin: string; lives: () => string }> {
  const [script, lives] = [path.join(place, 'service.mjs'), path.join(place, 'lives')];
  writeFileSync(script, code);
  const { port } = await choosePorts({ port: 0 });
  const origin = `http://127.0.0.1:${port}`;
  const logFile = path.join(place, 'log');
  service = await startService({ name: 'it', script, args: [String(port), lives], healthUrl: `${origin}/`, logFile, ...more });
  return { origin, lives: () => readFileSync(lives, 'utf8') };
}

const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 1000 && !(await holds()); tries++) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(await holds()).toBe(true);
};

test('a service that is killed lives again, without what it left behind', async () => {
  const reasons: string[] = [];
  const { origin, lives } = await aService(answers, { onRestart: (reason) => reasons.push(reason) });
  const group = service?.group() ?? 0;
  await until(() => members(group).length === 2);
  process.kill(group, 'SIGKILL');
  await until(() => lives() === 'life life ');
  expect(members(group)).toEqual([]);
  await until(async () => (await fetch(origin).catch(() => undefined))?.ok === true);
  expect(reasons).toEqual(['ended by SIGKILL']);
});

test('a service that hangs is ended and lives again', async () => {
  const { origin, lives } = await aService(answers, { probeTimeoutMs: 300 });
  fetch(`${origin}/hang`).catch(() => undefined);
  await until(() => lives() === 'life life ');
  await until(async () => (await fetch(origin).catch(() => undefined))?.ok === true);
  expect(service?.restarts()).toBe(1);
});

test('stopping a service leaves none of its processes', async () => {
  await aService(answers);
  const group = service?.group() ?? 0;
  await until(() => members(group).length === 2);
  await service?.stop();
  expect(members(group)).toEqual([]);
  expect(service?.group()).toBeUndefined();
});

test('a service that cannot start says why in its own words, or where its log is', async () => {
  const says = `process.send({ failed: 'The databases are damaged.' }, () => process.exit(1));`;
  await expect(aService(says)).rejects.toThrow('The databases are damaged.');
  await expect(aService('process.exit(3);')).rejects.toThrow(/it did not start \(ended with code 3\)\. Its log: .*log/);
});

test('settings come by message and are in no process list', async () => {
  const takes = `process.once('message', ({ secret }) => { if (secret === 'apple') { ${answers.replaceAll(/import .*\n/g, '')} process.send({ ready: true }); } });`;
  const imports = [...answers.matchAll(/import .*\n/g)].join('');
  await aService(imports + takes, { settings: { secret: 'apple' } });
  const lines = members(service?.group() ?? 0);
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toContain('apple');
});

test.each([
  [0, 0],
  [1, 0],
  [2, 1000],
  [3, 2000],
  [6, 16_000],
  [7, 30_000],
  [60, 30_000],
])('after %i quick failures the next start waits %i ms', (failures, ms) => {
  expect(backOffMs(failures)).toBe(ms);
});

test('a signal to a group that is gone does nothing', async () => {
  await aService(answers);
  const group = service?.group() ?? 0;
  await service?.stop();
  expect(() => signalGroup(group, 'SIGTERM')).not.toThrow();
});
