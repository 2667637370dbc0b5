import { readerLimits as limits } from '../limits.ts';
import { microdataValue, typesOf } from '../microdata.ts';
import type { PageElement } from '../reader.ts';
import type { PageItem } from './gathered.ts';

/** Opens an item, or adds a property to the open one; returns the place of the item that holds what is inside. */
export function openItem(
  list: PageItem[],
  { element, bits, item }: { element: PageElement; bits: number; item: number | undefined },
): number | undefined {
  const types = typesOf(element);
  const property = element.getAttribute('itemprop') ?? (item === undefined ? null : element.getAttribute('property'));
  let own: number | undefined;
  if (types && list.length < limits.microdataItems) {
    own = list.length;
    list.push({ types, region: bits, values: [] });
  }
  const outer = item === undefined ? undefined : list[item];
  if (property && outer)
    for (const name of property.trim().split(/\s+/)) {
      const value = own ?? microdataValue(element, name);
      if (value !== undefined) addValue(outer, name.replace(/^.*[:/]/, ''), value);
    }
  // Offers inside a product are its own, also where the page forgot to say so or says it in RDFa's way, around them.
  else if (own !== undefined && outer && types?.some((type) => /^(?:Aggregate)?Offer$/.test(type))) addValue(outer, 'offers', own);
  return own ?? item;
}

function addValue({ values }: PageItem, name: string, value: string | number): void {
  if (name.length > limits.itemNameLength || values.length >= limits.itemValues) return;
  if (values.filter(([other]) => other === name).length < limits.offers) values.push([name, value]);
}
