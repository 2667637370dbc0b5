import { learnable, type Part, type Sequences } from '../../next-item/sequences.ts';
import { type Shape, shapeFor } from '../../next-item/shape.ts';
import { loadCheckpoint, type Progress, type Snapshot, saveCheckpoint } from './checkpoint.ts';
import { summarise } from './measure.ts';
import { makeTrainer, restart, type Settings } from './trainer.ts';
import { ranksOf, validationOf } from './validate.ts';

export interface SeedPlan {
  sequences: Sequences;
  dataHash: string;
  part: Part;
  settings: Settings;
  /** Stops after this many epochs. */
  epochsMax: number;
  /** A rate gives way to the next when validation has not improved for so many epochs. */
  patience: number;
  /** Epochs of each rate, where they are known from a training before; then nothing is validated. */
  frozen: readonly number[] | undefined;
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

/** Trains one seed, from its checkpoint if there is one, and returns the weights that validated best (frozen: the last). */
export function trainSeed(plan: SeedPlan, watch: SeedWatch): LearntSeed {
  const shape = shapeFor(plan.sequences.itemCount);
  const trainer = makeTrainer(learnable(plan.sequences, plan.part), shape, plan.settings);
  const purpose = JSON.stringify([plan.dataHash, plan.part, shape, plan.settings, plan.frozen]);
  const snapshot = loadCheckpoint(plan.checkpoint, trainer, purpose) ?? freshSnapshot(purpose, trainer.slow.whole.values, plan.settings);
  const { progress } = snapshot;
  trainer.rate = plan.settings.rates[progress.stage] ?? 0;
  const questions = plan.frozen ? [] : validationOf(plan.sequences);
  while (goesOn(plan, progress)) {
    const begun = watch.clock();
    const perEpoch = progress.epoch > 0 ? progress.seconds / progress.epoch : undefined;
    const loss = trainer.epoch((share) => watch.epochShare(progress.epoch + 1, share, perEpoch));
    progress.epoch += 1;
    progress.stageEpoch += 1;
    const metrics = summarise(ranksOf(trainer, trainer.slow, questions));
    progress.history.push({ loss, ndcg: metrics['ndcg@10'], recall: metrics['recall@10'] });
    if (plan.frozen || metrics['ndcg@10'] > progress.best.ndcg) {
      progress.best = { epoch: progress.epoch, ndcg: metrics['ndcg@10'] };
      progress.kept[progress.stage] = progress.stageEpoch;
      snapshot.best.set(trainer.slow.whole.values);
    }
    while (stageEnds(plan, progress)) {
      progress.stage += 1;
      progress.stageEpoch = 0;
      restart(trainer, snapshot.best, plan.settings.rates[progress.stage] ?? 0);
    }
    progress.seconds += watch.clock() - begun;
    saveCheckpoint(plan.checkpoint, trainer, snapshot);
    watch.epochDone(progress);
  }
  return { shape, weights: snapshot.best, progress };
}

function goesOn({ epochsMax, secondsMax, settings, frozen }: SeedPlan, { epoch, stage, seconds }: Progress): boolean {
  if (stage >= settings.rates.length) return false;
  return frozen !== undefined || (epoch < epochsMax && seconds < secondsMax);
}

function stageEnds({ settings, patience, frozen }: SeedPlan, { stage, stageEpoch, kept }: Progress): boolean {
  if (stage >= settings.rates.length) return false;
  return frozen ? stageEpoch >= (frozen[stage] ?? 0) : stageEpoch - (kept[stage] ?? 0) >= patience;
}

const freshSnapshot = (purpose: string, weights: Float32Array, { rates }: Settings): Snapshot => ({
  progress: {
    purpose,
    epoch: 0,
    stage: 0,
    stageEpoch: 0,
    kept: rates.map(() => 0),
    steps: 0,
    random: [],
    seconds: 0,
    history: [],
    best: { epoch: 0, ndcg: 0 },
  },
  best: weights.slice(),
});
