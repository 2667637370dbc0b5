/** One network learning in a thread of its own; what it has to say goes to `threads.ts`. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { parseSequences } from '../../next-item/sequences.ts';
import { hashOf } from './manifest.ts';
import type { Task, Told } from './threads.ts';
import { trainMember } from './train-member.ts';

// Threads are handed what `threads.ts` sent, and nothing else starts this file.
const { file, ...task } = workerData as Task & { file: string };
const tell = (message: Told): void => parentPort?.postMessage(message);

try {
  const text = readFileSync(file, 'utf8');
  const { weights, progress } = trainMember(
    { ...task, sequences: parseSequences(text), dataHash: hashOf(text) },
    {
      clock: () => performance.now() / 1000,
      epochShare: (epoch, share) => tell({ kind: 'share', epoch, share }),
      epochDone: (done) => tell({ kind: 'epoch', progress: done }),
    },
  );
  tell({ kind: 'learnt', weights, progress });
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}
