/**
 * `npm run eval:taste`: whether what people took before tells what they take next, by the extension's own re-ordering and the worker's
 * own vectors of titles. For each person of the file the last product stands among 11 others, drawn as often as they are taken, all with
 * the same score, so that the neutral order is chance. Prints how often it comes first, and among the first four.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { byTaste, type Signal } from '#extension/taste/taste.ts';
import { toBase64 } from '#shared/base64.ts';
import { dayMs } from '#shared/time.ts';
import { encoderId } from '#worker/model/encode.ts';
import { productVector } from '#worker/model/words.ts';

const { values } = parseArgs({
  options: { shared: { type: 'string', default: '../shared' }, people: { type: 'string', default: '4000' } },
});
const folder = path.join(values.shared, 'data/s3rec-beauty');
if (!existsSync(folder)) {
  console.error(`There is no ${folder}: name the folder of shared data with --shared.`);
  process.exit(2);
}

const titles = new Map(
  readFileSync(path.join(folder, 'beauty_items.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => /^(\d+),[^,]*,"?(.*?)"?$/.exec(line.trim()))
    .flatMap((found) => (found ? [[Number(found[1]), (found[2] ?? '').replaceAll('""', '"')] as const] : [])),
);
const sequences = readFileSync(path.join(folder, 'Beauty.txt'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').slice(1).map(Number));
const taken = sequences.flat();
const places = new Map<number, { space: string; bytes: string }>();
const placeOf = (item: number) => {
  const known = places.get(item) ?? {
    space: encoderId,
    bytes: toBase64(bytesOf(productVector({ title: titles.get(item) ?? '', sku: '' }))),
  };
  places.set(item, known);
  return known;
};

let seed = 1;
const chance = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const now = Date.UTC(2026, 0, 1);
const step = Math.max(1, Math.floor(sequences.length / Number(values.people)));
let [people, first, firstFour] = [0, 0, 0];
for (let at = 0; at < sequences.length; at += step) {
  const sequence = sequences[at] ?? [];
  const next = sequence.at(-1);
  if (next === undefined || sequence.length < 3) continue;
  const seen = sequence.slice(0, -1);
  const others = new Set<number>();
  while (others.size < 11) {
    const other: number = taken[Math.floor(chance() * taken.length)] ?? next;
    if (other !== next && !seen.includes(other)) others.add(other);
  }
  const items = [...others];
  items.splice(Math.floor(chance() * 12), 0, next);
  const signals = seen.map((item, index): Signal => ({ ...placeOf(item), kind: 'opened', at: now - (seen.length - index) * dayMs }));
  const ordered = byTaste(
    items.map((item) => ({ item, score: 0.5, place: placeOf(item) })),
    signals,
    now,
  );
  const rank = ordered.findIndex(({ item }) => item === next);
  people += 1;
  first += rank === 0 ? 1 : 0;
  firstFour += rank < 4 ? 1 : 0;
}
const percent = (count: number) => `${((100 * count) / people).toFixed(1)} %`;
console.log(`people ${people}`);
console.log(`first of 12        ${percent(first)}  (chance 8.3 %)`);
console.log(`among the first 4  ${percent(firstFour)}  (chance 33.3 %)`);

function bytesOf(vector: Int8Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}
