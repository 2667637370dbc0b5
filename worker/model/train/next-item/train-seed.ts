import { learnable, type Part, type Sequences } from '../../next-item/sequences.ts';
import { type Shape, shapeFor } from '../../next-item/shape.ts';
import { loadCheckpoint, type Progress, type Snapshot, saveCheckpoint } from './checkpoint.ts';
import { summarise } from './measure.ts';
import { makeTrainer, type Settings } from './trainer.ts';
import { ranksOf, validationOf } from './validate.ts';

export interface SeedPlan {
  sequences: Sequences;
  dataHash: string;
  part: Part;
  settings: Settings;
  /** Stops after this many epochs, or earlier when validation has not improved for `patience` of them. */
  epochsMax: number;
  patience: number;
  secondsMax: number;
  checkpoint: string;
}

export interface SeedWatch {
  /** Seconds since some fixed moment. */
  clock: () => number;
  epochShare: (epoch: number, share: number, secondsPerEpoch: number | undefined) => void;
  epochDone: (progress: Progress) => void;
}

export interface LearntSeed {
  shape: Shape;
  weights: Float32Array;
  progress: Progress;
}

/** Trains one seed, from its checkpoint if there is one. With part `train+valid` nothing is validated and the last epoch is kept. */
export function trainSeed(plan: SeedPlan, watch: SeedWatch): LearntSeed {
  const shape = shapeFor(plan.sequences.itemCount);
  const trainer = makeTrainer(learnable(plan.sequences, plan.part), shape, plan.settings);
  const purpose = JSON.stringify([plan.dataHash, plan.part, shape, plan.settings]);
  const snapshot = loadCheckpoint(plan.checkpoint, trainer, purpose) ?? freshSnapshot(purpose, trainer.slow.whole.values);
  const { progress } = snapshot;
  const questions = plan.part === 'train' ? validationOf(plan.sequences) : [];
  while (goesOn(plan, progress)) {
    const begun = watch.clock();
    const perEpoch = progress.epoch > 0 ? progress.seconds / progress.epoch : undefined;
    const loss = trainer.epoch((share) => watch.epochShare(progress.epoch + 1, share, perEpoch));
    progress.epoch += 1;
    const metrics = summarise(ranksOf(trainer, trainer.slow, questions));
    progress.history.push({ loss, ndcg: metrics['ndcg@10'], recall: metrics['recall@10'] });
    if (questions.length === 0 || metrics['ndcg@10'] > progress.best.ndcg) {
      progress.best = { epoch: progress.epoch, ndcg: metrics['ndcg@10'] };
      snapshot.best.set(trainer.slow.whole.values);
    }
    progress.seconds += watch.clock() - begun;
    saveCheckpoint(plan.checkpoint, trainer, snapshot);
    watch.epochDone(progress);
  }
  return { shape, weights: snapshot.best, progress };
}

function goesOn({ epochsMax, patience, secondsMax, part }: SeedPlan, { epoch, best, seconds }: Progress): boolean {
  if (epoch >= epochsMax) return false;
  return part !== 'train' || (epoch - best.epoch < patience && seconds < secondsMax);
}

const freshSnapshot = (purpose: string, weights: Float32Array): Snapshot => ({
  progress: { purpose, epoch: 0, steps: 0, random: [], seconds: 0, history: [], best: { epoch: 0, ndcg: 0 } },
  best: weights.slice(),
});
