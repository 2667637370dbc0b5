import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { working } from './progress.mjs';
import { runQuietly } from './run-quietly.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Package
 * @typedef {{ packages?: Record<string, Package> }} Lock
 */

const noNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network request/;

/** Installs exactly what package-lock.json names, unless it is there already. @param {string} root */
export async function ensurePackages(root) {
  const lock = readLock(path.join(root, 'package-lock.json'));
  if (!lock) throw new Error('package-lock.json is missing or cannot be read. Get it back from the repository.');
  const installed = readLock(path.join(root, 'node_modules/.package-lock.json'));
  if (installed && firstDifference(lock, installed) === undefined) return;
  const done = working(installed ? 'packages changed: installing them again' : 'installing packages (once, about a minute)');
  const { code, output } = await npmCi(root);
  done(code === 0);
  if (code !== 0) throw new Error(installTrouble(output, keepLog(root, output)));
}

/**
 * The first package that is missing or of another version. Optional ones may be missing: they are for other machines.
 * @param {Lock} lock @param {Lock} installed @returns {string | undefined}
 */
export function firstDifference(lock, installed) {
  for (const [name, wanted] of Object.entries(lock.packages ?? {})) {
    if (name === '') continue;
    const found = installed.packages?.[name];
    if (!found && (wanted.optional || wanted.devOptional)) continue;
    if (!found || found.version !== wanted.version || found.integrity !== wanted.integrity) return name;
  }
  return undefined;
}

/** What went wrong and what to do, in a sentence or two. @param {string} output @param {string} log */
export function installTrouble(output, log) {
  if (noNetwork.test(output)) {
    return `The packages could not be fetched, because the package registry does not answer. Run the command again with a network connection (once). Details: ${log}`;
  }
  if (/EACCES|EPERM|EROFS/.test(output)) return `There is no permission to write node_modules here. Details: ${log}`;
  if (output.includes('ENOSPC')) return 'The disk is full: the packages need about 1 GB.';
  const last = output.trim().split('\n').slice(-5).join('\n  ');
  return `npm ci failed. Its last lines:\n  ${last}\nEverything it said: ${log}`;
}

/** @param {string} root */
function npmCi(root) {
  const args = ['ci', '--no-fund', '--no-audit', '--loglevel=error'];
  const npmScript = process.env.npm_execpath;
  // npm is not on the path everywhere; the npm that called us says where it is.
  return npmScript?.endsWith('.js')
    ? runQuietly(process.execPath, [npmScript, ...args], { cwd: root })
    : runQuietly('npm', args, { cwd: root });
}

/** @param {string} root @param {string} output */
function keepLog(root, output) {
  const file = path.join(root, '.data/logs/setup.log');
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, output);
    return path.relative(root, file);
  } catch {
    return output.trim();
  }
}

/** @param {string} file @returns {Lock | undefined} */
function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
