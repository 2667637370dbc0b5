import { fail } from '#shared/errors.ts';

/** What each person chose, oldest first. Items are rows 0 .. itemCount-1, in the order of their numbers in the file. */
export interface Sequences {
  itemCount: number;
  users: readonly Int32Array[];
  /** The file's number of each row. */
  ids: ArrayLike<number>;
}

/** Numbers in the file may be large and have gaps; this bounds how many there are. */
const itemsMax = 1_000_000;

/** Reads lines of `user item item item ...` with items as whole numbers above 0. Refuses anything else, naming the line. */
export function parseSequences(text: string): Sequences {
  const told: Float64Array[] = [];
  const numbers = new Set<number>();
  for (const [index, line] of text.split('\n').entries()) {
    const fields = line.trim().split(/\s+/);
    if (fields[0] === '') continue;
    const items = Float64Array.from(fields.slice(1), (field) => itemOf(field, index + 1));
    for (const item of items) numbers.add(item);
    if (numbers.size > itemsMax)
      fail('unprocessable', `Line ${index + 1}: with it the file has more than ${itemsMax} items.`, { itemsMax });
    told.push(items);
  }
  if (numbers.size === 0) fail('unprocessable', 'The file holds no sequence. Each line is: user item item item ...');
  const ids = Float64Array.from(numbers).sort();
  const rows = new Map(Array.from(ids, (id, row) => [id, row]));
  return { itemCount: ids.length, users: told.map((items) => Int32Array.from(items, (item) => rows.get(item) as number)), ids };
}

function itemOf(field: string, line: number): number {
  const item = /^\d{1,16}$/.test(field) ? Number(field) : 0;
  return item >= 1 && Number.isSafeInteger(item)
    ? item
    : fail('unprocessable', `Line ${line}: "${field.slice(0, 40)}" is not an item number: a whole number above 0.`, { line });
}

/** The numbers of the rows, where they are not simply 1, 2, 3 and so on. */
export const unevenIds = ({ ids }: Sequences): number[] | undefined => (ids[ids.length - 1] === ids.length ? undefined : Array.from(ids));

/** One person's sequence cut into what trains, what validates and what tests. */
export interface Fold {
  train: Int32Array;
  valid: number;
  test: number;
}

/** Test is the last item, validation the one before it. Sequences of one or two items cannot be measured and have no fold. */
export const foldOf = (items: Int32Array): Fold | undefined =>
  items.length < 3 ? undefined : { train: items.subarray(0, -2), valid: items[items.length - 2] ?? 0, test: items[items.length - 1] ?? 0 };

/** `all`: what is served only; nothing of the file is left to measure it with. */
export type Part = 'train' | 'train+valid' | 'all';
const leftOut: Readonly<Record<Part, number>> = { train: 2, 'train+valid': 1, all: 0 };

/** The sequences a model may learn from. Sequences too short to be measured are learnt from whole. */
export const learnable = (sequences: Sequences, part: Part): Int32Array[] =>
  sequences.users.map((items) => (items.length < 3 ? items : items.subarray(0, items.length - leftOut[part])));
