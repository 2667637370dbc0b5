/** The bundled worker on workerd with its databases on disk, and what it takes of processor and memory, seen from outside. */
import { fork, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as accounts from '#shared/contracts/accounts.ts';
import { importBatchMax, importProducts } from '#shared/contracts/catalogue.ts';
import { confirmed, type Session, signIn, signInLink } from '#test/harness/seed/callers.ts';
import type { RuntimeSettings } from '#test/tools/start/runtime.ts';
import { cpuMsOf, residentBytesOf, workerdOf } from './processor.ts';

const tools = path.resolve(import.meta.dirname, '../../tools/start');
export const operatorEmail = 'operator@bench.example';
export const shopHost = 'shop.bench.example';

export interface Server {
  origin: string;
  /** Milliseconds of processor that workerd has used so far. */
  cpuMs: () => number;
  /** Memory that workerd holds now, in bytes. */
  residentBytes: () => number;
  /** Resolves when it has nothing more to do. */
  settled: () => Promise<void>;
  stop: () => Promise<void>;
}

export function bundleInto(folder: string): void {
  // The settings name this folder, whether or not the console was built.
  mkdirSync(path.join(tools, '../../../.output/console'), { recursive: true });
  const made = spawnSync(process.execPath, [path.join(tools, 'bundle.ts'), folder], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the worker could not be bundled: ${made.stdout}${made.stderr}`);
}

export async function startServer({ bundleDir, dataDir, port }: { bundleDir: string; dataDir: string; port: number }): Promise<Server> {
  const origin = `http://127.0.0.1:${port}`;
  const child = fork(path.join(tools, 'runtime.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const secret = Buffer.alloc(32, 'bench').toString('base64url');
  const bindings = {
    ENVIRONMENT: 'local',
    PUBLIC_ORIGIN: origin,
    TOKEN_KEYS: `k1:${secret}`,
    SECRET_SEED: secret,
    OPERATOR_EMAIL: operatorEmail,
  };
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: { ready?: boolean; failed?: string }) => (message.ready ? resolve() : reject(new Error(message.failed))));
    child.once('exit', (code) => reject(new Error(`the runtime ended with ${code}`)));
  });
  // No console is asked for: any folder does.
  const settings: RuntimeSettings = { bundleDir, consoleDir: bundleDir, dataDir, port, bindings };
  child.send(settings);
  await ready;
  const pid = workerdOf(child.pid ?? -1);
  const cpuMs = (): number => cpuMsOf(pid);
  return {
    origin,
    cpuMs,
    settled: async () => {
      for (let before = -1; cpuMs() > before + 10; await sleep(500)) before = cpuMs();
    },
    residentBytes: () => residentBytesOf(pid),
    stop: async () => {
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** A brand with a verified domain. */
export async function makeBrand(origin: string): Promise<Session> {
  const brand = await signIn(origin, { kind: 'brand', name: 'Bench', email: 'bench@bench.example' });
  const { id } = await brand(accounts.addDomain, { host: shopHost });
  const operator = await confirmed(origin, await signInLink(origin, operatorEmail));
  await operator(accounts.approveDomain, { domainId: id, reason: 'for a measurement' });
  return brand;
}

export async function importAll(brand: Session, rows: readonly unknown[]): Promise<void> {
  for (let at = 0; at < rows.length; at += importBatchMax) {
    const { refused } = await brand(importProducts, { rows: rows.slice(at, at + importBatchMax) });
    if (refused[0]) throw new Error(`row ${refused[0].row} was refused: ${refused[0].reason}`);
  }
}

/** Takes out what the ranker keeps between starts, of a server that is not running: the files, of which the bench has no others. */
export function forgetKept(dataDir: string): void {
  rmSync(path.join(dataDir, 'state/v3/r2'), { recursive: true, force: true });
}
