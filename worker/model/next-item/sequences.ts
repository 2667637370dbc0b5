import { fail } from '#shared/errors.ts';

/** What each person chose, oldest first. Items are rows 0 .. itemCount-1; the file counts them from 1. */
export interface Sequences {
  itemCount: number;
  users: readonly Int32Array[];
}

const itemsMax = 1_000_000;

/** Reads lines of `user item item item ...` with item numbers from 1. Refuses anything else, naming the line. */
export function parseSequences(text: string): Sequences {
  const users: Int32Array[] = [];
  let itemCount = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const fields = line.trim().split(/\s+/);
    if (fields[0] === '') continue;
    const items = Int32Array.from(fields.slice(1), (field) => itemOf(field, index + 1) - 1);
    for (const item of items) itemCount = Math.max(itemCount, item + 1);
    users.push(items);
  }
  if (itemCount === 0) fail('unprocessable', 'The file holds no sequence. Each line is: user item item item ...');
  return { itemCount, users };
}

function itemOf(field: string, line: number): number {
  const item = /^\d+$/.test(field) ? Number(field) : 0;
  return item >= 1 && item <= itemsMax
    ? item
    : fail('unprocessable', `Line ${line}: "${field.slice(0, 40)}" is not an item number between 1 and ${itemsMax}.`, { line });
}

/** One person's sequence cut into what trains, what validates and what tests. */
export interface Fold {
  train: Int32Array;
  valid: number;
  test: number;
}

/** Test is the last item, validation the one before it. Sequences of one or two items cannot be measured and have no fold. */
export const foldOf = (items: Int32Array): Fold | undefined =>
  items.length < 3 ? undefined : { train: items.subarray(0, -2), valid: items[items.length - 2] ?? 0, test: items[items.length - 1] ?? 0 };

export type Part = 'train' | 'train+valid';

/** The sequences a model may learn from. Sequences too short to be measured are learnt from whole. */
export const learnable = (sequences: Sequences, part: Part): Int32Array[] =>
  sequences.users.map((items) => (items.length < 3 ? items : items.subarray(0, part === 'train' ? -2 : -1)));
