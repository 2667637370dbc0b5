/** One product in a feed's own words, brought into the form of the contract: refused where it would mislead, else kept with a note. */
import { FeedProduct } from '#shared/contracts/catalogue.ts';
import { availabilityOf } from './availability.ts';
import type { FeedOptions } from './feed.ts';
import { imageOf, linkOf } from './link.ts';
import { gtinOf, isPlaceholder } from './numbers.ts';
import { cut, plainText } from './plain-text.ts';
import { type PriceRules, type ReadPrice, readPrice } from './price.ts';

export const looseFields = [
  'sku',
  'title',
  'maker',
  'description',
  'url',
  'imageUrl',
  'price',
  'salePrice',
  /** `from/until`, ISO 8601. */
  'salePriceDates',
  'currency',
  'availability',
  'gtin',
  'mpn',
  'category',
  'language',
] as const;
export type LooseField = (typeof looseFields)[number];
/** What is not told is left out or empty. */
export type LooseProduct = Partial<Record<LooseField, string>>;
export type ReadProduct = { product: FeedProduct; notes: string[] } | { reason: string };

export function productReader(options: FeedOptions): (loose: LooseProduct) => ReadProduct {
  const rules: PriceRules = {
    style: options.mapping?.amounts ?? 'auto',
    currencyOfSign: options.mapping?.currencies ?? {},
    ...(options.currency === undefined ? {} : { currency: options.currency }),
  };
  return (loose) => {
    const notes: string[] = [];
    const sku = (loose.sku ?? '').trim().replaceAll(/\s+/g, ' ');
    const title = plainText(loose.title ?? '');
    const link = linkOf(loose.url ?? '', options.shop);
    const priced = priceOf(loose, rules, options.now);
    const problems = [skuProblem(sku), title === '' ? 'it has no title' : undefined, reasonOf(link), reasonOf(priced)];
    const reasons = problems.filter((problem) => problem !== undefined);
    if (reasons.length > 0 || 'reason' in link || 'reason' in priced) return { reason: reasons.join('; ') };
    if (link.note) notes.push(link.note);
    if (priced.note) notes.push(priced.note);
    if (title.length > titleMax) notes.push(`the title was cut to ${titleMax} characters`);
    return checked({
      product: {
        sku,
        title: cut(title, titleMax),
        url: link.href,
        price: priced.price,
        availability: stockOf(loose.availability ?? '', options, notes),
        ...furtherFields(loose, options, notes),
      },
      notes,
    });
  };
}

const titleMax = 300;
const descriptionMax = 5000;
const nameMax = 100;
const categoryMax = 300;

const reasonOf = (read: object): string | undefined => ('reason' in read ? String(read.reason) : undefined);

function skuProblem(sku: string): string | undefined {
  if (sku === '') return 'it has no id: every product needs one that stays the same (SKU)';
  return sku.length > nameMax ? `its id has ${sku.length} characters, ${nameMax} are the most` : undefined;
}

function priceOf(loose: LooseProduct, rules: PriceRules, now: number): Exclude<ReadPrice, { reason: string }> | { reason: string } {
  const declared = loose.currency ?? '';
  const full = readPrice(loose.price ?? '', declared, rules);
  if ('reason' in full || !loose.salePrice?.trim()) return full;
  const sale = readPrice(loose.salePrice, declared, rules);
  if ('reason' in sale) return { ...full, note: `the sale price was left out: ${sale.reason}` };
  if (sale.price === null || !isInForce(loose.salePriceDates ?? '', now)) return full;
  if (full.price === null) return sale;
  return sale.price.currency === full.price.currency && sale.price.amountMinor < full.price.amountMinor ? sale : full;
}

/** Google's `from/until`. Dates that cannot be read bound nothing. */
function isInForce(dates: string, now: number): boolean {
  const [from = Number.NaN, until = Number.NaN] = dates
    .split('/')
    .map((date) => Date.parse(date.trim().replace(/([+-]\d{2})(\d{2})$/, '$1:$2')));
  return !(now < from) && !(now > until);
}

function stockOf(text: string, { mapping }: FeedOptions, notes: string[]): FeedProduct['availability'] {
  const said = text.trim();
  const told = said === '' ? 'unknown' : (mapping?.availability?.[said] ?? availabilityOf(said));
  if (told === undefined) notes.push(`availability ${JSON.stringify(cut(said, 40))} is not a word known here, so it counts as unknown`);
  return told ?? 'unknown';
}

type Further = Pick<FeedProduct, 'maker' | 'description' | 'imageUrl' | 'gtin' | 'mpn' | 'category' | 'language'>;

function furtherFields(loose: LooseProduct, options: FeedOptions, notes: string[]): Further {
  const description = plainText(loose.description ?? '');
  if (description.length > descriptionMax) notes.push(`the description was cut to ${descriptionMax} characters`);
  const image = imageOf(loose.imageUrl ?? '', options.shop);
  if (image.note) notes.push(image.note);
  const gtin = gtinOf(loose.gtin ?? '');
  if (gtin.note) notes.push(gtin.note);
  const mpn = plainText(loose.mpn ?? '');
  if (mpn.length > nameMax) notes.push('the mpn is too long and was left out');
  const told = {
    maker: named(plainText(loose.maker ?? '', nameMax)),
    description: cut(description, descriptionMax),
    imageUrl: image.href,
    gtin: gtin.gtin,
    mpn: mpn.length > nameMax ? '' : named(mpn),
    category: named(plainText(loose.category ?? '', categoryMax)),
    language: languageOf(loose.language ?? '') ?? languageOf(options.language ?? '') ?? '',
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== ''));
}

const named = (text: string): string => (isPlaceholder(text) ? '' : text);

const languageOf = (text: string): string | undefined =>
  /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8}){0,3}$/i.exec(text.trim())?.[0].replaceAll('_', '-');

/** What is kept here is what the server will keep: both judge by the contract. */
function checked(read: { product: FeedProduct; notes: string[] }): ReadProduct {
  const parsed = FeedProduct.safeParse(read.product);
  if (parsed.success) return { product: parsed.data, notes: read.notes };
  return { reason: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ') };
}
