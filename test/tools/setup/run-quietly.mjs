import { spawn } from 'node:child_process';
import process from 'node:process';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM']);

/**
 * Runs a program and keeps what it says; Ctrl-C reaches it.
 * @param {string} command @param {string[]} args @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly(command, args, { cwd, env = process.env }) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    let stopped = false;
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      stopped = true;
      child.kill(signal);
    };
    const finish = (/** @type {number} */ code) => {
      for (const signal of signals) process.off(signal, pass);
      if (stopped) process.exit(130);
      resolve({ code, output });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (/** @type {Buffer} */ chunk) => {
        output += chunk.toString();
      });
    }
    for (const signal of signals) process.on(signal, pass);
    child.on('error', (error) => {
      output += `\n${error.message}`;
      finish(1);
    });
    child.on('close', (code) => finish(code ?? 1));
  });
}
