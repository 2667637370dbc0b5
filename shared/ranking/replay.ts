/** Recomputes a receipt from its values: scores, order and choice, bit for bit, with the very functions that made it. */
import type { RankingReceipt } from '../contracts/learning.ts';
import { byScore, choose, rulesId, untaggedRulesId } from './choose.ts';
import { modelIdOf, modelProblem, probabilityOf, type RankerModel } from './model.ts';

export type Difference =
  | { what: 'model'; receipt: string; recomputed: string }
  | { what: 'broken_model'; problem: string }
  | { what: 'rules'; receipt: string; recomputed: string }
  | { what: 'threshold'; receipt: number; recomputed: number }
  | { what: 'score'; product: string; receipt: number; recomputed: number }
  | { what: 'below_threshold'; product: string; score: number }
  | { what: 'order'; product: string; before: string }
  | { what: 'chosen'; place: number; receipt: string | null; recomputed: string | null }
  | { what: 'companions'; problem: CompanionsProblem };

/** What is often bought with the others may follow from them alone, and take only places that they leave. */
export type CompanionsProblem = 'no_card_before' | 'no_room' | 'order' | 'judged_already' | 'not_of_the_cards';

const differencesMax = 20;

/** Rules of older receipts stay here beside today's. */
const chooseBy: Readonly<Record<string, typeof choose>> = { [rulesId]: choose, [untaggedRulesId]: choose };

/** What is not as the receipt says; empty when it replays. */
export function replay(receipt: RankingReceipt, model: RankerModel, sha256: (text: string) => string): Difference[] {
  const problem = modelProblem(model);
  if (problem) return [{ what: 'broken_model', problem }];
  const id = modelIdOf(model, sha256);
  if (id !== receipt.model) return [{ what: 'model', receipt: receipt.model, recomputed: id }];
  const rules = chooseBy[receipt.rules];
  if (!rules) return [{ what: 'rules', receipt: receipt.rules, recomputed: rulesId }];
  const found = [
    ...thresholdOf(receipt, model),
    ...scoresOf(receipt, model),
    ...orderOf(receipt),
    ...choiceOf(receipt, rules),
    ...companionsOf(receipt),
  ];
  return found.slice(0, differencesMax);
}

const thresholdOf = ({ threshold }: RankingReceipt, model: RankerModel): Difference[] =>
  threshold === model.threshold ? [] : [{ what: 'threshold', receipt: threshold, recomputed: model.threshold }];

/** What its creator tagged needs no threshold; its score is told all the same. */
function scoresOf({ contenders, tagged = [] }: RankingReceipt, model: RankerModel): Difference[] {
  const ofOne = ({ id, score, values }: RankingReceipt['contenders'][number]): Difference[] => {
    const recomputed = values.length === model.features.length ? probabilityOf(values, model) : Number.NaN;
    return Object.is(recomputed, score) ? [] : [{ what: 'score', product: id, receipt: score, recomputed }];
  };
  const below = contenders.filter(({ score }) => !(score >= model.threshold));
  return [
    ...[...tagged, ...contenders].flatMap(ofOne),
    ...below.map(({ id, score }): Difference => ({ what: 'below_threshold', product: id, score })),
  ];
}

function orderOf({ contenders }: RankingReceipt): Difference[] {
  return contenders.flatMap((one, at): Difference[] => {
    const before = contenders[at - 1];
    return before && byScore(before, one) >= 0 ? [{ what: 'order', product: one.id, before: before.id }] : [];
  });
}

/** Which of two are variants is told by the receipt; that the choice follows from it is recomputed. */
function choiceOf({ contenders, cards, cardsMax, tagged = [] }: RankingReceipt, rules: typeof choose): Difference[] {
  const told = (because: 'variant_of' | 'mistaken_for') => (at: number, other: number) => {
    const passed = contenders[at]?.passed;
    return passed?.because === because && passed.other === other;
  };
  const taggedAs = (at: number): number | undefined => {
    const [same, passed] = [tagged.findIndex(({ id }) => id === contenders[at]?.id), contenders[at]?.passed];
    return same >= 0 ? same : passed?.because === 'tagged' ? passed.other : undefined;
  };
  const relations = { taggedAs, isVariant: told('variant_of'), isMistaken: told('mistaken_for') };
  const { chosen } = rules(contenders, cardsMax - tagged.length, relations);
  const product = (at: number | undefined): string | null => (at === undefined ? null : (contenders[at]?.id ?? null));
  return Array.from({ length: Math.max(chosen.length, cards.length) }).flatMap((_, place): Difference[] => {
    const [said, recomputed] = [product(cards[place]?.contender), product(chosen[place])];
    return said !== null && said === recomputed ? [] : [{ what: 'chosen', place, receipt: said, recomputed }];
  });
}

/** The artefact is not at hand here: what is checked is that the others cannot have suffered from it. */
function companionsOf({ companions, contenders, cards, tagged = [], cardsMax }: RankingReceipt): Difference[] {
  if (!companions) return [];
  const found = companions.cards;
  const before = new Set([...tagged.map(({ id }) => id), ...cards.flatMap(({ contender }) => contenders[contender]?.id ?? [])]);
  const judged = new Set([...tagged, ...contenders].map(({ id }) => id));
  const problems: Record<CompanionsProblem, boolean> = {
    no_card_before: cards.length === 0,
    no_room: tagged.length + cards.length + found.length > cardsMax,
    order: found.some(({ score }, at) => score > (found[at - 1]?.score ?? score)),
    judged_already: found.some(({ id }) => judged.has(id)) || new Set(found.map(({ id }) => id)).size < found.length,
    not_of_the_cards: companions.history.some((id) => !before.has(id)),
  };
  return (Object.keys(problems) as CompanionsProblem[])
    .filter((problem) => problems[problem])
    .map((problem) => ({ what: 'companions', problem }));
}
