/** Whether what was learnt is better than what is in force, on shown cards that neither has seen. Pure. */
import { judging } from '#shared/contracts/learning.ts';
import { modelProblem, type RankerModel } from '#shared/ranking/model.ts';
import { type Learnt, learnFromShown, learnSettings, lossesOf, type Shown, sampleDecisions, signsOf } from '#worker/model/index.ts';

export interface Judged {
  outcome: 'replaced' | 'kept' | 'too_few';
  candidate?: RankerModel;
  metrics: Record<string, number | number[]>;
}
export type ShownCard = Shown & { cardId: string };

export function judgeVersion(shown: readonly ShownCard[], base: RankerModel): Judged {
  const [learnt, heldOut] = [shown.filter((card) => !isHeldOut(card)), shown.filter(isHeldOut)];
  const counts = { shown: shown.length, opened: openedIn(shown), heldOut: heldOut.length, heldOutOpened: openedIn(heldOut) };
  if (shown.length < judging.shownMin || counts.heldOutOpened < judging.heldOutOpenedMin) return { outcome: 'too_few', metrics: counts };
  const settings = { ...learnSettings, signs: signsOf(base) };
  const before = learnFromShown(learnt, base, { ...settings, fitsModel: false });
  const after = learnFromShown(learnt, base, { ...settings, fitsModel: true });
  const compared = compare(heldOut, before, after);
  const decidedOtherwise = differences(sampleDecisions(base), sampleDecisions(after.model));
  const couldServe = modelProblem(after.model) === undefined;
  const isBetter =
    compared.gain >= judging.gainMin && compared.lossBefore - compared.lossAfter >= judging.standardErrorsMin * compared.standardError;
  return {
    outcome: couldServe && isBetter && decidedOtherwise === 0 ? 'replaced' : 'kept',
    candidate: after.model,
    metrics: { ...counts, ...compared, samplesDecidedOtherwise: decidedOtherwise, places: after.places },
  };
}

/** By the last letter of the card's id, which is chance: the same card is on the same side for ever. */
const isHeldOut = ({ cardId }: ShownCard): boolean => '012345'.includes(cardId.at(-1) ?? '');

function compare(
  heldOut: readonly Shown[],
  before: Learnt,
  after: Learnt,
): { lossBefore: number; lossAfter: number; gain: number; standardError: number } {
  const [one, other] = [lossesOf(heldOut, before), lossesOf(heldOut, after)];
  const gains = one.map((loss, at) => loss - (other[at] ?? 0));
  const [lossBefore, lossAfter, gained] = [mean(one), mean(other), mean(gains)];
  const variance = mean(gains.map((gain) => (gain - gained) ** 2));
  return { lossBefore, lossAfter, gain: lossBefore === 0 ? 0 : gained / lossBefore, standardError: Math.sqrt(variance / heldOut.length) };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const openedIn = (shown: readonly Shown[]): number => shown.filter(({ opened }) => opened).length;
const differences = (one: readonly boolean[], other: readonly boolean[]): number =>
  one.filter((decision, at) => decision !== other[at]).length;
