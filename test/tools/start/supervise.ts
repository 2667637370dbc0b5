/** A program that is kept running: started in a process group of its own, probed every second, started again when it dies or hangs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { members, signalGroup } from './processes.ts';
import { Trouble } from './trouble.ts';

export interface ServiceSpec {
  name: string;
  /** The TypeScript file to run. */
  script: string;
  args?: readonly string[];
  /** Handed over by message, so that secrets are in no process list; such a service says itself when it is ready. */
  settings?: object;
  /** Answers 2xx when the service works. */
  healthUrl: string;
  logFile: string;
  /** How long one probe may take; three that fail in a row mean that the service hangs. */
  probeTimeoutMs?: number;
  /** Ends the start while it goes on. */
  signal?: AbortSignal;
  /** Told on a restart, with the reason in words. */
  onRestart?: (reason: string) => void;
}
export interface Service {
  name: string;
  /** The process group now; undefined between two lives. */
  group: () => number | undefined;
  restarts: () => number;
  stop: () => Promise<void>;
}

const probeEveryMs = 1000;
const probeTimeoutMsUsual = 3000;
const firstProbeEveryMs = 50;
const startTimeoutMs = 60_000;
const failuresMax = 3;
const graceMs = 4000;
const hangs = 'no longer answered';
const backOffMaxMs = 30_000;
const steadyMs = 5000;

/** Resolves when the service answers for the first time. @throws Trouble when it does not. */
export async function startService(spec: ServiceSpec): Promise<Service> {
  const leaving = new AbortController();
  let life = begin(spec);
  let restarts = 0;
  const first = await untilHealthy(spec, life, spec.signal ?? leaving.signal);
  if (first !== 'healthy') {
    await end(life);
    throw new Trouble(life.failed ?? `${spec.name} did not start (${first}). Its log: ${spec.logFile}`);
  }
  const keeping = keep();
  return {
    name: spec.name,
    group: () => life.group,
    restarts: () => restarts,
    stop: async () => {
      leaving.abort();
      await end(life);
      await keeping;
    },
  };

  async function keep(): Promise<void> {
    let failures = 0;
    while (!leaving.signal.aborted) {
      const begun = Date.now();
      const reason = await untilBroken(spec, life, leaving.signal);
      await end(life, reason === hangs ? 0 : graceMs);
      if (leaving.signal.aborted) return;
      failures = Date.now() - begun > steadyMs ? 0 : failures + 1;
      await pause(backOffMs(failures), leaving.signal);
      if (leaving.signal.aborted) return;
      restarts++;
      spec.onRestart?.(reason);
      life = begin(spec);
      await untilHealthy(spec, life, leaving.signal);
    }
  }
}

/** Nothing the first time, then 1, 2, 4 … seconds, never more than 30. */
export const backOffMs = (failures: number): number => (failures <= 1 ? 0 : Math.min(1000 * 2 ** (failures - 2), backOffMaxMs));

interface Life {
  child: ChildProcess;
  group: number | undefined;
  ended: Promise<string>;
  over: boolean;
  ready: boolean;
  /** What the service itself said about why it cannot start. */
  failed?: string;
}

function begin(spec: ServiceSpec): Life {
  const log = openSync(spec.logFile, 'a', 0o600);
  writeSync(log, `--- ${new Date().toISOString()} ${spec.name} starts\n`);
  const followParent = path.join(import.meta.dirname, 'follow-parent.ts');
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', followParent, spec.script, ...(spec.args ?? [])],
    {
      stdio: ['ignore', log, log, 'ipc'],
      detached: true,
    },
  );
  closeSync(log);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
  const life: Life = { child, group: child.pid, ended, over: false, ready: spec.settings === undefined };
  void ended.then(() => {
    life.over = true;
  });
  child.on('message', (message: unknown) => {
    const { failed, ready } = message as { failed?: unknown; ready?: unknown };
    if (typeof failed === 'string') life.failed = failed;
    if (ready === true) life.ready = true;
  });
  if (spec.settings !== undefined) child.send(spec.settings, () => undefined);
  return life;
}

async function untilHealthy(spec: ServiceSpec, life: Life, signal: AbortSignal): Promise<string> {
  const until = Date.now() + startTimeoutMs;
  while (!signal.aborted && Date.now() < until) {
    if (life.over) return life.ended;
    if (life.ready && (await isHealthy(spec))) return 'healthy';
    await pause(firstProbeEveryMs, signal);
  }
  return signal.aborted ? 'stopped' : `no answer for ${startTimeoutMs / 1000} s`;
}

async function untilBroken(spec: ServiceSpec, life: Life, signal: AbortSignal): Promise<string> {
  let failures = 0;
  while (!signal.aborted) {
    const ended = await Promise.race([life.ended, pause(probeEveryMs, signal)]);
    if (typeof ended === 'string') return ended;
    failures = (await isHealthy(spec)) ? 0 : failures + 1;
    if (failures >= failuresMax) return hangs;
  }
  return 'stopped';
}

async function isHealthy({ healthUrl, probeTimeoutMs = probeTimeoutMsUsual }: ServiceSpec): Promise<boolean> {
  try {
    const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(probeTimeoutMs), redirect: 'error' });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

/** Asks, waits, then ends the whole group: what the child started may outlive it. */
async function end(life: Life, waitMs = graceMs): Promise<void> {
  const { group } = life;
  if (group === undefined) return;
  if (!life.over) signalGroup(group, 'SIGTERM');
  await Promise.race([life.ended, sleep(waitMs)]);
  signalGroup(group, 'SIGKILL');
  for (let tries = 0; tries < 100 && members(group).length > 0; tries++) await sleep(20);
  life.group = undefined;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
