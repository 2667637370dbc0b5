import { learnable, type Part, type Sequences } from '../../next-item/sequences.ts';
import { type Shape, shapeFor } from '../../next-item/shape.ts';
import { loadCheckpoint, type Progress, type Snapshot, saveCheckpoint } from './checkpoint.ts';
import { summarise } from './measure.ts';
import { makeTrainer, type Settings } from './trainer.ts';
import { ranksOf, validationOf } from './validate.ts';

export interface MemberPlan {
  sequences: Sequences;
  dataHash: string;
  part: Part;
  settings: Settings;
  /** How many of the schedule's epochs are walked, where that is known from a training before; then nothing is validated. */
  frozen: number | undefined;
  checkpoint: string;
}

export interface MemberWatch {
  /** Seconds since some fixed moment. */
  clock: () => number;
  epochShare: (epoch: number, share: number) => void;
  epochDone: (progress: Progress) => void;
}

export interface LearntMember {
  shape: Shape;
  weights: Float32Array;
  progress: Progress;
}

/** Trains one network, from its checkpoint if there is one, and returns the weights that validated best (frozen: the last). */
export function trainMember(plan: MemberPlan, watch: MemberWatch): LearntMember {
  const { settings, frozen, sequences } = plan;
  const shape = shapeFor(sequences.itemCount, settings.width);
  const trainer = makeTrainer(learnable(sequences, plan.part), shape, settings);
  const purpose = JSON.stringify([plan.dataHash, plan.part, shape, settings, frozen]);
  const snapshot = loadCheckpoint(plan.checkpoint, trainer, purpose) ?? freshSnapshot(purpose, trainer.slow.whole.values);
  const { progress } = snapshot;
  const questions = frozen === undefined ? validationOf(sequences) : [];
  while (progress.epoch < (frozen ?? settings.epochs)) {
    const begun = watch.clock();
    const loss = trainer.epoch(progress.epoch, (share) => watch.epochShare(progress.epoch + 1, share));
    progress.epoch += 1;
    const metrics = summarise(ranksOf(trainer, trainer.slow, questions));
    progress.history.push({ loss, ndcg: metrics['ndcg@10'], recall: metrics['recall@10'] });
    if (frozen !== undefined || metrics['ndcg@10'] >= progress.best.ndcg) {
      progress.best = { epoch: progress.epoch, ndcg: metrics['ndcg@10'] };
      snapshot.best.set(trainer.slow.whole.values);
    }
    progress.seconds += watch.clock() - begun;
    saveCheckpoint(plan.checkpoint, trainer, snapshot);
    watch.epochDone(progress);
  }
  return { shape, weights: snapshot.best, progress };
}

const freshSnapshot = (purpose: string, weights: Float32Array): Snapshot => ({
  progress: { purpose, epoch: 0, steps: 0, random: [], seconds: 0, history: [], best: { epoch: 0, ndcg: 0 } },
  best: weights.slice(),
});
