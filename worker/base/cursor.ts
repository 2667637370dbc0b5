/** Where a page of a list ended: a time and an id, as one opaque word. */
import { fail } from '#shared/errors.ts';

export interface Place {
  at: number;
  id: string;
}

export const cursorOf = ({ at, id }: Place): string => `${at}.${id}`;

export function placeOf(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const match = /^(\d{1,16})\.(.{1,100})$/.exec(cursor);
  const at = Number(match?.[1]);
  if (!match?.[2] || !Number.isSafeInteger(at))
    return fail('invalid_request', 'query.after is not a place in this list: take `next` of the page before.');
  return { at, id: match[2] };
}

/** Ask for one more than a page; this tells whether there is a next page, and where it begins. */
export function pageOf<Row>(rows: readonly Row[], limit: number, place: (row: Row) => Place): { page: Row[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { page, next: rows.length > limit && last !== undefined ? cursorOf(place(last)) : null };
}
