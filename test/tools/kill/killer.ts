import { members, signalGroup } from '../start/processes.ts';
import type { Service } from '../start/supervise.ts';

const firstAt = 15;
const every = 45;

/** Kills with -9 as acknowledgements come in: in turn workerd alone, the program that runs it, and both at once. */
export function killAgainAndAgain(worker: Service, many: number): { tick: (acknowledged: number) => void; kills: () => string[] } {
  const kills: string[] = [];
  const ways = [
    ['workerd', (group: number) => killMember(group, 'workerd')],
    ['its runner', (group: number) => killMember(group, 'runtime.ts')],
    ['both', (group: number) => killGroup(group)],
  ] as const;
  return {
    kills: () => kills,
    tick: (acknowledged) => {
      const group = worker.group();
      const due = kills.length < many && acknowledged >= firstAt + kills.length * every;
      if (!due || group === undefined) return;
      const [name, kill] = ways[kills.length % ways.length] ?? ways[0];
      if (kill(group)) kills.push(name);
    },
  };
}

function killMember(group: number, word: string): boolean {
  const member = members(group).find(({ command }) => command.includes(word));
  if (!member) return false;
  process.kill(member.pid, 'SIGKILL');
  return true;
}

function killGroup(group: number): boolean {
  signalGroup(group, 'SIGKILL');
  return true;
}
