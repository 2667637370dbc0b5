import { publicCount } from '#extension/readers/count.ts';
import type { SeenPage } from '#worker/cli/page.ts';

/** What a labels.json says of one page; a field that is left out or null is not scored. */
export interface Label {
  kind?: string;
  title?: string | null;
  creator?: { name?: string | null; handle?: string | null; followersAsPrinted?: string; subscribersAsPrinted?: string } | null;
  stats?: { followerCount?: number } | null;
  products?: LabelledProduct[];
  productLinks?: string[];
  published?: string | null;
  hasDisclosure?: boolean | null;
  language?: string | null;
}

interface LabelledProduct {
  name?: string;
  brand?: string;
  price?: string;
  currency?: string;
  gtin?: string | string[];
  sku?: string | string[];
  mpn?: string | string[];
}

/** Per measure how many were right of how many labelled. */
export interface Score {
  counts: Record<string, [right: number, of: number]>;
  misses: string[];
  isFalseProduct: boolean;
}

/** Compares what was seen of one page with its label. Products are scored on product pages and where a platform lists its own. */
export function scorePage(label: Label, seen: SeenPage | undefined): Score {
  const score: Score = { counts: {}, misses: [], isFalseProduct: label.kind === 'negative' && (seen?.products.length ?? 0) > 0 };
  const count = (name: string, isRight: boolean, what: string) => {
    const sum = score.counts[name] ?? [0, 0];
    score.counts[name] = sum;
    sum[0] += isRight ? 1 : 0;
    sum[1] += 1;
    if (!isRight) score.misses.push(`${name}: ${what}`);
  };
  if (label.title) count('title', isSameTitle(seen?.title, label.title), `saw ${seen?.title}, labelled ${label.title}`);
  if (label.creator?.name || label.creator?.handle)
    count('creator', isSameCreator(seen, label.creator), `saw ${JSON.stringify(seen?.creator)}, labelled ${JSON.stringify(label.creator)}`);
  scoreFollowers(label, seen, count);
  if (label.published)
    count(
      'published',
      seen?.publishedAt?.slice(0, 10) === label.published.slice(0, 10),
      `saw ${seen?.publishedAt}, labelled ${label.published}`,
    );
  if (typeof label.hasDisclosure === 'boolean')
    count('disclosure', seen?.disclosure === label.hasDisclosure, `saw ${seen?.disclosure}, labelled ${label.hasDisclosure}`);
  for (const link of label.productLinks ?? []) count('links', seen?.shopLinks.some((one) => one.trim() === link) ?? false, link);
  if (label.kind === 'product' || (seen?.platform === 'youtube' && label.kind !== 'negative'))
    for (const product of label.products ?? []) scoreProduct(product, seen, count);
  return score;
}

/** The same number, as far as the label tells it: one place of a page prints `4,69 M`, another the whole of it. */
function scoreFollowers({ creator, stats, language }: Label, seen: SeenPage | undefined, count: Count): void {
  const printed = creator?.followersAsPrinted ?? creator?.subscribersAsPrinted;
  const labelled = printed === undefined ? stats?.followerCount : publicCount(printed, language ?? undefined).value;
  if (labelled === undefined || labelled === null) return;
  const followers = seen?.counts?.followers;
  const told = followers?.value ?? Number.NaN;
  const isRight = labelled === 0 ? told === 0 : Number(told.toPrecision(digitsOf(labelled))) === labelled;
  count('followers', isRight, `saw ${followers?.printed} (${followers?.value}), labelled ${printed ?? labelled}`);
}

/** Significant ones: 783400 has four. */
const digitsOf = (value: number): number => String(value).replace(/0+$/, '').length;

type Count = (name: string, isRight: boolean, what: string) => void;

function scoreProduct(label: LabelledProduct, seen: SeenPage | undefined, count: Count): void {
  const products = seen?.products ?? [];
  const best = products.find(({ name }) => letters(name) === letters(label.name)) ?? products.find(({ name }) => isLike(name, label.name));
  if (label.name) count('name', best !== undefined, `saw ${products.slice(0, 3).map(({ name }) => name)}, labelled ${label.name}`);
  const shown = best ?? products[0];
  if (label.price && label.currency)
    count(
      'price',
      Number(shown?.price?.amount) === Number(label.price) && shown?.price?.currency === label.currency,
      `saw ${shown?.price?.amount} ${shown?.price?.currency}, labelled ${label.price} ${label.currency}`,
    );
  if (label.brand) count('brand', isLike(shown?.brand, label.brand), `saw ${shown?.brand}, labelled ${label.brand}`);
  for (const name of ['gtin', 'sku', 'mpn'] as const) {
    const codes = [label[name] ?? []].flat().map(code);
    if (codes.length > 0) count(name, codes.includes(code(shown?.[name])), `saw ${shown?.[name]}, labelled ${label[name]}`);
  }
}

/** The same words, give or take the site's name at one end. */
function isSameTitle(seen: string | undefined, labelled: string): boolean {
  return isLike(seen, labelled) && letters(seen).length <= 2 * letters(labelled).length + 20;
}

function isSameCreator(seen: SeenPage | undefined, { name, handle }: { name?: string | null; handle?: string | null }): boolean {
  const creator = seen?.creator;
  return Boolean((name && isLike(creator?.name, name)) || (handle && letters(creator?.handle) === letters(handle)));
}

/** One contains the other, or they share three quarters of the shorter one's words. */
export function isLike(one: string | undefined, other: string | undefined): boolean {
  const [a, b] = [letters(one), letters(other)];
  if (!a || !b) return false;
  if (a.includes(b) || b.includes(a)) return true;
  const [short, long] = [wordSet(one), wordSet(other)].sort((x, y) => x.size - y.size);
  if (!short || !long) return false;
  return [...short].filter((word) => long.has(word)).length >= 0.75 * short.size;
}

function letters(text: string | undefined): string {
  return (text ?? '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

function wordSet(text: string | undefined): Set<string> {
  const plain = (text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  return new Set(plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean));
}

/** Codes differ in how they are grouped: 202.481.18 is 20248118. A GTIN may be padded with zeros. */
function code(text: string | undefined): string {
  return letters(text).replace(/^0+(?=\d{8})/, '');
}
