import { readerLimits as limits } from './limits.ts';
import type { PageElement, PageNode } from './reader.ts';
import { clip, fold } from './words.ts';

/** The first words inside an element as one line, without copying all of what may be megabytes. */
export function shortText(element: PageNode): string {
  const seen = { text: '', nodes: 0 };
  gather(element, seen, 0);
  return clip(fold(seen.text), limits.shortTextLength);
}

function gather(node: PageNode, seen: { text: string; nodes: number }, depth: number): void {
  for (let child = node.firstChild; child; child = child.nextSibling) {
    seen.nodes += 1;
    if (seen.nodes > limits.shortTextNodes || seen.text.length > 2 * limits.shortTextLength) return;
    if (child.nodeType === 3) seen.text += (child.nodeValue ?? '').slice(0, 2 * limits.shortTextLength);
    else if (child.nodeType === 1 && depth < 20) {
      const length = seen.text.length;
      gather(child, seen, depth + 1);
      if (isCents(child, seen.text.slice(0, length), seen.text.slice(length)))
        seen.text = `${seen.text.slice(0, length).trimEnd()}.${seen.text.slice(length).trim()}`;
    }
  }
}

function isCents(node: PageNode, before: string, text: string): boolean {
  return /^\s*\d{2}\s*$/.test(text) && /\d\s*$/.test(before) && isFraction(node as PageElement);
}

/** `63<sup>07</sup>` is 63.07 to the eye. */
export function isFraction(element: PageElement): boolean {
  return (
    element.localName === 'sup' || /cent|decimal|fraction|frac|superscript|minor|penny|pence/i.test(element.getAttribute('class') ?? '')
  );
}
