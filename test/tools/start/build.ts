/** Builds what ships, and only when its sources changed: a hash of them lies beside the result. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contentHash } from './content-hash.ts';
import { signalGroup } from './processes.ts';
import { Trouble } from './trouble.ts';

export const root = path.resolve(import.meta.dirname, '../../..');
export const outputs = {
  worker: path.join(root, '.output/worker'),
  console: path.join(root, '.output/console'),
  extension: path.join(root, '.output/extension-demo'),
} as const;

export interface Build {
  name: 'worker' | 'console' | 'extension' | 'extension for Firefox';
  sources: readonly string[];
  /** Within the sources, what does not go into this build. */
  except?: readonly string[];
  /** Exists when the build is there. */
  result: string;
  command: readonly string[];
  env?: Readonly<Record<string, string>>;
}

const everywhere = ['shared', 'package.json', 'package-lock.json'];
const node = process.execPath;
const program = (place: string): string => path.join(root, 'node_modules', place);

export const workerBuild: Build = {
  name: 'worker',
  sources: [...everywhere, 'worker', 'test/tools/start/bundle.ts'],
  except: ['worker/console', 'worker/cli'],
  result: path.join(outputs.worker, 'bundle.json'),
  command: [node, path.join(import.meta.dirname, 'bundle.ts'), outputs.worker],
};
export const consoleBuild: Build = {
  name: 'console',
  sources: [...everywhere, 'worker/console'],
  result: path.join(outputs.console, 'index.html'),
  command: [node, program('vite/bin/vite.js'), 'build', '-c', 'worker/console/vite.config.ts'],
};

/** @param origin of the worker that the extension calls; it is part of the build. */
export function extensionBuilds(origin: string): Build[] {
  const shared = { sources: [...everywhere, 'extension', 'wxt.config.ts'], env: { GLOSS_DEMO: '1', GLOSS_ORIGIN: origin } };
  const wxt = [node, program('wxt/bin/wxt.mjs'), 'build'];
  return [
    { ...shared, name: 'extension', result: path.join(outputs.extension, 'chrome-mv3/manifest.json'), command: wxt },
    {
      ...shared,
      name: 'extension for Firefox',
      result: path.join(outputs.extension, 'firefox-mv3/manifest.json'),
      command: [...wxt, '-b', 'firefox', '--mv3'],
    },
  ];
}

export const isFresh = (build: Build): boolean => existsSync(build.result) && readStamp(build) === hashOf(build);

/** @throws Trouble when it fails; what is there from before stays, and its stamp says that it is old. */
export async function runBuild(build: Build, { logFile, signal }: { logFile: string; signal: AbortSignal }): Promise<void> {
  signal.throwIfAborted();
  const hash = hashOf(build);
  const code = await run(build, logFile, signal);
  if (code !== 0 || !existsSync(build.result)) {
    const old = existsSync(build.result) ? ' The one from an earlier build is out of date and is not used.' : '';
    throw new Trouble(`The ${build.name} could not be built.${old} What the build said: ${logFile}`);
  }
  writeFileSync(stampOf(build), hash);
}

const hashOf = (build: Build): string =>
  contentHash(root, build.sources, { except: build.except ?? [], also: JSON.stringify([build.command.slice(1), build.env]) });
const stampOf = (build: Build): string => path.join(root, '.output', `${build.name.replaceAll(' ', '-').toLowerCase()}.hash`);
const readStamp = (build: Build): string => (existsSync(stampOf(build)) ? readFileSync(stampOf(build), 'utf8') : '');

function run(build: Build, logFile: string, signal: AbortSignal): Promise<number> {
  const [command = '', ...args] = build.command;
  mkdirSync(path.join(root, '.output'), { recursive: true });
  const log = openSync(logFile, 'a');
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', log, log],
      // A group of its own: a build that is given up must not leave its helpers behind.
      detached: true,
      env: { ...process.env, ...build.env, NO_COLOR: '1', WRANGLER_SEND_METRICS: 'false', CI: '1' },
    });
    closeSync(log);
    const giveUp = (): void => {
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    };
    signal.addEventListener('abort', giveUp);
    child.once('error', reject);
    child.once('exit', (code) => {
      signal.removeEventListener('abort', giveUp);
      resolve(code ?? 1);
    });
  });
}
