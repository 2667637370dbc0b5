/** A catalogue and pages that could be real, as large as wanted; the same seed gives the same ones. */
import type { FeedProduct } from '#shared/contracts/catalogue.ts';
import type { PageSnapshot } from '#shared/page.ts';

type Row = Pick<FeedProduct, 'sku' | 'title' | 'maker' | 'description' | 'url' | 'category' | 'price'>;

/** A small generator of chance (mulberry32): numbers from 0 to 1. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

const words = (text: string): string[] => text.trim().split(/\s+/);
const kinds = words(`headphones speaker kettle backpack jacket sneaker lamp chair desk bottle camera tripod drill mower watch keyboard mouse
  monitor tent stove skillet knife blender toaster grinder racket helmet glove boot sandal scarf shirt dress trousers perfume serum lipstick
  shampoo puzzle book rug curtain pillow mattress shelf mirror vase plant feeder collar stroller projector router printer scanner tablet`);
const traits =
  words(`wireless foldable waterproof insulated compact portable ergonomic rechargeable adjustable stackable breathable reversible
  cordless quilted padded hooded brushed woven carbon titanium oak walnut linen merino recycled organic matte hybrid thermal silent rapid`);
const colours = words('black white silver navy green red sand graphite rose blue');
const filler =
  words(`people often ask which one they should take and after some weeks of use we can say that it depends on what matters to you
  in the morning light the surface looks warmer than in pictures while the handle stays cool we carried it through rain and heat and nothing
  came loose the battery lasted longer than promised though charging takes its time packaging is plain and can be recycled our neighbours
  borrowed it twice and came back smiling there are cheaper ways to get this done but few that feel as solid in the hand`);
const syllables = words('ka ro ven tel mis dor fa lun gri pol ast ber nox qui zan hel ost wyn mar tor sil ema jor hav ulm');

const pick = <T>(from: readonly T[], random: () => number): T => from[Math.floor(random() * from.length)] as T;

/** About one maker to a hundred products, few large and many small. */
function makers(count: number, random: () => number): string[] {
  return Array.from({ length: Math.max(20, Math.ceil(count / 100)) }, () => {
    const name = pick(syllables, random) + pick(syllables, random) + pick(syllables, random);
    return name.charAt(0).toUpperCase() + name.slice(1);
  });
}

export function makeProducts({ count, host, seed }: { count: number; host: string; seed: number }): Row[] {
  const random = chance(seed);
  const names = makers(count, random);
  return Array.from({ length: count }, (_, at) => {
    const maker = names[Math.floor(names.length * random() ** 2)] as string;
    const model = `${pick(syllables, random).toUpperCase()}-${Math.floor(100 + random() * 9900)}${random() < 0.5 ? pick(['S', 'X', 'V', 'T'], random) : ''}`;
    const kind = pick(kinds, random);
    const title = `${maker} ${model} ${pick(traits, random)} ${pick(traits, random)} ${kind}, ${pick(colours, random)}`;
    return {
      sku: `bench-${at}`,
      title,
      maker,
      description: Array.from({ length: 60 }, () => pick(filler, random)).join(' '),
      url: `https://${host}/p/${at}`,
      category: kind,
      price: { amountMinor: 500 + Math.floor(random() * 50_000), currency: 'EUR' },
    };
  });
}

/** Product pages, reviews of one or several products, and pages about nothing in the catalogue, in turn. */
export function makePages({ products, count, seed }: { products: readonly Row[]; count: number; seed: number }): PageSnapshot[] {
  const random = chance(seed);
  const text = (length: number): string => {
    const parts: string[] = [];
    for (let size = 0; size < length; size += (parts.at(-1)?.length ?? 0) + 1) parts.push(pick(filler, random));
    return parts.join(' ').slice(0, length);
  };
  return Array.from({ length: count }, (_, at) => {
    const [one, other] = [pick(products, random), pick(products, random)];
    const page = { platform: 'web' as const, url: `https://journal.example/posts/${at}`, shopLinks: [], products: [] };
    if (at % 3 === 0)
      return {
        ...page,
        kind: 'product' as const,
        title: one.title,
        text: text(1500),
        products: [{ name: one.title, brand: one.maker as string }],
      };
    if (at % 3 === 1)
      return {
        ...page,
        kind: 'article' as const,
        title: `${shortName(one)} review`,
        text: `${text(2300)} ${shortName(other)} ${text(2300)}`,
      };
    return { ...page, kind: 'article' as const, title: text(60), text: text(4900) };
  });
}

const shortName = ({ title }: Row): string => title.split(' ').slice(0, 2).join(' ');
