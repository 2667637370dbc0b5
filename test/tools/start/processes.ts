/** Process groups: everything a service starts is in its group, so that ending the group leaves nothing behind. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { codeOf } from './trouble.ts';

const windows = process.platform === 'win32';

export function signalGroup(group: number, signal: NodeJS.Signals): void {
  if (windows) {
    spawnSync('taskkill', ['/pid', String(group), '/T', ...(signal === 'SIGKILL' ? ['/F'] : [])], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-group, signal);
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
}

/** Ends groups of a world whose starter was killed. Only processes that are certainly ours: a number may belong to somebody else by now. */
export function killLeftovers(groups: readonly number[]): void {
  for (const group of groups) {
    if (!members(group).some(({ command }) => /workerd|test[/\\](tools|shop|site)[/\\]/.test(command))) continue;
    signalGroup(group, 'SIGKILL');
    // Their ports are free only when they are gone.
    for (let tries = 0; tries < 100 && members(group).length > 0; tries++) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
}

export interface Member {
  pid: number;
  command: string;
}

/** The living processes of a group. */
export function members(group: number): Member[] {
  if (windows) return [];
  return existsSync('/proc/self/stat') ? membersByProc(group) : membersByPs(group);
}

function membersByProc(group: number): Member[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .split(' ');
        const ended = fields[0] === 'Z' || fields[0] === 'X';
        const isMember = Number(fields[2]) === group && !ended;
        return isMember ? [{ pid: Number(pid), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }] : [];
      } catch (error) {
        if (['ENOENT', 'ESRCH'].includes(codeOf(error) ?? '')) return [];
        throw error;
      }
    });
}

function membersByPs(group: number): Member[] {
  const lines = spawnSync('ps', ['-ax', '-o', 'pid=,pgid=,command='], { encoding: 'utf8' }).stdout?.split('\n') ?? [];
  return lines.flatMap((line) => {
    const [, pid, of, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(of) === group ? [{ pid: Number(pid), command }] : [];
  });
}
