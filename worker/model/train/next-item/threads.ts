import { Worker } from 'node:worker_threads';
import type { Progress } from './checkpoint.ts';
import type { LearntMember, MemberPlan } from './train-member.ts';

/** One network to learn, without the data, which every thread reads itself. */
export type Task = Omit<MemberPlan, 'sequences' | 'dataHash'> & { name: string };

export type Told =
  | { kind: 'share'; epoch: number; share: number }
  | { kind: 'epoch'; progress: Progress }
  | ({ kind: 'learnt' } & Learnt)
  | { kind: 'failed'; message: string };

export type Learnt = Pick<LearntMember, 'weights' | 'progress'>;

export interface ThreadWatch {
  share: (task: Task, epoch: number, share: number) => void;
  epoch: (task: Task, progress: Progress) => void;
}

/** Learns all tasks, at most `atOnce` at the same time; the answers are in the order of the tasks. The first failure ends all. */
export async function learnAll(file: string, tasks: readonly Task[], atOnce: number, watch: ThreadWatch): Promise<Learnt[]> {
  const learnt: Learnt[] = [];
  const running = new Set<Worker>();
  const waiting = [...tasks.entries()];
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      learnt[next[0]] = await learn(file, next[1], running, watch);
  };
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, tasks.length) }, lane));
  } finally {
    await Promise.all([...running].map((thread) => thread.terminate()));
  }
  return learnt;
}

function learn(file: string, task: Task, running: Set<Worker>, watch: ThreadWatch): Promise<Learnt> {
  const thread = new Worker(new URL('./member-thread.ts', import.meta.url), { workerData: { file, ...task } });
  running.add(thread);
  return new Promise<Learnt>((resolve, reject) => {
    thread.on('message', (told: Told) => {
      try {
        if (told.kind === 'share') watch.share(task, told.epoch, told.share);
        else if (told.kind === 'epoch') watch.epoch(task, told.progress);
        else if (told.kind === 'learnt') resolve({ weights: told.weights, progress: told.progress });
        else reject(new Error(told.message));
      } catch (error) {
        reject(error);
      }
    });
    thread.once('error', reject);
    thread.once('exit', (code) => {
      running.delete(thread);
      reject(new Error(`a training thread ended with ${code}`));
    });
  });
}
