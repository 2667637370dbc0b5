/** A product's words as one row of numbers: fingerprint, three lengths in one number, then the words of title, maker and codes. */
import type { ProductTerms, Term } from '#worker/model/index.ts';

const headLength = 2;

export function wordRow(fingerprint: number, { title, maker, codes }: ProductTerms): Int32Array<ArrayBuffer> {
  return Int32Array.of(fingerprint, title.length | (maker.length << 8) | (codes.length << 16), ...title, ...maker, ...codes);
}

export function termsOfRow(row: Int32Array): ProductTerms {
  const lengths = row[1] as number;
  const [title, maker, codes] = [lengths & 255, (lengths >>> 8) & 255, lengths >>> 16];
  const part = (from: number, count: number): Term[] => Array.from(row.subarray(headLength + from, headLength + from + count));
  return { title: part(0, title), maker: part(title, maker), codes: part(title + maker, codes) };
}

/** Every word once. */
export function eachTerm(row: Int32Array, visit: (term: Term) => void): void {
  for (let at = headLength; at < row.length; at++) if (row.indexOf(row[at] as number, headLength) === at) visit(row[at] as number);
}
