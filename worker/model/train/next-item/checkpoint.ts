import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fail } from '#shared/errors.ts';
import type { Trainer } from './trainer.ts';

/** What has been learnt so far, and enough of the circumstances to refuse going on under others. */
export interface Progress {
  /** Data, part, shape and settings: a checkpoint of another purpose is refused. */
  purpose: string;
  epoch: number;
  steps: number;
  random: number[];
  seconds: number;
  /** One line per epoch: mean loss and, where validated, NDCG@10 and recall@10. */
  history: { loss: number; ndcg: number; recall: number }[];
  best: { epoch: number; ndcg: number };
}

export interface Snapshot {
  progress: Progress;
  /** The slow weights of the best epoch. */
  best: Float32Array;
}

const alignment = 8;

/** Writes everything needed to go on, in place of the old file only when it is whole. */
export function saveCheckpoint(file: string, trainer: Trainer, { progress, best }: Snapshot): void {
  const header = Buffer.from(JSON.stringify({ ...progress, steps: trainer.steps, random: [...trainer.random.state] }));
  const length = Buffer.alloc(alignment);
  length.writeUInt32LE(header.length);
  const padding = Buffer.alloc((alignment - (header.length % alignment)) % alignment);
  const arrays = [...stored(trainer), best].map((values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength));
  writeFileSync(`${file}.part`, Buffer.concat([length, header, padding, ...arrays]));
  renameSync(`${file}.part`, file);
}

/** Puts the trainer back where the file left it; undefined when there is no file. */
export function loadCheckpoint(file: string, trainer: Trainer, purpose: string): Snapshot | undefined {
  if (!existsSync(file)) return undefined;
  const bytes = readFileSync(file);
  const { progress, headerLength } = headerOf(bytes, file);
  if (progress.purpose !== purpose) {
    fail('conflict', `${file} belongs to another training (other data, settings or seed). Choose another --out, or remove it.`, { file });
  }
  const size = trainer.weights.whole.values.length;
  if (bytes.length !== alignment + Math.ceil(headerLength / alignment) * alignment + (stored(trainer).length + 1) * size * 4) {
    fail('unprocessable', `${file} is cut off. Remove it to train this network anew.`, { file });
  }
  let at = alignment + Math.ceil(headerLength / alignment) * alignment;
  const next = (): Float32Array => {
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + size * 4));
    at += size * 4;
    return values;
  };
  for (const values of stored(trainer)) values.set(next());
  trainer.steps = progress.steps;
  trainer.random.state.set(progress.random);
  return { progress, best: next() };
}

function headerOf(bytes: Buffer, file: string): { progress: Progress; headerLength: number } {
  try {
    const headerLength = bytes.readUInt32LE(0);
    return { progress: JSON.parse(bytes.toString('utf8', alignment, alignment + headerLength)) as Progress, headerLength };
  } catch {
    return fail('unprocessable', `${file} is not a checkpoint. Remove it to train this network anew.`, { file });
  }
}

const stored = ({ weights, slow, moments }: Trainer): Float32Array[] => [weights, slow, ...moments].map(({ whole }) => whole.values);
