/** What a process takes of processor and memory, seen from outside and to the microsecond: a worker's own clock stands still. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of processor over all threads so far. */
export function cpuMsOf(pid: number): number {
  let total = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      total += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // The thread ended while we looked.
    }
  }
  return total / 1e6;
}

export const residentBytesOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;

/** The workerd that the process `ancestor` started, itself or through others. */
export function workerdOf(ancestor: number): number {
  const stats = new Map<number, { name: string; parent: number }>();
  for (const entry of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${entry}/stat`, 'utf8')) ?? [];
      stats.set(Number(entry), { name, parent: Number(rest.split(' ')[1]) });
    } catch {
      // It ended while we looked.
    }
  }
  const isBelow = (pid: number): boolean => pid === ancestor || (pid > 1 && isBelow(stats.get(pid)?.parent ?? 0));
  const found = [...stats].filter(([pid, { name }]) => name === 'workerd' && isBelow(pid)).map(([pid]) => pid);
  // Where there are several, the one that has worked most is the one that is measured.
  const [pid] = found.sort((a, b) => cpuMsOf(b) - cpuMsOf(a));
  if (pid === undefined) throw new Error('workerd is not to be seen under /proc: processor time is measured on Linux only');
  return pid;
}
