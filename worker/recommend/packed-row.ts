/** The rows of `word-row.ts` in as few bytes as they need, one after the other: words that several products have are named by their rank. */
import type { CountedTerms, Term } from '#worker/model/index.ts';
import { makeBytes, pushByte, pushNumber, pushWhole, wholeAt } from './bytes.ts';
import { rankOf, type WordTable } from './word-table.ts';

export interface PackedRows {
  /** Fingerprint, three lengths, and each word by its rank plus one, or 0 and the word itself. */
  rows: Uint8Array<ArrayBuffer>;
  /** A product's row goes from its start to the next one's. */
  starts: Uint32Array<ArrayBuffer>;
}
type Packed = PackedRows & Pick<WordTable, 'terms' | 'counts'>;

export const fingerprintAt = ({ rows, starts }: PackedRows, place: number): number => wholeAt(rows, starts[place] as number);

export function rowAt(packed: Packed, place: number): Uint32Array<ArrayBuffer> {
  const length = unpackRow(packed, place);
  const row = new Uint32Array(2 + length);
  row[0] = fingerprintAt(packed, place);
  row[1] = unpacked.title | (unpacked.maker << 8) | (unpacked.codes << 16);
  row.set(unpacked.terms.subarray(0, length), 2);
  return row;
}

/** With how many of these products have those of title and maker: known without looking each of them up. */
export function termsAt(packed: Packed, place: number): CountedTerms {
  unpackRow(packed, place);
  const { terms, counts, title, maker, codes } = unpacked;
  return {
    title: piece(terms, 0, title),
    titleCounts: piece(counts, 0, title),
    maker: piece(terms, title, maker),
    makerCounts: piece(counts, title, maker),
    codes: piece(terms, title + maker, codes),
  };
}

function piece(values: Uint32Array, from: number, count: number): number[] {
  const taken: number[] = [];
  for (let at = from; at < from + count; at++) taken.push(values[at] as number);
  return taken;
}

/** Of the row that was looked at last: three times 255 words at most. */
const unpacked = { title: 0, maker: 0, codes: 0, terms: new Uint32Array(765), counts: new Uint32Array(765) };

/** @returns how many words it has */
function unpackRow({ rows, starts, terms, counts }: Packed, place: number): number {
  let at = (starts[place] as number) + 4;
  unpacked.title = rows[at++] as number;
  unpacked.maker = rows[at++] as number;
  unpacked.codes = rows[at++] as number;
  const length = unpacked.title + unpacked.maker + unpacked.codes;
  for (let word = 0; word < length; word++) {
    let byte = rows[at++] as number;
    let code = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = rows[at++] as number;
      code |= (byte & 127) << shift;
    }
    unpacked.terms[word] = code === 0 ? wholeAt(rows, at) : (terms[code - 1] as number);
    unpacked.counts[word] = code === 0 ? 1 : (counts[code - 1] as number);
    if (code === 0) at += 4;
  }
  return length;
}

export function packedRows(all: readonly Uint32Array[], table: WordTable): PackedRows {
  const [bytes, starts] = [makeBytes(all.length * 48), new Uint32Array(all.length + 1)];
  for (const [place, row] of all.entries()) {
    pushWhole(bytes, row[0] as number);
    for (let shift = 0; shift < 24; shift += 8) pushByte(bytes, ((row[1] as number) >>> shift) & 255);
    for (const term of row.subarray(2)) {
      const rank = rankOf(table, term);
      pushNumber(bytes, rank === undefined ? 0 : rank + 1);
      if (rank === undefined) pushWhole(bytes, term);
    }
    starts[place + 1] = bytes.length;
  }
  return { rows: bytes.list.slice(0, bytes.length), starts };
}

export function hasTerm(packed: Packed, place: number, term: Term): boolean {
  const length = unpackRow(packed, place);
  for (let at = 0; at < length; at++) if (unpacked.terms[at] === term) return true;
  return false;
}
