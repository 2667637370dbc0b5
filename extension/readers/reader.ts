import type { PageSnapshot } from '#shared/page.ts';
import type { Platform } from '#shared/platforms.ts';

/** The part of the DOM that readers use: a browser's Document fits, and so does that of a parser outside the browser. */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
}

export interface PageElement extends PageNode {
  readonly localName: string;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): ArrayLike<PageElement>;
  /** Where an element keeps its inside to itself, but open. */
  readonly shadowRoot?: Pick<PageElement, 'querySelector' | 'querySelectorAll'> | null;
}

export interface PageDocument {
  readonly documentElement: PageElement | null;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): ArrayLike<PageElement>;
}

export interface Page {
  readonly document: PageDocument;
  readonly url: URL;
  /** A recorded response of the platform's own interface, where that is what was saved instead of a document. */
  readonly state?: unknown;
  /** Embedded states that were found and parsed before: see embedded-state.ts. */
  readonly states?: ReadonlyMap<string, unknown>;
}

/**
 * Reads one kind of page. `read` is pure: it never waits, fetches or writes, and says nothing rather than guess.
 * `place` lists selectors, best first; cards go beside the first that is on the page, else into a corner of the window.
 */
export interface Reader {
  readonly name: string;
  readonly platform: Platform;
  readonly place: readonly string[];
  matches(url: URL): boolean;
  /** Names of the embedded states that `read` will ask for: large ones, which a content script finds and parses in pieces before. */
  states?(url: URL): readonly string[];
  read(page: Page): PageSnapshot | undefined;
}

/** A URL detector, and addresses it must take; every detector is also run against the examples of all others. */
export interface UrlExamples {
  readonly matches: (url: URL) => boolean;
  readonly examples: readonly string[];
}
