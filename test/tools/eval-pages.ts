/**
 * `npm run eval:pages`: how often the ranker shows what saved pages are about, and nothing where they are about nothing in the catalogue.
 * `--misses` lists what was wrong, `--json` prints data, `--ranker <file>` measures what `gloss train ranker` wrote.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { modelIdOf } from '#shared/ranking/model.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { readSnapshots } from '#worker/cli/pairs/lists.ts';
import { pageSettings } from '#worker/cli/pairs/sources.ts';
import { modelOf, type Weights } from '#worker/model/network.ts';
import { featureNames, shippedModel } from '#worker/model/score.ts';
import { type Judged, type Measured, measure } from './eval-pages/judge.ts';
import { measureListings } from './eval-pages/listings.ts';

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: '../shared' },
    json: { type: 'boolean' },
    misses: { type: 'boolean' },
    ranker: { type: 'string' },
  },
});
const folders = { pages: path.join(values.shared, 'pages'), data: path.join(values.shared, 'data') };
if (!existsSync(folders.pages)) {
  console.error(`There are no saved pages at ${folders.pages}: name their folder with --shared.`);
  process.exit(2);
}

const model = values.ranker === undefined ? shippedModel : modelIn(values.ranker);
const modelId = modelIdOf(model, sha256Hex).slice(0, 12);
const snapshots = readSnapshots(folders.pages);
const tables = pageSettings.map((setting) => {
  const measured = measure(snapshots, { ...folders, ...setting }, model);
  return { ...setting, products: measured.products.size, rows: table(measured), misses: values.misses ? misses(measured) : [] };
});
const listings = measureListings(folders.data, model);
if (values.json) console.log(JSON.stringify({ model: modelId, threshold: model.threshold, tables, listings }));
else {
  console.log(`model ${modelId}, threshold ${model.threshold}; weights were fitted to the half "tune";`);
  console.log('features and word lists were made with the misses of both halves in view, so "check" is no untouched measure.');
  for (const { titles, others, products, rows, misses } of tables) {
    console.log(`\n${products} products (${others}), ${titles} titles`);
    console.table(rows);
    for (const line of misses) console.log(line);
  }
  console.log('\nListings of one shop, by name, against the catalogue of another: the test split, which nothing was fitted to');
  console.table([Object.fromEntries(Object.entries(listings).map(([name, value]) => [name, value <= 1 ? percent(value) : value]))]);
}

function modelIn(file: string): typeof shippedModel {
  const { weights } = JSON.parse(readFileSync(file, 'utf8')) as { weights: Weights };
  return modelOf(weights, featureNames);
}

function table({ pages }: Measured) {
  return (['tune', 'check', 'both'] as const).flatMap((half) => {
    const ofHalf = pages.filter((page) => half === 'both' || page.half === half);
    const groups = half === 'both' ? (['product', 'article', 'video', 'all'] as const) : (['all'] as const);
    return groups.map((group) => ({ half, group, ...figures(ofHalf.filter((page) => group === 'all' || page.group === group)) }));
  });
}

function figures(pages: readonly Judged[]) {
  const labelled = pages.filter(({ page, snapshot }) => page.products.length > 0 && snapshot);
  const named = labelled.filter(({ isNamed }) => isNamed);
  const silent = pages.filter(({ page }) => page.products.length === 0);
  const rights = (ones: readonly Judged[]): boolean[] => ones.flatMap((one) => one.cards.map((card) => isRight(one, card.id)));
  return {
    labelled: labelled.length,
    'hit@4': share(labelled.map(isHit)),
    named: named.length,
    'hit@4 named': share(named.map(isHit)),
    cards: rights(labelled).length,
    precision: share(rights(labelled)),
    'all labelled': share(rights(labelled.filter(({ page }) => page.isComplete))),
    'none without own': share(labelled.map(({ without }) => without.length === 0)),
    'about nothing': silent.length,
    'none shown': share(silent.map(({ cards }) => cards.length === 0)),
  };
}

function isHit(one: Judged): boolean {
  return one.cards.some((card) => isRight(one, card.id));
}
function isRight({ page }: Judged, id: string): boolean {
  return page.products.some((product) => product.id === id);
}
function share(values: readonly boolean[]): string {
  return values.length === 0 ? '-' : percent(values.filter(Boolean).length / values.length);
}
function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}

function misses({ pages, products }: Measured): string[] {
  const title = (id: string): string => `${products.get(id)?.title} (${products.get(id)?.maker ?? ''})`;
  return pages.flatMap((one) => {
    const lines: string[] = [];
    const labels = one.page.products.map((product) => product.title).join(' · ');
    const about = (name: string, card: Judged['cards'][number]): string =>
      `  ${name} ${card.score.toFixed(3)} ${title(card.id)} ${shown(card.features)}`;
    if (one.page.products.length > 0 && !isHit(one)) lines.push(`  missed, named: ${one.isNamed}: ${labels}`);
    for (const card of one.cards) if (!isRight(one, card.id)) lines.push(about(one.page.isComplete ? 'wrong' : 'not labelled', card));
    for (const card of one.without) if (!one.cards.some(({ id }) => id === card.id)) lines.push(about('shown without own', card));
    return lines.length > 0 ? [`${one.half} ${one.page.key}`, ...lines] : [];
  });
}

function shown(features: Readonly<Record<string, number>>): string {
  const seen = Object.entries(features).filter(([, value]) => value > 0);
  return seen.map(([name, value]) => `${name} ${value.toFixed(2)}`).join(', ');
}
