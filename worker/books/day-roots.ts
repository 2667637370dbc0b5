/** Keeps one root for each day that is over, and makes from it the proof that an event is in it. */
import { rootOfNothing } from '#shared/book/chain.ts';
import { addTo, closed, type DayEvent, type DayRoot, dayAt, dayBegins, dayOf, eventLeaf, isEmpty, openDay } from '#shared/book/day-root.ts';
import { eventIds } from '#shared/book/events.ts';
import { blockLeaves, pathOf } from '#shared/book/merkle.ts';
import type { InclusionProof } from '#shared/book/proof.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs, minuteMs } from '#shared/time.ts';
import { creditById } from './pages.ts';
import { firstRow, rowsOf, type Sql } from './sql.ts';

/** Whoever records an event brings its time along: near midnight clocks may differ a little. */
const graceMs = minuteMs;
const readyAtOfDay = (day: string): number => dayBegins(day) + dayMs + graceMs;
/** When the day of an event of this time is over at the earliest. */
export const rootReadyAt = (at: number): number => readyAtOfDay(dayAt(at));

type RootRow = { day: string; first_seq: number; last_seq: number; merkle_root: string; chain_root: string; root: string };
const rootOfRow = (row: RootRow): DayRoot => ({
  day: row.day,
  firstSeq: row.first_seq,
  lastSeq: row.last_seq,
  merkleRoot: row.merkle_root,
  chainRoot: row.chain_root,
  root: row.root,
});
const rootRows = (sql: Sql, rest: string, ...values: SqlStorageValue[]): DayRoot[] =>
  rowsOf<RootRow>(sql, `SELECT day, first_seq, last_seq, merkle_root, chain_root, root FROM day_root ${rest}`, ...values).map(rootOfRow);

/** Oldest first. */
export const keptRoots = (sql: Sql): DayRoot[] => rootRows(sql, 'ORDER BY day');
const newestRoot = (sql: Sql): DayRoot | undefined => rootRows(sql, 'ORDER BY day DESC LIMIT 1')[0];

/** The newest first, of days before `before`. */
export const rootsBefore = (sql: Sql, before: string | null, countMax: number): DayRoot[] =>
  rootRows(sql, 'WHERE day < ? ORDER BY day DESC LIMIT ?', before ?? '9999-99-99', countMax);

export interface WaitingDay {
  day: string;
  events: number;
  /** When its root will be kept. */
  readyAt: number;
}
/** The day of the oldest event that is in no root yet. */
export function waitingDay(sql: Sql): WaitingDay | null {
  const before = newestRoot(sql);
  const [oldest] = eventsAfter(sql, before?.lastSeq ?? 0, 1);
  if (!oldest) return null;
  const day = dayOf(openDay(before), oldest.at);
  const head = firstRow<{ seq: number }>(sql, 'SELECT max(seq) AS seq FROM event')?.seq ?? 0;
  return { day, events: head - oldest.seq + 1, readyAt: readyAtOfDay(day) };
}
export const nextRootAt = (sql: Sql): number | undefined => waitingDay(sql)?.readyAt;

export interface Closing {
  sql: Sql;
  brandId: Id<'brd'>;
  now: number;
  /** Writes all or nothing. */
  transaction: (write: () => void) => void;
  /** Between pages, so that a long day lets orders in. */
  pause: () => Promise<unknown>;
}

/** Keeps the roots of all days that are over. Cut off and begun again, it gives the same roots. */
export async function closeDays(closing: Closing): Promise<void> {
  const { sql, now } = closing;
  for (let dueAt = nextRootAt(sql); dueAt !== undefined && dueAt <= now; dueAt = nextRootAt(sql)) await closeOldest(closing);
}

/** The last page and the writing are one moment: nothing can be recorded of that day between them. */
async function closeOldest({ sql, brandId, transaction, pause }: Closing): Promise<void> {
  const open = openDay(newestRoot(sql));
  for (;;) {
    const page = eventsAfter(sql, open.lastSeq, blockLeaves);
    const own = ownOf(page, open);
    for (const event of own) addTo(open, event);
    if (own.length < blockLeaves) break;
    await pause();
  }
  assert(!isEmpty(open), 'a day that is closed has events');
  const root = closed(brandId, open);
  const blocks = open.tree.blocks();
  transaction(() => {
    // Whoever else closed it meanwhile has written the same.
    if ((newestRoot(sql)?.lastSeq ?? 0) < root.firstSeq) insertRoot(sql, root, blocks);
  });
}

function ownOf(page: readonly DayEvent[], open: ReturnType<typeof openDay>): readonly DayEvent[] {
  const first = isEmpty(open) ? page[0] && dayOf(open, page[0].at) : open.day;
  const end = page.findIndex((event) => dayOf({ day: first }, event.at) !== first);
  return end < 0 ? page : page.slice(0, end);
}

function insertRoot(sql: Sql, root: DayRoot, blocks: readonly string[]): void {
  const { day, firstSeq, lastSeq, merkleRoot, chainRoot } = root;
  sql.exec(
    'INSERT INTO day_root (day, first_seq, last_seq, merkle_root, chain_root, root) VALUES (?, ?, ?, ?, ?, ?)',
    day,
    firstSeq,
    lastSeq,
    merkleRoot,
    chainRoot,
    root.root,
  );
  for (const [block, hash] of blocks.entries()) sql.exec('INSERT INTO day_block (day, block, hash) VALUES (?, ?, ?)', day, block, hash);
}

const eventsAfter = (sql: Sql, after: number, countMax: number): DayEvent[] =>
  rowsOf<{ seq: number; hash: string; at: number }>(
    sql,
    "SELECT seq, hash, body ->> 'at' AS at FROM event WHERE seq > ? ORDER BY seq LIMIT ?",
    after,
    countMax,
  );

export type Proven = { clickId: Id<'clk'> } | { creditId: Id<'crd'> };
export type ProofAnswer = { proof: InclusionProof; readyAt: null } | { proof: null; readyAt: number };

/** Undefined for what is not this creator's, as for what does not exist. */
export function proofFor(sql: Sql, brandId: Id<'brd'>, { creatorId, ...what }: Proven & { creatorId: Id<'crt'> }): ProofAnswer | undefined {
  const own = 'clickId' in what ? ownClick(sql, { brandId, creatorId, clickId: what.clickId }) : ownCredit(sql, creatorId, what.creditId);
  if (!own) return undefined;
  const { seq, hash, touch, credit } = own;
  const root = rootRows(sql, 'WHERE last_seq >= ? ORDER BY last_seq LIMIT 1', seq)[0];
  if (!root) return { proof: null, readyAt: readyAtOf(sql, seq) };
  return { proof: { gloss: 'proof', version: 1, brandId, root, seq, hash, path: pathIn(sql, root, seq), touch, credit }, readyAt: null };
}

type Own = Pick<InclusionProof, 'seq' | 'hash' | 'touch' | 'credit'>;

function ownClick(
  sql: Sql,
  { brandId, creatorId, clickId }: { brandId: string; creatorId: Id<'crt'>; clickId: Id<'clk'> },
): Own | undefined {
  const row = firstRow<{ seq: number; hash: string; body: string; prev: string | null }>(
    sql,
    `SELECT seq, hash, body, (SELECT hash FROM event AS before WHERE before.seq = event.seq - 1) AS prev
     FROM event WHERE id = ? AND body ->> 'creatorId' = ?`,
    eventIds.touch(clickId),
    creatorId,
  );
  return row && { seq: row.seq, hash: row.hash, touch: { prevHash: row.prev ?? rootOfNothing(brandId), text: row.body }, credit: null };
}

function ownCredit(sql: Sql, creatorId: Id<'crt'>, creditId: Id<'crd'>): Own | undefined {
  const found = creditById(sql, creditId);
  if (found?.credit.creatorId !== creatorId) return undefined;
  const row = firstRow<{ hash: string }>(sql, 'SELECT hash FROM event WHERE seq = ?', found.seq);
  return row && { seq: found.seq, hash: row.hash, touch: null, credit: found.credit };
}

/** From the leaves of one block and the hashes of the others. */
function pathIn(sql: Sql, { day, firstSeq, lastSeq }: DayRoot, seq: number): string[] {
  const at = seq - firstSeq;
  const block = Math.floor(at / blockLeaves);
  const from = firstSeq + block * blockLeaves;
  const leaves = rowsOf<{ hash: string }>(
    sql,
    'SELECT hash FROM event WHERE seq BETWEEN ? AND ? ORDER BY seq',
    from,
    Math.min(lastSeq, from + blockLeaves - 1),
  ).map(({ hash }) => eventLeaf(hash));
  const blocks = rowsOf<{ hash: string }>(sql, 'SELECT hash FROM day_block WHERE day = ? ORDER BY block', day).map(({ hash }) => hash);
  return [...pathOf(at % blockLeaves, leaves), ...pathOf(block, blocks)];
}

function readyAtOf(sql: Sql, seq: number): number {
  const at = firstRow<{ at: number }>(
    sql,
    "SELECT max(body ->> 'at') AS at FROM event WHERE seq <= ? AND seq > ?",
    seq,
    newestRoot(sql)?.lastSeq ?? 0,
  );
  const day = dayOf(openDay(newestRoot(sql)), at?.at ?? 0);
  return readyAtOfDay(day);
}
