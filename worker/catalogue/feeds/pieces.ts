/** Splits text that arrives in chunks into the pieces of a format, with line numbers and in flat memory. */
import { fail } from '#shared/errors.ts';

/** What stands at a place of the text. It begins `skip` characters on, and reading goes on after `take` of them. */
export interface Piece<T> {
  take: number;
  skip?: number;
  value?: T;
  /** Why this piece cannot be read. */
  reason?: string;
  /** Characters looked at, when they are more than are taken. */
  looked?: number;
  /** Why nothing after it can be read. */
  fatal?: string;
}

export interface Splitter<T> {
  /** Undefined: more text is needed to tell. */
  next: (text: string, at: number, ended: boolean) => Piece<T> | undefined;
  /** For a piece that does not end within `pieceCharsMax`, or at all. */
  giveUp: (text: string, at: number) => Piece<T>;
}

export type Found<T> = { line: number; value: T } | { line: number; reason: string };

export const pieceCharsMax = 256 * 1024;
/** A broken piece is taken up again right behind its beginning, to lose nothing good; past this much, whole stretches are left. */
const lookedAgainCharsMax = 16 * 1024 * 1024;

export async function* pieces<T>(chunks: AsyncIterable<string>, splitter: Splitter<T>): AsyncGenerator<Found<T>> {
  const state: State = { text: '', at: 0, line: 1, lookedAgain: 0 };
  for await (const chunk of chunks) {
    state.text = state.text.slice(state.at) + chunk;
    state.at = 0;
    yield* ready(state, splitter, false);
  }
  yield* ready(state, splitter, true);
}

interface State {
  text: string;
  at: number;
  line: number;
  lookedAgain: number;
}

function* ready<T>(state: State, splitter: Splitter<T>, ended: boolean): Generator<Found<T>> {
  while (state.at < state.text.length) {
    const piece = nextPiece(state, splitter, ended);
    if (!piece) return;
    const start = state.at + (piece.skip ?? 0);
    const line = state.line + linesIn(state.text, state.at, start);
    const end = state.at + taken(state, piece);
    state.line = line + linesIn(state.text, start, end);
    state.at = end;
    if (piece.fatal !== undefined) fail('unprocessable', `line ${line}: ${piece.fatal}`);
    if (piece.reason !== undefined) yield { line, reason: piece.reason };
    else if (piece.value !== undefined) yield { line, value: piece.value };
  }
}

function nextPiece<T>(state: State, splitter: Splitter<T>, ended: boolean): Piece<T> | undefined {
  const piece = splitter.next(state.text, state.at, ended);
  if (piece || (!ended && state.text.length - state.at < pieceCharsMax)) return piece;
  return { looked: state.text.length - state.at, ...splitter.giveUp(state.text, state.at) };
}

function taken(state: State, piece: Piece<unknown>): number {
  const looked = piece.looked ?? piece.take;
  state.lookedAgain += Math.max(0, looked - piece.take);
  return Math.max(1, state.lookedAgain > lookedAgainCharsMax && looked > piece.take ? wholeLines(state, looked) : piece.take);
}

/** A stretch that is left ends where a line does: what comes next must not begin within a row. */
function wholeLines({ text, at }: State, looked: number): number {
  const newline = text.lastIndexOf('\n', at + looked - 1);
  return newline >= at ? newline + 1 - at : looked;
}

function linesIn(text: string, from: number, to: number): number {
  // Cut first: a search for a line end in text without any would run through all of it, for each piece again.
  const part = text.slice(from, to);
  let lines = 0;
  for (let at = part.indexOf('\n'); at >= 0; at = part.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
