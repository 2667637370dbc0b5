/** Rows of CSV and TSV from streamed text. A quote that never closes costs one row, not the rest of the feed. */
import { fail } from '#shared/errors.ts';
import { type Piece, pieces, type Splitter } from './pieces.ts';

type Delimiter = ',' | ';' | '\t' | '|';
export interface TableRecord {
  line: number;
  /** The cell of a column, '' where there is none. */
  get: (column: string) => string;
}
export interface TableRules {
  /** Found by itself from the first row when left out. */
  delimiter?: Delimiter | undefined;
  /** Brings names of columns into one spelling. */
  columnName: (header: string) => string;
  /** Columns without which no row can be read. */
  required: readonly string[];
}

/** The rows below the header. Empty rows are passed over; a row with more cells than the header is refused, because its cells have shifted. */
export async function* tableRecords(
  text: AsyncIterable<string>,
  rules: TableRules,
): AsyncGenerator<TableRecord | { line: number; reason: string }> {
  const splitter = rowSplitter(rules.delimiter);
  let columns: ReadonlyMap<string, number> | undefined;
  for await (const found of pieces(text, splitter)) {
    if ('reason' in found) {
      yield found;
      continue;
    }
    const { line, value: cells } = found;
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (!columns) {
      columns = columnsOf(cells, rules);
      splitter.columns = cells.length;
      continue;
    }
    if (cells.length > splitter.columns && cells.slice(splitter.columns).some((cell) => cell.trim() !== ''))
      yield {
        line,
        reason: `it has ${cells.length} cells, the header has ${splitter.columns}: put cells that hold the separator into quotes`,
      };
    else yield recordOf(line, cells, columns);
  }
  if (!columns) fail('unprocessable', 'it holds no rows');
}

/** The cells of the first row, to recognise a feed by. */
export function headerOf(head: string): string[] {
  const { next } = rowSplitter(undefined);
  for (let at = 0; at < head.length; ) {
    const piece = next(head, at, true);
    if (!piece || piece.value) return piece?.value ?? [];
    at += piece.take;
  }
  return [];
}

function columnsOf(header: readonly string[], { columnName, required }: TableRules): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  for (const [at, name] of header.map(columnName).entries()) if (!columns.has(name)) columns.set(name, at);
  const missing = required.filter((name) => !columns.has(name));
  if (missing.length > 0)
    fail(
      'unprocessable',
      `it has no column ${missing.join(', ')}; its columns are: ${header
        .map((cell) => cell.trim())
        .join(', ')
        .slice(0, 1000)}`,
    );
  return columns;
}

function recordOf(line: number, cells: readonly string[], columns: ReadonlyMap<string, number>): TableRecord {
  return {
    line,
    get: (column) => {
      const at = columns.get(column);
      return at === undefined ? '' : (cells[at] ?? '');
    },
  };
}

interface RowSplitter extends Splitter<string[]> {
  /** Of the header, once it is known. */
  columns: number;
}

function rowSplitter(given: Delimiter | undefined): RowSplitter {
  let delimiter: string | undefined = given;
  const splitter: RowSplitter = {
    columns: 0,
    next: (text, at, ended) => {
      const newline = text.indexOf('\n', at);
      if (newline < 0 && !ended) return undefined;
      const lineEnd = newline < 0 ? text.length : newline;
      const line = text.slice(at, lineEnd);
      const take = Math.min(lineEnd + 1, text.length) - at;
      const told = /^sep=(.)$/i.exec(line)?.[1];
      if (told !== undefined && splitter.columns === 0) {
        delimiter = told;
        return { take };
      }
      if (delimiter === undefined && line.trim() === '') return { take };
      delimiter ??= likelyDelimiter(line);
      if (!line.includes('"')) return { take, value: line.split(delimiter) };
      const row = readQuoted({ text, at, ended, delimiter });
      return row?.reason === undefined ? row : (asItStands(text, at) ?? row);
    },
    giveUp: (text, at) => asItStands(text, at) ?? unclosed(text, at),
  };
  /** Some writers have no rule for quotes: their line is taken as it stands where its cells count up. */
  const asItStands = (text: string, at: number): Piece<string[]> | undefined => {
    const line = lineAt(text, at);
    const cells = line.split(delimiter ?? ',');
    return cells.length === splitter.columns ? { take: Math.min(line.length + 1, text.length - at), value: cells } : undefined;
  };
  return splitter;
}

interface Place {
  text: string;
  at: number;
  ended: boolean;
  delimiter: string;
}

/** One row with quotes in it; undefined when the text ends before the row does. */
function readQuoted({ text, at, ended, delimiter }: Place): Piece<string[]> | undefined {
  const cells: string[] = [];
  let from = at;
  for (;;) {
    const cell = text[from] === '"' ? readQuotedCell(text, from) : readPlainCell(text, from, delimiter);
    if (cell === undefined || (cell.end >= text.length && !ended)) return undefined;
    cells.push(cell.value);
    if (cell.end >= text.length) return { take: text.length - at, value: cells };
    const mark = text[cell.end];
    if (mark === '\n') return { take: cell.end + 1 - at, value: cells };
    if (mark !== delimiter)
      return { ...unclosed(text, at), looked: cell.end - at, reason: 'a quote within a quoted cell is not doubled: write "" for each' };
    from = cell.end + 1;
  }
}

function readQuotedCell(text: string, open: number): { value: string; end: number } | undefined {
  let value = '';
  let from = open + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return undefined;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') {
      let end = quote + 1;
      while (text[end] === ' ') end += 1;
      return { value, end };
    }
    value += '"';
    from = quote + 2;
  }
}

function readPlainCell(text: string, from: number, delimiter: string): { value: string; end: number } {
  const newline = text.indexOf('\n', from);
  const lineEnd = newline < 0 ? text.length : newline;
  const part = text.slice(from, lineEnd);
  const mark = part.indexOf(delimiter);
  const end = mark < 0 ? lineEnd : from + mark;
  return { value: text.slice(from, end), end };
}

function unclosed(text: string, at: number): Piece<string[]> {
  const line = lineAt(text, at);
  const reason = line.includes('"')
    ? 'a quote is opened and never closed: close it or write "" for a quote'
    : 'the line is too long to be a row';
  return { take: Math.min(line.length + 1, text.length - at), reason };
}

function lineAt(text: string, at: number): string {
  const newline = text.indexOf('\n', at);
  return text.slice(at, newline < 0 ? text.length : newline);
}

function likelyDelimiter(header: string): string {
  const unquoted = header.replaceAll(/"[^"]*"/g, '');
  const counts = [',', '\t', ';', '|'].map((mark) => ({ mark, count: unquoted.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
}
