/** `gloss train text`: titles and links in, a text tower and its manifest out. Short enough to be run again instead of gone on with. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encode, packed } from '../../encode.ts';
import { wordsIn } from '../../read-words.ts';
import { type PackedTower, unpackedTower } from '../../tower.ts';
import { type Random, randomFrom, shuffle } from '../next-item/random.ts';
import { makeTowerFit } from './fit-tower.ts';
import { type Bag, makeLexicon } from './lexicon.ts';
import { packTower } from './pack-tower.ts';
import { readSources, type SourceUse } from './sources.ts';
import { type Rewriting, viewOf } from './views.ts';

export interface TextSettings {
  seed: number;
  epochs: number;
  /** Also from data whose terms are not stated. */
  all: boolean;
}

export interface TextManifest extends PackedTower {
  kind: 'text';
  version: 1;
  settings: TextSettings;
  uses: SourceUse[];
  /** Every weight may be given away. */
  isShippable: boolean;
  parts: { seen: number; learnt: number; kept: number };
  losses: number[];
  /** Texts with the vectors that they get. */
  samples: { text: string; vector: number[] }[];
}

export interface Watch {
  /** After every epoch. */
  epochDone: (done: { epoch: number; epochs: number; loss: number }) => void;
}

interface Example {
  one: Bag;
  other: Bag;
  /** How both are rewritten. */
  as: readonly [Rewriting, Rewriting];
  /** The first word: texts of one maker are told apart the hardest. */
  maker: number;
}

const ofTitles = [
  { without: 0.35, strangersMax: 3 },
  { without: 0.15, strangersMax: 0 },
] as const;
const ofLinks = [
  { without: 0.15, strangersMax: 0 },
  { without: 0.1, strangersMax: 0 },
] as const;
const batchSize = 128;

export function trainText(data: string, settings: TextSettings, { epochDone }: Watch): TextManifest {
  const { titles, links, uses } = readSources(data, settings.all);
  const { lexicon, bagOf } = makeLexicon();
  const bags = titles.map(bagOf).filter(isTelling);
  const linked = links
    .flatMap(({ one, other, times }) => Array.from({ length: times }, () => [bagOf(one), bagOf(other)] as const))
    .filter((pair) => pair.every(isTelling));
  const examples: Example[] = [
    ...bags.map((bag): Example => ({ one: bag, other: bag, as: ofTitles, maker: bag.words[0] ?? 0 })),
    ...linked.map(([one, other]): Example => ({ one, other, as: ofLinks, maker: one.words[0] ?? 0 })),
  ];
  const random = randomFrom(settings.seed);
  const fit = makeTowerFit(lexicon);
  const losses: number[] = [];
  for (let epoch = 0; epoch < settings.epochs; epoch++) {
    const rate = 1 - epoch / settings.epochs;
    const ordered = inOrder(examples, epoch % 2 === 1, random);
    let [loss, batches] = [0, 0];
    for (let from = 0; from + 1 < ordered.length; from += batchSize) {
      const batch = ordered.slice(from, from + batchSize);
      const side = (at: 0 | 1): Bag[] =>
        batch.map((example) => viewOf(at === 0 ? example.one : example.other, example.as[at], random, bags));
      loss += fit.step(side(0), side(1), rate);
      batches += 1;
    }
    losses.push(Number((loss / Math.max(1, batches)).toFixed(4)));
    epochDone({ epoch: epoch + 1, epochs: settings.epochs, loss: losses.at(-1) ?? 0 });
  }
  const { tower, kept } = packTower(fit.table, lexicon);
  return {
    kind: 'text',
    version: 1,
    settings,
    uses,
    isShippable: uses.every((use) => use.isShippable),
    parts: { seen: lexicon.hashes.length, learnt: fit.table.isLearnt.reduce((sum, one) => sum + one, 0), kept },
    losses,
    samples: samplesOf(tower),
    ...tower,
  };
}

export function writeText(folder: string, manifest: TextManifest): string {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'text.json');
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  return file;
}

const isTelling = ({ words }: Bag): boolean => words.length > 0;

/** Every other epoch, texts of one maker stand in one batch. */
function inOrder(examples: readonly Example[], byMaker: boolean, random: Random): Example[] {
  const order = Int32Array.from(examples.keys());
  shuffle(order, random);
  const mixedUp = Array.from(order, (at) => examples[at] as Example);
  if (!byMaker) return mixedUp;
  const places = new Map<number, number>();
  for (const { maker } of mixedUp) if (!places.has(maker)) places.set(maker, places.size);
  return mixedUp.sort((a, b) => (places.get(a.maker) ?? 0) - (places.get(b.maker) ?? 0));
}

export const sampleTexts: readonly string[] = [
  'Rivertin RT-90 Gooseneck Kettle, Black',
  'Sony DSC-W120 digital camera',
  'moisturising hand cream for dry skin',
  '小红书 便携式咖啡机',
  'Katzenspielzeug mit Baldrian',
];

function samplesOf(tower: PackedTower): TextManifest['samples'] {
  const unpacked = unpackedTower(tower);
  return sampleTexts.map((text) => ({ text, vector: [...packed(encode([{ words: wordsIn(text, 60), weight: 1 }], unpacked))] }));
}
