import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail } from '#shared/errors.ts';
import type { Part } from '../../next-item/sequences.ts';
import { standardWidth } from '../../next-item/shape.ts';
import type { Settings } from './trainer.ts';

/** What a command is going to train, written down before it starts, so that the same call after a kill does the same. */
export interface Plan {
  dataHash: string;
  part: Part;
  models: readonly { seed: number; members: readonly MemberOfPlan[] }[];
  /** How the rate was chosen: validation NDCG@10 of short trainings. */
  pilots: readonly { peak: number; ndcg: number }[];
}

export interface MemberOfPlan {
  settings: Settings;
  /** Epochs walked in a training before, where it is repeated. */
  frozen: number | undefined;
}

export const defaults = { batch: 256, dropout: 0.5, slowRate: 0.001, warmEpochs: 0.5, epochsMax: 16, members: 2, minutes: 170 };
/** Largest rates tried, and for how many epochs: enough to tell which one learns faster and which one breaks. */
export const pilotPeaks: readonly number[] = [1e-3, 2e-3];
export const pilotEpochs = 3;
/** Fewer walks than this learn too little to be worth averaging. */
const epochsLeast = 4;

/** @param width said only where it is not the standard one */
export const settingsOf = (seed: number, peak: number, { epochs, width }: { epochs: number; width: number }): Settings => ({
  seed,
  batch: defaults.batch,
  peak,
  warmEpochs: defaults.warmEpochs,
  epochs,
  dropout: defaults.dropout,
  slowRate: defaults.slowRate,
  ...(width !== standardWidth && { width }),
});

/** Epochs that fit into the time when every network takes as many and `atOnce` of them learn side by side. */
export function epochsThatFit(time: { seconds: number; secondsPerEpoch: number; networks: number; atOnce: number }, most: number): number {
  const rounds = Math.ceil(time.networks / time.atOnce);
  const fitting = Math.floor(time.seconds / Math.max(1e-9, time.secondsPerEpoch) / rounds);
  return Math.max(Math.min(epochsLeast, most), Math.min(most, fitting));
}

/** Every model has networks of its own: no two of all the models share their chance. */
export const memberSeeds = (seed: number, members: number): number[] =>
  Array.from({ length: members }, (_, index) => (seed - 1) * members + index + 1);

export function readPlan(folder: string, purpose: Pick<Plan, 'dataHash' | 'part'> & { seeds: readonly number[] }): Plan | undefined {
  const file = path.join(folder, 'plan.json');
  if (!existsSync(file)) return undefined;
  const plan = JSON.parse(readFileSync(file, 'utf8')) as Plan;
  const seeds = plan.models.map(({ seed }) => seed);
  if (plan.dataHash !== purpose.dataHash || plan.part !== purpose.part || String(seeds) !== String(purpose.seeds)) {
    fail('conflict', `${folder} belongs to another training (other data or seeds). Choose another --out, or remove it.`, { folder });
  }
  return plan;
}

export function writePlan(folder: string, plan: Plan): void {
  const file = path.join(folder, 'plan.json');
  writeFileSync(`${file}.part`, `${JSON.stringify(plan, null, 1)}\n`);
  renameSync(`${file}.part`, file);
}
