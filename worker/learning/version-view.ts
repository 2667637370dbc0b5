import type { Version } from '#shared/contracts/learning.ts';
import type { RankerModel } from '#shared/ranking/model.ts';
import { shippedModel, shippedModelId } from '#worker/model/index.ts';
import type { VersionRow } from './store.ts';

export const versionView = ({ id, origin, madeAt, note, metrics }: VersionRow, inForce: string): Version => ({
  id,
  origin,
  madeAt,
  note,
  metrics: JSON.parse(metrics) as Version['metrics'],
  isInForce: id === inForce,
});

/** The version that came with this program, as a row; its time is the time it is written down. */
export const shippedRow = (now: number): VersionRow =>
  versionRow(shippedModelId, shippedModel, { origin: 'shipped', note: 'came with the program', madeAt: now });

export const versionRow = (
  id: string,
  model: RankerModel,
  { origin, note, madeAt, metrics = {} }: Pick<VersionRow, 'origin' | 'note' | 'madeAt'> & { metrics?: Version['metrics'] },
): VersionRow => ({ id, model: JSON.stringify(model), origin, note, metrics: JSON.stringify(metrics), madeAt });
