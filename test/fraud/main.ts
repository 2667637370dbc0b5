/** `npm run fraud [seeds]`: honest people and fraud in labelled worlds, and what the rules make of them. */
import { chanceOf } from '#test/simulate/chance.ts';
import { figuresOf, judged, type Tally } from './judge.ts';
import { fraudWorld, kinds } from './people.ts';

const seeds = Number(process.argv[2] ?? 20);
const percent = (part: number): string => `${(part * 100).toFixed(2)} %`;
const all = Object.fromEntries(
  kinds.map((kind) => [kind, { credits: 0, held: 0, attemptedMinor: 0, paidMinor: 0, rules: {} } satisfies Tally]),
) as unknown as ReturnType<typeof judged>;
let [worstHolds, worstPaid] = [0, 0];
for (let seed = 1; seed <= seeds; seed++) {
  const tallies = judged(fraudWorld(chanceOf(seed)));
  const { falseHolds, fraudPaid } = figuresOf(tallies);
  [worstHolds, worstPaid] = [Math.max(worstHolds, falseHolds), Math.max(worstPaid, fraudPaid)];
  for (const kind of kinds) {
    for (const field of ['credits', 'held', 'attemptedMinor', 'paidMinor'] as const) all[kind][field] += tallies[kind][field];
    for (const [rule, many] of Object.entries(tallies[kind].rules)) all[kind].rules[rule] = (all[kind].rules[rule] ?? 0) + many;
  }
}
const { falseHolds, fraudPaid } = figuresOf(all);
console.log(`${seeds} worlds`);
for (const kind of kinds) {
  const { credits, held, attemptedMinor, paidMinor, rules } = all[kind];
  const found = Object.entries(rules).map(([rule, many]) => `${rule} ${many}`);
  console.log(
    `${kind}: ${credits} commissions, ${percent(held / credits)} held, ${percent(paidMinor / attemptedMinor)} of the money paid unseen; ${found.join(', ')}`,
  );
}
console.log(`honest commissions held: ${percent(falseHolds)} (worst world ${percent(worstHolds)})`);
console.log(`fraud paid, of what it tried to get: ${percent(fraudPaid)} (worst world ${percent(worstPaid)})`);
