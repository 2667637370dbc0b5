/** Why a training ended as it did, in a sentence made from what it measured. */
import { type Attempt, judging } from '#shared/contracts/learning.ts';
import { formatCount, formatRate } from '../format.ts';
import { locale, words } from '../look.ts';
import { shortOf } from './short.ts';

export function reasonText({ outcome, candidate, metrics }: Attempt): string {
  const { because } = words.value.ranking;
  const number = (name: string): number | undefined => (typeof metrics[name] === 'number' ? metrics[name] : undefined);
  const gain = number('gain');
  switch (outcome) {
    case 'failed':
      return metrics['error'] === cutOff ? because.cutOff : because.failed(String(metrics['error'] ?? '?'));
    case 'too_few': {
      const shown = number('shown') ?? 0;
      if (shown < judging.shownMin) return because.fewShown(counted(shown), counted(judging.shownMin));
      return because.fewOpened(counted(number('heldOutOpened') ?? 0), counted(judging.heldOutOpenedMin));
    }
    case 'replaced':
      return because.replaced(shortOf(candidate ?? '?'), share(gain ?? 0));
    case 'kept': {
      const otherwise = number('samplesDecidedOtherwise') ?? 0;
      if (otherwise > 0) return because.otherwise(counted(otherwise));
      if (gain === undefined) return because.kept;
      if (gain < 0) return because.worse(share(-gain));
      if (gain < judging.gainMin) return because.little(share(gain), share(judging.gainMin));
      return because.chance(share(gain), counted(judging.standardErrorsMin));
    }
  }
}
/** As the worker writes it down. */
const cutOff = 'cut off every time';

export function learntFromText({ metrics: { shown, opened } }: Attempt): string {
  if (typeof shown !== 'number' || typeof opened !== 'number') return '';
  return words.value.ranking.learntFrom(counted(shown), counted(opened));
}

const counted = (count: number): string => formatCount(locale.value, count);
const share = (part: number): string => formatRate(locale.value, part * 10_000);
