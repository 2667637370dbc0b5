import { readerLimits as limits } from '../limits.ts';
import type { PageElement } from '../reader.ts';
import { shortText } from '../short-text.ts';
import type { GatheredPage } from './gathered.ts';

/** What has nothing inside to walk. */
export const isHeadOnly = (tag: string): boolean => tag === 'title' || tag === 'meta' || tag === 'script' || tag === 'link';

/** Takes in what stands in the head, or is no text. */
export function takeHead(page: GatheredPage, metas: Map<string, string[]>, element: PageElement, tag: string): void {
  if (tag === 'html') takeLanguage(page, element);
  else if (tag === 'body') page.bodyNames = named(element, 'class', 'id').slice(0, limits.namesLength);
  else if (tag === 'title') page.title ||= shortText(element);
  else if (tag === 'meta') takeMeta(metas, element);
  else if (tag === 'script') takeLinkedData(page, element);
  else if (tag === 'link' && /\bcanonical\b/i.test(element.getAttribute('rel') ?? '')) {
    const href = element.getAttribute('href');
    if (href && href.length <= limits.addressLength) page.canonical ||= href;
  } else if (tag === 'time') {
    const at = element.getAttribute('datetime');
    if (at && page.times.length < 20) page.times.push(at.slice(0, limits.shortTextLength));
  }
}

const named = (element: PageElement, ...names: readonly string[]): string =>
  names.map((name) => element.getAttribute(name) ?? '').join(' ');

function takeLanguage({ languages }: GatheredPage, element: PageElement): void {
  const language = element.getAttribute('lang') || element.getAttribute('xml:lang');
  if (language && languages.length < 5) languages.push(language.slice(0, 100));
}

function takeMeta(metas: Map<string, string[]>, element: PageElement): void {
  const key =
    element.getAttribute('property') ||
    element.getAttribute('name') ||
    element.getAttribute('itemprop') ||
    element.getAttribute('http-equiv');
  const content = element.getAttribute('content');
  if (!key || !content || metas.size >= limits.metas || key.length > 100) return;
  const name = key.trim().toLowerCase();
  const values = metas.get(name);
  if (!values) metas.set(name, [content.slice(0, limits.metaLength)]);
  else if (values.length < 10) values.push(content.slice(0, limits.metaLength));
}

function takeLinkedData({ linkedData }: GatheredPage, element: PageElement): void {
  if (!/ld\+json/i.test(element.getAttribute('type') ?? '') || linkedData.length >= limits.linkedDataScripts) return;
  const text = element.textContent ?? '';
  const length = linkedData.reduce((sum, one) => sum + one.length, text.length);
  if (length <= limits.linkedDataBytes) linkedData.push(text);
}
