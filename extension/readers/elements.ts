import type { PageElement, PageNode } from './reader.ts';
import { shortText } from './short-text.ts';
import { fold } from './words.ts';

/** A document or an element. */
export interface Within {
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): ArrayLike<PageElement>;
}

/** The first that is there, asked in this order. */
export function firstOf(within: Within | null | undefined, selectors: readonly string[]): PageElement | null {
  for (const selector of selectors) {
    const found = within?.querySelector(selector);
    if (found) return found;
  }
  return null;
}

/** The words of the first that is there and not empty, as one line. */
export function textOf(within: Within | null | undefined, selectors: readonly string[]): string | undefined {
  for (const selector of selectors) {
    const found = within?.querySelector(selector);
    const text = found ? shortText(found) : '';
    if (text) return text;
  }
  return undefined;
}

export function attributeOf(within: Within | null | undefined, selector: string, name: string): string | undefined {
  return fold(within?.querySelector(selector)?.getAttribute(name)) || undefined;
}

export function allOf(within: Within, selector: string, max: number): PageElement[] {
  const found = within.querySelectorAll(selector);
  return Array.from({ length: Math.min(max, found.length) }, (_, index) => found[index]).flatMap((element) => element ?? []);
}

const BREAKS = /^(?:br|p|div|li|tr|h[1-6])$/;

/** The words of an element in lines, at most `lengthMax`. Links out of the site stand in full: in place of an address cut short, else behind their words. */
export function linkedText(element: PageElement, outsideOf: (href: string) => string | undefined, lengthMax = 20_000): string {
  const seen = { text: '', nodes: 0 };
  const walk = (node: PageNode, depth: number) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      seen.nodes += 1;
      if (seen.nodes > 4000 || seen.text.length > lengthMax) return;
      if (child.nodeType === 3) seen.text += (child.nodeValue ?? '').slice(0, lengthMax);
      if (child.nodeType !== 1 || depth > 30) continue;
      const inner = child as PageElement;
      if (BREAKS.test(inner.localName)) seen.text += '\n';
      const outside = inner.localName === 'a' ? outsideOf(inner.getAttribute('href') ?? '') : undefined;
      if (!outside || !isAddress(inner)) walk(child, depth + 1);
      if (outside) seen.text += ` ${outside} `;
    }
  };
  walk(element, 0);
  return seen.text
    .slice(0, lengthMax)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim();
}

/** Whether a link prints its own address, as a whole or cut short. */
function isAddress(link: PageElement): boolean {
  return /^(?:https?:\/\/)?(?:[\w-]+\.)+[\w-]{2,}(?:[/?#]\S*|…)?$/.test(shortText(link));
}
