import type { PageProduct } from '#shared/page.ts';
import { pageLimits } from '#shared/page-limits.ts';
import { looseJson } from '../json.ts';
import { at, textAt } from '../path.ts';
import { pricesIn } from '../price.ts';
import { clip, fold } from '../words.ts';

/** The goods that a video's anchors show: each anchor has its products as JSON in a text, and each of these its facts in another. */
export function anchoredProducts(anchors: unknown): PageProduct[] {
  const products = new Map<string, PageProduct>();
  for (const anchor of listed(anchors)) {
    const extra = parsed(at(anchor, 'extra'));
    for (const entry of Array.isArray(extra) ? listed(extra) : [extra]) {
      const product = productOf(parsed(at(entry, 'extra')) ?? entry);
      if (product && !products.has(product.name)) products.set(product.name, product);
    }
  }
  return [...products.values()];
}

function productOf(facts: unknown): PageProduct | undefined {
  const name = clip(fold(textAt(facts, 'title')?.slice(0, 2000)), pageLimits.nameLength);
  const isProduct = at(facts, 'product_id') !== undefined || at(facts, 'seo_url') !== undefined;
  if (!name || !isProduct) return undefined;
  const [price] = pricesIn(fold(textAt(facts, 'format_available_price') ?? textAt(facts, 'format_price')), []);
  const url = textAt(facts, 'seo_url') ?? '';
  return {
    name,
    ...(price ? { price: { amount: price.amount, currency: price.currency } } : {}),
    ...(/^https?:\/\//.test(url) && url.length <= pageLimits.urlLength ? { url } : {}),
  };
}

function listed(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, 40) : [];
}

function parsed(value: unknown): unknown {
  return typeof value === 'string' && value.length <= 200_000 ? looseJson(value) : undefined;
}
