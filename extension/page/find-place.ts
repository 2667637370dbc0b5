/** Where a moment of a text stands in the page, by its own words. Reads only. */
import type { Moment } from '#extension/base/note.ts';

/** So much of a page is looked through. */
const nodesMax = 20_000;
const startLength = 60;

export function findPlace(document: Document, { heading, text }: Moment): Range | undefined {
  const byHeading = heading ? find(document, heading, 'h1, h2, h3, h4, h5, h6, [role=heading], strong, b, dt, figcaption') : undefined;
  if (byHeading) return byHeading;
  for (const words of [text, heading]) {
    const found = words ? find(document, words.slice(0, startLength), undefined) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The smallest visible element that holds these words, white space aside. */
function find(document: Document, words: string, selector: string | undefined): Range | undefined {
  const wanted = bare(words);
  if (wanted === '') return undefined;
  const elements = selector ? [...document.querySelectorAll(selector)].slice(0, nodesMax) : blocksWith(document, wanted);
  const found = elements.find((element) => (selector ? bare(element.textContent) === wanted : true) && isSeen(element));
  return found && rangeOf(document, found);
}

/** From the outside in: an element whose words hold the wanted ones while none of its children's do. */
function blocksWith(document: Document, wanted: string): Element[] {
  const found: Element[] = [];
  let looked = 0;
  const look = (element: Element): void => {
    if (looked++ > nodesMax || found.length >= 3 || /^(?:script|style|noscript|template)$/i.test(element.tagName)) return;
    if (!bare(element.textContent).includes(wanted)) return;
    const before = found.length;
    for (const child of element.children) look(child);
    if (found.length === before) found.push(element);
  };
  if (document.body) look(document.body);
  return found;
}

function isSeen(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility();
}

function rangeOf(document: Document, element: Element): Range {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range;
}

/** Letters and digits alone: markup puts spaces and signs where it likes. */
const bare = (text: string | null): string => (text ?? '').normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '');
