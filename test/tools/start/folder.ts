/** The folder that holds everything a world keeps: databases, secrets, logs. One process at a time may use it. */
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { killLeftovers } from './processes.ts';
import { codeOf, fileTrouble, Trouble } from './trouble.ts';

export interface Folder {
  path: string;
  /** Absolute path of something inside. */
  at: (...parts: string[]) => string;
  log: (name: string) => string;
  /** Remembers process groups, so that a start after a crash can end what was left running. */
  remember: (groups: readonly number[], origin: string) => void;
  release: () => void;
}

const logBytesMax = 5 * 1024 * 1024;
interface Running {
  pid: number;
  origin: string;
  groups: number[];
}

/** @throws Trouble when the folder cannot be used, or is in use. */
export function takeFolder(dataDir: string): Folder {
  const at = (...parts: string[]): string => path.join(dataDir, ...parts);
  makeFolders(dataDir);
  const lock = takeLock(at('run.lock'), at('run.json'));
  const before = readRunning(at('run.json'));
  if (before) killLeftovers(before.groups);
  rmSync(at('run.json'), { force: true });
  return {
    path: dataDir,
    at,
    log: (name) => freshLog(at('logs', `${name}.log`)),
    remember: (groups, origin) => writeJson(at('run.json'), { pid: process.pid, origin, groups }),
    release: () => {
      rmSync(at('run.json'), { force: true });
      if (lock.isOpen) lock.close();
    },
  };
}

/** Written whole or not at all, readable by its owner only. */
export function writeJson(file: string, value: unknown): void {
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw fileTrouble(error, file);
  }
}

/** The JSON in a file, or undefined where there is none. @throws Trouble when it is damaged. */
export function readJson(file: string): unknown {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble(`${file} is damaged: it is not JSON. ${startAfresh(path.dirname(file))}`);
  }
}

export const startAfresh = (dataDir: string): string =>
  `Put it back from a copy, or begin a new demo world: mv ${dataDir} ${dataDir}-damaged, then start again.`;

function makeFolders(dataDir: string): void {
  try {
    // Not `recursive`: that hides why a folder cannot be made.
    for (const folder of [dataDir, path.join(dataDir, 'logs')]) if (!isFolder(folder)) mkdirSync(folder, { mode: 0o700 });
    writeFileSync(path.join(dataDir, 'run.lock'), '', { flag: 'a' });
  } catch (error) {
    throw fileTrouble(error, dataDir);
  }
}

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;

/** A lock of the operating system by way of SQLite: it ends with its process, however that dies. */
function takeLock(file: string, runningFile: string): DatabaseSync {
  const lock = new DatabaseSync(file);
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    const running = readRunning(runningFile);
    const who = running ? ` (process ${running.pid}, ${running.origin})` : '';
    throw new Trouble(
      `Gloss already runs on ${path.dirname(file)}${who}. Stop it there with Ctrl-C, or start a second world: npm start -- --data <folder>`,
    );
  }
}

function readRunning(file: string): Running | undefined {
  try {
    const value = JSON.parse(readIfThere(file) ?? '') as Partial<Running>;
    return typeof value.pid === 'number' && Array.isArray(value.groups) ? { origin: '', groups: [], pid: value.pid, ...value } : undefined;
  } catch {
    return undefined;
  }
}

function freshLog(file: string): string {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesMax) renameSync(file, `${file}.1`);
  appendFileSync(file, '', { mode: 0o600 });
  return file;
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileTrouble(error, file);
  }
}
