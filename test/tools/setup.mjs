// What `npm start` and `npm test` run first. Plain JavaScript on purpose: it must run on the system's Node before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensureBrowsers } from './setup/browser.mjs';
import { ensurePackages } from './setup/packages.mjs';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');
const tools = { start: 'test/tools/start.ts', test: 'test/tools/check.ts' };
const parentCheckMs = 1000;

const [command = 'start', ...rest] = process.argv.slice(2);
if (command !== 'start' && command !== 'test') leave(`setup.mjs knows "start" and "test", not "${command}".`, 2);
if (Number(process.versions.node.split('.')[0]) < 18) {
  leave(`Gloss brings its own Node, but its set-up needs Node 18 or newer; this is ${process.version}.`, 1);
}
await ensurePackages(root).catch((error) => leave(error.message, 1));
const browsers = command === 'test' ? await ensureBrowsers(root) : {};
run(command, rest);

/** @param {'start' | 'test'} what @param {string[]} args */
function run(what, args) {
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const node = path.join(root, 'node_modules/node', binary);
  if (!existsSync(node)) leave('node_modules/node is incomplete. Remove the folder node_modules and run the command again.', 1);
  const bins = path.join(root, 'node_modules/.bin');
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, PATH: `${bins}${path.delimiter}${process.env.PATH ?? ''}`, WRANGLER_SEND_METRICS: 'false', ...browsers };
  // The tests get a process group of their own, so that whatever they started can be stopped as a whole.
  const ownGroup = what === 'test' && process.platform !== 'win32';
  const stdio = /** @type {import('node:child_process').StdioOptions} */ (['inherit', 'inherit', 'inherit', ...(ownGroup ? [] : ['ipc'])]);
  const child = spawn(node, [path.join(root, tools[what]), ...args], { cwd: root, env, stdio, detached: ownGroup });
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    if (ownGroup) signalGroup(child.pid, signal);
    else if (child.connected) child.send('stop');
    else child.kill(signal);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => stop(signal));
  stopWithNpm(() => stop('SIGTERM'));
  child.on('error', (error) => leave(`Could not start ${node}: ${error.message}`, 1));
  child.on('exit', (code, signal) => {
    if (ownGroup) signalGroup(child.pid, 'SIGKILL');
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 143));
  });
}

/** npm that is killed tells nobody; its child then has another parent. @param {() => void} stop */
function stopWithNpm(stop) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, parentCheckMs);
  timer.unref();
}

/** @param {number | undefined} pid @param {NodeJS.Signals} signal */
function signalGroup(pid, signal) {
  try {
    if (pid) process.kill(-pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/** @param {string} sentence @param {number} code @returns {never} */
function leave(sentence, code) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(code);
}
