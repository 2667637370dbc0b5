/** `npm run simulate -- --seeds N [--from K]` or `--seed K`: worlds by seed, each audited; a seed that fails replays exactly. */
import { parseArgs } from 'node:util';
import { runSeed } from './run.ts';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '500' }, from: { type: 'string', default: '1' }, seed: { type: 'string' } },
});
const from = Number(values.seed ?? values.from);
const count = values.seed === undefined ? Number(values.seeds) : 1;
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(count) || count < 1) {
  console.error('Say how many worlds as --seeds 500, from which seed as --from 1, or one of them as --seed 7.');
  process.exit(2);
}

const toldEveryMs = 5000;
const began = performance.now();
let toldAt = began;
let [events, restarts, failed] = [0, 0, 0];
for (let seed = from; seed < from + count; seed++) {
  const ran = runSeed(seed);
  events += ran.events;
  restarts += ran.restarts;
  if (ran.wrong.length > 0) {
    failed += 1;
    console.log(`seed ${seed}: ${ran.wrong.length} differences; again with: npm run simulate -- --seed ${seed}`);
    for (const what of ran.wrong.slice(0, values.seed === undefined ? 3 : 100)) console.log(`  ${what}`);
  }
  if (performance.now() - toldAt > toldEveryMs) {
    toldAt = performance.now();
    const done = seed - from + 1;
    const left = ((toldAt - began) / done) * (count - done);
    console.error(`${done} of ${count} worlds, ${failed} failed, about ${Math.ceil(left / 1000)} s left`);
  }
}
const seconds = ((performance.now() - began) / 1000).toFixed(1);
console.log(`${count} worlds, ${events} messages to books, ${restarts} restarts, ${seconds} s`);
console.log(`${count - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
