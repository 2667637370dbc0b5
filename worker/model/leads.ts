/** How far each product of a list is ahead of the best of the others. */

/** However weak the others are, somebody who is not in the list is thought of. */
export const leastRival = -4;

export function leadsOf(strengths: readonly number[]): number[] {
  let [first, second] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const strength of strengths) {
    if (strength > first) [first, second] = [strength, first];
    else if (strength > second) second = strength;
  }
  return strengths.map((strength) => strength - Math.max(leastRival, strength === first ? second : first));
}
