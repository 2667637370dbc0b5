/** In which order and under which headings the notes of a page are listed. Pure. */
import type { Moment, Note } from '#extension/base/note.ts';

/** `own` is the order of one person, and stands in place of `match` where there is one. */
export const sorts = ['content', 'price', 'match', 'own'] as const;
export type Sort = (typeof sorts)[number];

interface Listed {
  note: Note;
}
export type Head =
  | { kind: 'picks' }
  | { kind: 'moment'; moment: Moment }
  | { kind: 'rest' }
  /** What is often bought with the others. */
  | { kind: 'companions' }
  | { kind: 'currency'; currency: string }
  | { kind: 'no_price' }
  /** One list without a heading. */
  | { kind: 'all' };
export interface Group<N extends Listed> {
  head: Head;
  notes: N[];
}

/** Companions stand last in every order. @param notes in the order they came: the best match first, or the person's own order */
export function groupsOf<N extends Listed>(notes: readonly N[], moments: readonly Moment[], sort: Sort): Group<N>[] {
  const found = notes.filter((one) => !isCompanion(one));
  return [...sorted(found, moments, sort), ...filled([{ head: { kind: 'companions' as const }, notes: notes.filter(isCompanion) }])];
}

function sorted<N extends Listed>(notes: readonly N[], moments: readonly Moment[], sort: Sort): Group<N>[] {
  if (sort === 'content') return byContent(notes, moments);
  if (sort === 'price') return byPrice(notes);
  const listed = sort === 'match' ? notes.toSorted((a, b) => b.note.fit - a.note.fit) : [...notes];
  return filled([{ head: { kind: 'all' }, notes: listed }]);
}

/** What the creator picked, then moment by moment, then what stands in none. */
function byContent<N extends Listed>(notes: readonly N[], moments: readonly Moment[]): Group<N>[] {
  const picks = notes.filter(isPick);
  const others = notes.filter((one) => !isPick(one));
  const isKnown = new Set(moments.map(({ id }) => id));
  const groups = filled<N>([
    { head: { kind: 'picks' }, notes: picks },
    ...moments.map((moment) => ({
      head: { kind: 'moment' as const, moment },
      notes: others.filter(({ note }) => note.moment === moment.id),
    })),
    { head: { kind: 'rest' }, notes: others.filter(({ note }) => note.moment === null || !isKnown.has(note.moment)) },
  ]);
  return groups.map((group) => (groups.length === 1 && group.head.kind === 'rest' ? { ...group, head: { kind: 'all' } } : group));
}

/** The lowest price first. Amounts in two currencies are not compared: each has its own list, the most frequent first. */
function byPrice<N extends Listed>(notes: readonly N[]): Group<N>[] {
  const currencies = [...new Set(notes.flatMap(({ note }) => note.price?.currency ?? []))];
  const lists = currencies
    .map((currency) => notes.filter(({ note }) => note.price?.currency === currency))
    .map((list) => list.sort((a, b) => amountOf(a) - amountOf(b)))
    .sort((a, b) => b.length - a.length);
  const without = notes.filter(({ note }) => note.price === null);
  const groups = filled<N>([
    ...lists.map((list) => ({ head: { kind: 'currency' as const, currency: list[0]?.note.price?.currency ?? '' }, notes: list })),
    { head: { kind: 'no_price' }, notes: without },
  ]);
  return groups.map((group) => (groups.length === 1 ? { ...group, head: { kind: 'all' } } : group));
}

export const isPick = ({ note }: Listed): boolean => note.reasons.some((reason) => reason === 'tagged_by_creator');

export const isCompanion = ({ note }: Listed): boolean => note.reasons.includes('bought_together');

const amountOf = ({ note }: Listed): number => Number(note.price?.amount ?? 0);
const filled = <N extends Listed>(groups: Group<N>[]): Group<N>[] => groups.filter(({ notes }) => notes.length > 0);
