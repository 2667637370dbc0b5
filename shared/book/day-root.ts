/** One hash for a day of a book: all its events in a tree, and the chain as it stood when the day was over. */
import { sha256Hex } from '../sha256.ts';
import { dayMs } from '../time.ts';
import { canonical } from './canonical.ts';
import { bytesOfHex, type GrowingTree, growingTree, leafHash, rootOf } from './merkle.ts';

export interface DayRoot {
  /** UTC, such as 2026-11-25. */
  day: string;
  firstSeq: number;
  lastSeq: number;
  /** Over the hashes of the events from `firstSeq` to `lastSeq`. */
  merkleRoot: string;
  /** The hash of event `lastSeq`, which holds all before it. */
  chainRoot: string;
  /** Over all of the above and whose book it is: what is compared. */
  root: string;
}

export const dayRootHash = (brandId: string, { day, firstSeq, lastSeq, merkleRoot, chainRoot }: Omit<DayRoot, 'root'>): string =>
  sha256Hex(canonical({ gloss: 'day', version: 1, brandId, day, firstSeq, lastSeq, merkleRoot, chainRoot }));

export const eventLeaf = (eventHash: string): string => leafHash(bytesOfHex(eventHash));

const latestTime = Date.parse('9999-12-31T23:59:59Z');
/** Whether a day can be found for it. */
export const isTime = (at: unknown): at is number => Number.isSafeInteger(at) && Number(at) >= 0 && Number(at) <= latestTime;

export const dayAt = (at: number): string => new Date(at).toISOString().slice(0, 10);
export const dayBegins = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayAfter = (day: string): string => dayAt(dayBegins(day) + dayMs);

/** An event as the days see it. */
export interface DayEvent {
  seq: number;
  hash: string;
  /** The book's time. */
  at: number;
}

/** Days that are being made from the log. An event belongs to its own day, but never to one before that of an earlier event, or to one that has its root. */
export interface OpenDay {
  day: string | undefined;
  firstSeq: number;
  lastSeq: number;
  chainRoot: string;
  tree: GrowingTree;
}

/** @param before the newest root that is kept */
export const openDay = (before: DayRoot | undefined): OpenDay => ({
  day: before && dayAfter(before.day),
  firstSeq: (before?.lastSeq ?? 0) + 1,
  lastSeq: before?.lastSeq ?? 0,
  chainRoot: before?.chainRoot ?? '',
  tree: growingTree(),
});

export function dayOf({ day }: Pick<OpenDay, 'day'>, at: number): string {
  const own = dayAt(at);
  return day !== undefined && day > own ? day : own;
}

/** The event is of this day, which is that of the event before or the first. */
export function addTo(open: OpenDay, { seq, hash, at }: DayEvent): void {
  open.day = dayOf(open, at);
  open.lastSeq = seq;
  open.chainRoot = hash;
  open.tree.add(eventLeaf(hash));
}

export const isEmpty = ({ firstSeq, lastSeq }: OpenDay): boolean => lastSeq < firstSeq;

export function closed(brandId: string, { day, firstSeq, lastSeq, chainRoot, tree }: OpenDay): DayRoot {
  if (day === undefined) throw new RangeError('a day without events has no root');
  const parts = { day, firstSeq, lastSeq, merkleRoot: rootOf(tree.blocks()), chainRoot };
  return { ...parts, root: dayRootHash(brandId, parts) };
}

/** Compares roots that were kept with the log they are of; each event in turn, oldest first. */
export interface RootsCheck {
  event: (event: DayEvent) => void;
  /** What differs: where, and in words. */
  end: () => { seq: number | null; what: string }[];
}

/** @param brandId asked once there is an event; `kept` oldest first */
export function rootsCheck(brandId: () => string, kept: readonly DayRoot[]): RootsCheck {
  const found: { seq: number | null; what: string }[] = [];
  let place = 0;
  let open = openDay(undefined);
  const next = (): DayRoot | undefined => kept[place];
  return {
    event: (event) => {
      const root = next();
      if (!root || found.length > 0) return;
      const isOther = !isEmpty(open) && dayOf(open, event.at) !== open.day;
      if (isOther) found.push({ seq: event.seq, what: `The root of ${root.day} reaches beyond the events of its day.` });
      addTo(open, event);
      if (event.seq < root.lastSeq) return;
      const field = differingField(root, closed(brandId(), open));
      if (field) found.push({ seq: event.seq, what: `The root of ${root.day} has another ${field} than its events give.` });
      place += 1;
      open = openDay(root);
    },
    end: () => {
      const root = next();
      if (root && found.length === 0) found.push({ seq: null, what: `The root of ${root.day} is of events that are not in the book.` });
      return found;
    },
  };
}

const differingField = (kept: DayRoot, given: DayRoot): string | undefined =>
  (['day', 'firstSeq', 'lastSeq', 'merkleRoot', 'chainRoot', 'root'] as const).find((name) => kept[name] !== given[name]);
