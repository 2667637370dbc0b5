import { declaredCurrency } from '../currency.ts';
import { plainAmount } from '../price.ts';
import { fold, plain } from '../words.ts';
import { gtinOf } from './identifiers.ts';

/** What a page's own scripts say of the product beside its name: tag managers, application state. */
export interface EmbeddedFacts {
  brand?: string;
  sku?: string;
  gtin?: string;
  /** What is asked for it, and in what: kept only when one object says both. */
  amount?: string;
  currency?: string;
}

const PAIR =
  /["']?(brand(?:[_-]?name)?|vendor|manufacturer|item_brand|sku|product_?sku|item_id|product_?id|product_?code|part_?number|ean|gtin\d{0,2}|upc|(?:sales?|current|final|selling|now|offer)?_?price(?:_?value)?|now|(?:price_?)?currency(?:_?code)?)["']?\s*:\s*(?:"((?:[^"\\]|\\.){1,80})"|'([^'\\]{1,80})'|(\d{1,14}(?:\.\d{1,6})?)|(?=\{[^{}]{0,120}?["']?(?:name|value|amount)["']?\s*:\s*["']?([^"'\\,{}]{1,60})))/gi;

/** Reads key and value pairs of the objects that hold the product's name, and of no others. */
export function embeddedFacts(objects: readonly string[]): EmbeddedFacts {
  const facts: EmbeddedFacts = {};
  for (const object of objects) {
    takePairs(facts, object);
    if (!(facts.amount && facts.currency)) {
      delete facts.amount;
      delete facts.currency;
    }
  }
  return facts;
}

function takePairs(facts: EmbeddedFacts, object: string): void {
  for (const [, key = '', double, single, number, named] of object.matchAll(PAIR)) {
    const value = plain(unescaped(double ?? single ?? number ?? named ?? ''));
    if (!value || /^(?:null|undefined|true|false|n\/a|none)$/i.test(value)) continue;
    if (/brand|vendor|manufacturer/i.test(key)) {
      if (/\p{L}/u.test(value) && !/^https?:|[{}]|^\$/.test(value)) facts.brand ??= value;
    } else if (/ean|gtin|upc/i.test(key)) {
      const gtin = gtinOf(value, true);
      if (gtin) facts.gtin ??= gtin;
    } else if (/currency/i.test(key)) takeCurrency(facts, value);
    else if (/price|now/i.test(key)) takeAmount(facts, value);
    else if (/^[\w./-]{3,40}$/.test(value)) facts.sku ??= value;
  }
}

function takeAmount(facts: EmbeddedFacts, value: string): void {
  const amount = plainAmount(value);
  if (amount) facts.amount ??= amount;
}

function takeCurrency(facts: EmbeddedFacts, value: string): void {
  const currency = declaredCurrency(value);
  if (currency) facts.currency ??= currency;
}

function unescaped(value: string): string {
  if (!value.includes('\\')) return fold(value);
  try {
    const text: unknown = JSON.parse(`"${value}"`);
    return typeof text === 'string' ? text : '';
  } catch {
    return '';
  }
}
