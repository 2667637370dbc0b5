/** A book as a file, one JSON text a line: whose book, then each event with its hash and what followed, then balances and root. */
import { canonical } from './canonical.ts';
import type { Consequences } from './decide.ts';
import type { Balance } from './memory.ts';

/** No event of a book comes near this; a longer line is not read. */
export const lineCharsMax = 2_000_000;
/** The last line holds all balances. */
export const footerCharsMax = 30_000_000;

export interface EventLine {
  seq: number;
  /** In its canonical spelling, as it was hashed. */
  eventText: string;
  prevHash: string;
  hash: string;
  consequences: Consequences;
}

export const eventLineText = ({ seq, eventText, prevHash, hash, consequences }: EventLine): string =>
  `{"seq":${seq},"event":${eventText},"prevHash":"${prevHash}","hash":"${hash}","consequences":${consequencesText(consequences)}}`;

const consequencesText = ({ outcome, credits, postings }: Consequences): string => JSON.stringify({ outcome, credits, postings });

export interface Footer {
  events: number;
  rootHash: string;
  /** By account, then currency. */
  balances: readonly Balance[];
}

export const footerText = ({ events, rootHash, balances }: Footer): string => canonical({ end: true, events, rootHash, balances });
export const isFooter = (text: string): boolean => text.startsWith('{"balances":');

/** The canonical event within a line, found without reading the line: its quotes cannot stand unescaped inside a JSON string. */
export function eventTextOf(text: string, seq: number): string | undefined {
  const head = `{"seq":${seq},"event":`;
  const end = text.lastIndexOf(',"prevHash":"');
  return text.startsWith(head) && end > head.length ? text.slice(head.length, end) : undefined;
}
