import type { PageAnswer } from '#extension/base/messages.ts';

/** What a look at the page brought. */
export interface Looked {
  /** Equal to that of an earlier look when there is nothing new. */
  mark: string;
  /** Tells the background, and hears what to show. */
  tell(): Promise<PageAnswer>;
}

/** How a script looks at its page; undefined when the visit ended meanwhile. */
export type Look = (document: Document, signal: AbortSignal) => Promise<Looked | undefined>;
