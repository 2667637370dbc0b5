/**
 * Recomputes a book from its bundle, line by line: the chain of hashes, and with the book's own `decide` every credit, reason, posting and
 * balance. What differs is named by its event. It never throws at what it reads, and remembers orders, not clicks.
 */
import { sha256Hex } from '../sha256.ts';
import { eventLineText, eventTextOf, footerCharsMax, isFooter, lineCharsMax } from './bundle.ts';
import { canonical, firstDifference } from './canonical.ts';
import { type HashText, headerText, nextHash, rootOfNothing } from './chain.ts';
import { type DayEvent, isTime } from './day-root.ts';
import { type Decision, decide } from './decide.ts';
import type { BookEvent } from './events.ts';
import { type Balance, type MemoryBook, memoryBook } from './memory.ts';
import { isHash } from './merkle.ts';

export interface Difference {
  /** The event's place in the log; null for what is no event. */
  seq: number | null;
  what: string;
}

export interface Verdict {
  brandId: string | null;
  events: number;
  rootHash: string;
  balances: Balance[];
  /** The first in the file first; no more than `differencesMax`. */
  differences: Difference[];
}

export const differencesMax = 20;

export interface Verifier {
  /** The next line, without its line break. */
  line: (text: string) => void;
  end: () => Verdict;
  book: MemoryBook;
  /** Of the header; null before it, and when it is none. */
  brandId: () => string | null;
}

interface Replay {
  book: MemoryBook;
  hash: HashText;
  brandId: string | null;
  seq: number;
  /** Hash of the event before; undefined after a line that could not be read. */
  root: string | undefined;
  ended: boolean;
  differences: Difference[];
  onEvent: (event: DayEvent) => void;
}

/** @param onEvent hears every event that could be read, with the hash that its line claims */
export function makeVerifier(hash: HashText = sha256Hex, onEvent: (event: DayEvent) => void = () => undefined): Verifier {
  const replay: Replay = { book: memoryBook(), hash, brandId: null, seq: 0, root: undefined, ended: false, differences: [], onEvent };
  let lines = 0;
  return {
    book: replay.book,
    brandId: () => replay.brandId,
    line: (text) => {
      lines += 1;
      if (lines === 1) takeHeader(replay, text);
      else if (replay.ended) differs(replay, null, 'There is text after the last line of the book.');
      else if (isFooter(text)) takeFooter(replay, text);
      else if (!takeEvent(replay, text)) explainEvent(replay, text);
    },
    end: () => {
      if (lines === 0) differs(replay, null, 'There is nothing to verify: the file is empty.');
      else if (!replay.ended) differs(replay, null, `The file ends after event ${replay.seq}, without its last line: the rest is cut off.`);
      const { brandId, seq, root, differences } = replay;
      return { brandId, events: seq, rootHash: root ?? '', balances: replay.book.balances(), differences };
    },
  };
}

export function verifyBundle(lines: Iterable<string>, hash: HashText = sha256Hex): Verdict {
  const verifier = makeVerifier(hash);
  for (const line of lines) verifier.line(line);
  return verifier.end();
}

function differs(replay: Replay, seq: number | null, what: string): void {
  if (replay.differences.length < differencesMax) replay.differences.push({ seq, what });
}

function takeHeader(replay: Replay, text: string): void {
  const header = text.length > lineCharsMax ? undefined : parsed(text);
  const brandId = header?.['brandId'];
  if (typeof brandId !== 'string' || text !== headerText(brandId))
    differs(replay, null, 'The first line is not the header of a book of a version known here: is this a bundle?');
  if (typeof brandId !== 'string') return;
  replay.brandId = brandId;
  replay.root = rootOfNothing(brandId, replay.hash);
}

function takeFooter(replay: Replay, text: string): void {
  replay.ended = true;
  const footer = text.length > footerCharsMax ? undefined : parsed(text);
  if (!footer) {
    differs(replay, null, 'The last line cannot be read.');
    return;
  }
  const expected = { end: true, events: replay.seq, rootHash: replay.root, balances: replay.book.balances() };
  const found = firstDifference(footer, expected);
  if (found) differs(replay, null, `The last line says ${found.path} ${shown(found.left)}; the events give ${shown(found.right)}.`);
  else if (text !== canonical(footer)) differs(replay, null, 'The last line is written in other bytes than the book writes.');
}

/** The way of every sound line: one parse of the event, one hash, one decision, one comparison of text. @returns whether it was sound */
function takeEvent(replay: Replay, text: string): boolean {
  const { root } = replay;
  const seq = replay.seq + 1;
  const eventText = text.length > lineCharsMax ? undefined : eventTextOf(text, seq);
  if (eventText === undefined || root === undefined) return false;
  const sound = soundLine(replay, { text, eventText, seq, root });
  if (!sound) return false;
  keep(replay, seq, sound.event, sound.decision);
  replay.seq = seq;
  replay.root = sound.hash;
  tell(replay, seq, sound.event);
  return true;
}

function soundLine(
  replay: Replay,
  { text, eventText, seq, root }: { text: string; eventText: string; seq: number; root: string },
): { event: BookEvent; decision: Decision; hash: string } | undefined {
  try {
    const event = JSON.parse(eventText) as BookEvent;
    const decision = decide(replay.book.facts, event, seq);
    const hash = nextHash(root, seq, eventText, replay.hash);
    const expected = eventLineText({ seq, eventText, prevHash: root, hash, consequences: decision });
    return expected === text && JSON.stringify(event) === eventText ? { event, decision, hash } : undefined;
  } catch {
    // Whatever was wrong, the slow way finds it again and names it.
    return undefined;
  }
}

function tell({ root, onEvent }: Replay, seq: number, { at }: BookEvent): void {
  if (isHash(root) && isTime(at)) onEvent({ seq, hash: root, at });
}

function keep(replay: Replay, seq: number, event: BookEvent, decision: Decision): void {
  try {
    replay.book.keep(event, decision);
  } catch (error) {
    differs(replay, seq, `Event ${seq} cannot stand here: ${errorText(error)}`);
  }
}

/** The way of a line that is not as it should be: finds what is wrong first, and goes on from what the line claims. */
function explainEvent(replay: Replay, text: string): void {
  const before = replay.differences.length;
  const expectedSeq = replay.seq + 1;
  const line = readEventLine(replay, text, expectedSeq);
  if (!line) {
    replay.seq = expectedSeq;
    replay.root = undefined;
    return;
  }
  const { seq } = line;
  if (seq < expectedSeq) {
    differs(replay, seq, `Event ${seq} stands after event ${replay.seq}: repeated or out of order.`);
    return;
  }
  if (seq > expectedSeq) differs(replay, expectedSeq, `Event ${expectedSeq} is missing: event ${seq} follows event ${replay.seq}.`);
  else explainChain(replay, line);
  explainConsequences(replay, line);
  replay.seq = seq;
  replay.root = line.hash;
  tell(replay, seq, line.event);
  if (replay.differences.length === before && before < differencesMax)
    differs(replay, seq, `Event ${seq} is written in other bytes than the book writes.`);
}

interface ReadLine {
  seq: number;
  event: BookEvent;
  prevHash: string;
  hash: string;
  consequences: unknown;
}

function readEventLine(replay: Replay, text: string, expectedSeq: number): ReadLine | undefined {
  if (text.length > lineCharsMax) {
    differs(replay, expectedSeq, `The line of event ${expectedSeq} is longer than ${lineCharsMax} characters and was not read.`);
    return undefined;
  }
  const line = parsed(text);
  if (!line) {
    differs(replay, expectedSeq, `The line of event ${expectedSeq} is not a JSON object.`);
    return undefined;
  }
  const { seq, event, prevHash, hash, consequences } = line;
  if (Number.isSafeInteger(seq) && isHolder(event) && typeof prevHash === 'string' && typeof hash === 'string')
    return { seq: Number(seq), event: event as unknown as BookEvent, prevHash, hash, consequences };
  differs(replay, expectedSeq, `The line of event ${expectedSeq} has not the parts of an event: seq, event, prevHash, hash, consequences.`);
  return undefined;
}

function explainChain(replay: Replay, { seq, event, prevHash, hash }: ReadLine): void {
  if (replay.root !== undefined && prevHash !== replay.root)
    differs(
      replay,
      seq,
      `Event ${seq} does not follow ${seq === 1 ? "this brand's header" : `event ${seq - 1}`}: its prevHash is another.`,
    );
  else if (nextHash(prevHash, seq, canonical(event), replay.hash) !== hash)
    differs(replay, seq, `Event ${seq} does not give its hash: the event or the hash was changed.`);
}

function explainConsequences(replay: Replay, { seq, event, consequences }: ReadLine): void {
  try {
    const decision = decide(replay.book.facts, event, seq);
    const { outcome, credits, postings } = decision;
    const found = firstDifference(consequences, JSON.parse(JSON.stringify({ outcome, credits, postings })));
    if (found)
      differs(replay, seq, `Event ${seq}: ${found.path || 'consequences'} is ${shown(found.left)}, but ${shown(found.right)} follows.`);
    keep(replay, seq, event, decision);
  } catch (error) {
    differs(replay, seq, `Event ${seq} cannot stand here: ${errorText(error)}`);
  }
}

const isHolder = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

const errorText = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
