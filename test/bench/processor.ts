/** What workerd takes of the processor, seen from outside: its own clock stands still while it works. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** The workerd processes that this process started: the one that works, and one that hands requests on. */
export function ownWorkerds(): number[] {
  const found = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      return stat.includes('(workerd)') && stat.split(') ')[1]?.split(' ')[1] === String(process.pid);
    } catch {
      // It ended while we looked.
      return false;
    }
  });
  if (found.length === 0) throw new Error('workerd is not to be seen under /proc: processor time is measured on Linux only');
  return found.map(Number);
}

/** Milliseconds that all their threads have run so far, exact to the nanosecond. */
export const processorMs = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + readdirSync(`/proc/${pid}/task`).reduce((own, thread) => own + threadMs(pid, thread), 0), 0);

const threadMs = (pid: number, thread: string): number =>
  Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
