import { attributeOf } from '../elements.ts';
import type { PageDocument } from '../reader.ts';
import type { Seen } from '../snapshot.ts';

/** What a part of the site reads; the rest is the same for all of them. */
export type Draft = Omit<Seen, 'platform' | 'title'> & { title: string | undefined };

/** What the head says; a page whose data is missing prints "undefined" there. */
export function headOf(document: PageDocument, selector: string): string | undefined {
  const said = attributeOf(document, selector, 'content');
  return said && !/^(?:undefined|null)\b/.test(said) ? said : undefined;
}

/** The site's name at the end of a title. */
export function withoutSite(title: string | undefined): string | undefined {
  return title?.replace(/\s*[_-]\s*(?:哔哩哔哩|bilibili).*$/i, '') || undefined;
}

/** A user's number, which state gives as number or text. */
export function numberText(value: unknown): string | undefined {
  return (typeof value === 'number' && value > 0) || (typeof value === 'string' && /^\d{1,20}$/.test(value)) ? String(value) : undefined;
}

/** Milliseconds of a time in seconds. */
export function millisOf(seconds: unknown): number | undefined {
  const number = Number(numberText(seconds));
  return number > 0 && number < 1e11 ? number * 1000 : undefined;
}

/** A link that leaves the site. */
export function outsideOf(href: string): string | undefined {
  const address = href.startsWith('//') ? `https:${href}` : href;
  return /^https?:\/\/(?![\w.]*bilibili\.com)/.test(address) ? address : undefined;
}
