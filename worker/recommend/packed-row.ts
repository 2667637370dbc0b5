/** The rows of `word-row.ts` in as few bytes as they need, one after the other: words that several products have are named by their rank. */
import { informationOfCount, type ProductWords, ratedWords, type Term } from '#worker/model/index.ts';
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

export function rowAt(packed: Packed, place: number): Int32Array<ArrayBuffer> {
  const length = unpackRow(packed, place);
  const row = new Int32Array(2 + length);
  row[0] = fingerprintAt(packed, place);
  row[1] = unpacked.title | (unpacked.maker << 8) | (unpacked.codes << 16);
  for (let at = 0; at < length; at++) row[2 + at] = unpacked.terms[at] as number;
  return row;
}

interface Rating {
  /** In the catalogue. */
  products: number;
  /** How many of those that are not in here have the word. */
  more: (term: Term) => number;
}

/** The product's words, and how rare they are: how many have each stands beside it, so that none is looked up. */
export function wordsAt(packed: Packed, place: number, { products, more }: Rating): ProductWords {
  unpackRow(packed, place);
  const { terms, counts, title, maker } = unpacked;
  const [codesFrom, end] = [title + maker, title + maker + unpacked.codes];
  for (let at = 0; at < codesFrom; at++) {
    const term = terms[at] as Term;
    information[at] = informationOfCount(term, { products, having: (counts[at] as number) + more(term) });
  }
  return ratedWords(
    { title: terms.slice(0, title), maker: terms.slice(title, codesFrom), codes: terms.slice(codesFrom, end) },
    { titleRarity: information.slice(0, title), makerRarity: information.slice(title, codesFrom) },
  );
}

/** Three times 255 words at most. Plain lists, because pieces of them are cut out exactly as long as they are. */
const wordsMax = 765;
const list = (filled: number): number[] => Array.from({ length: wordsMax }, () => filled);
/** Of the row that was looked at last. */
const unpacked = { title: 0, maker: 0, codes: 0, terms: list(0), counts: list(0) };
const information = list(0.5);

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
    unpacked.terms[word] = (code === 0 ? wholeAt(rows, at) : (terms[code - 1] as number)) | 0;
    unpacked.counts[word] = code === 0 ? 1 : (counts[code - 1] as number);
    if (code === 0) at += 4;
  }
  return length;
}

export function packedRows(all: readonly Int32Array[], table: WordTable): PackedRows {
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
