/** The SQL of reviews: what waits, what was decided, appeals, and who did what. */
import type { CreditStateName } from '#shared/book/messages.ts';
import type { NoCreditReason } from '#shared/contracts/orders.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import type { Place } from '../base/cursor.ts';
import { row, rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

export interface CreditRow {
  id: Id<'crd'>;
  brand_id: Id<'brd'>;
  source: string;
  order_id: string;
  creator_id: Id<'crt'>;
  content_url: string | null;
  placed_at: number;
  base_minor: number;
  rate_bps: number | null;
  worth_minor: number;
  currency: string;
  state: CreditStateName;
  rules: string;
}
const creditColumns = `c.id, c.brand_id, c.source, c.order_id, c.creator_id, c.content_url, c.placed_at, c.base_minor, c.rate_bps, c.worth_minor,
  c.currency, c.state, c.rules`;
const ofBrand = '(?1 IS NULL OR c.brand_id = ?1)';

/** Oldest first: what waits longest is decided next. */
export const waitingCredits = (env: Env, brandId: Id<'brd'> | null, after: Place | undefined, limit: number): Promise<CreditRow[]> =>
  rows<CreditRow>(
    env.DB.prepare(
      `SELECT ${creditColumns} FROM integrity_credit c
       WHERE c.state = 'in_review' AND ${ofBrand} AND (c.placed_at, c.id) > (?2, ?3) ORDER BY c.placed_at, c.id LIMIT ?4`,
    ).bind(brandId, after?.at ?? -1, after?.id ?? '', limit),
  );

export const appealedCredits = (env: Env, brandId: Id<'brd'> | null, after: Place | undefined, limit: number): Promise<ListedRow[]> =>
  rows<ListedRow>(
    env.DB.prepare(
      `SELECT ${creditColumns}, a.appealed_at AS listed_at FROM integrity_appeal a JOIN integrity_credit c ON c.id = a.credit_id
       WHERE a.decided_at IS NULL AND ${ofBrand} AND (a.appealed_at, c.id) > (?2, ?3) ORDER BY a.appealed_at, c.id LIMIT ?4`,
    ).bind(brandId, after?.at ?? -1, after?.id ?? '', limit),
  );
export type ListedRow = CreditRow & { listed_at: number };

/** Newest first, each under its newest decision. */
export const decidedCredits = (env: Env, brandId: Id<'brd'> | null, after: Place | undefined, limit: number): Promise<ListedRow[]> =>
  rows<ListedRow>(
    env.DB.prepare(
      `SELECT ${creditColumns}, max(d.decided_at) AS listed_at FROM integrity_decision d JOIN integrity_credit c ON c.id = d.credit_id
       WHERE d.booked_at IS NOT NULL AND ${ofBrand} GROUP BY c.id HAVING (max(d.decided_at), c.id) < (?2, ?3)
       ORDER BY listed_at DESC, c.id DESC LIMIT ?4`,
    ).bind(brandId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

/** All of a creator that were ever held, newest first. */
export const casesOf = (env: Env, creatorId: Id<'crt'>, after: Place | undefined, limit: number): Promise<CreditRow[]> =>
  rows<CreditRow>(
    env.DB.prepare(
      `SELECT ${creditColumns} FROM integrity_credit c
       WHERE c.creator_id = ?1 AND (c.state IN ('in_review', 'rejected') OR EXISTS (SELECT 1 FROM integrity_decision d WHERE d.credit_id = c.id))
         AND (c.placed_at, c.id) < (?2, ?3) ORDER BY c.placed_at DESC, c.id DESC LIMIT ?4`,
    ).bind(creatorId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

export const findCredit = async (env: Env, id: Id<'crd'>): Promise<CreditRow | undefined> =>
  row<CreditRow>(env.DB.prepare(`SELECT ${creditColumns} FROM integrity_credit c WHERE c.id = ?1`).bind(id));

export async function countWaiting(env: Env, brandId: Id<'brd'> | null): Promise<{ open: number; appeals: number }> {
  const counted = await row<{ open: number; appeals: number }>(
    env.DB.prepare(
      `SELECT (SELECT count(*) FROM integrity_credit c WHERE c.state = 'in_review' AND ${ofBrand}) AS open,
         (SELECT count(*) FROM integrity_appeal a JOIN integrity_credit c ON c.id = a.credit_id WHERE a.decided_at IS NULL AND ${ofBrand}) AS appeals`,
    ).bind(brandId),
  );
  return counted ?? { open: 0, appeals: 0 };
}

export interface FindingRow {
  credit_id: Id<'crd'>;
  rule: string;
  numbers: string;
  found_at: number;
}
export interface DecisionRow {
  review_id: Id<'rev'>;
  credit_id: Id<'crd'>;
  verdict: 'clear' | 'reject';
  reason: NoCreditReason | null;
  note: string;
  by_kind: 'brand' | 'operator';
  by_id: string;
  decided_at: number;
  booked_at: number | null;
}
export interface AppealRow {
  credit_id: Id<'crd'>;
  text: string;
  appealed_at: number;
  verdict: 'granted' | 'upheld' | null;
  note: string | null;
  by_kind: 'brand' | 'operator' | null;
  by_id: string | null;
  decided_at: number | null;
}
export interface About {
  findings: FindingRow[];
  decisions: DecisionRow[];
  appeals: AppealRow[];
}
/** What is known about these credits beside themselves. */
export async function aboutCredits(env: Env, ids: readonly Id<'crd'>[]): Promise<About> {
  const list = JSON.stringify(ids);
  const [findings, decisions, appeals] = await env.DB.batch<unknown>([
    env.DB.prepare(
      `SELECT c.id AS credit_id, f.rule, f.numbers, f.found_at FROM integrity_credit c JOIN integrity_finding f
         ON f.brand_id = c.brand_id AND f.source = c.source AND f.order_id = c.order_id AND f.creator_id IN ('', c.creator_id)
       WHERE c.id IN (SELECT value FROM json_each(?1)) ORDER BY f.found_at, f.rule`,
    ).bind(list),
    env.DB.prepare('SELECT * FROM integrity_decision WHERE credit_id IN (SELECT value FROM json_each(?1)) ORDER BY decided_at').bind(list),
    env.DB.prepare('SELECT * FROM integrity_appeal WHERE credit_id IN (SELECT value FROM json_each(?1))').bind(list),
  ]);
  return {
    findings: (findings?.results ?? []) as FindingRow[],
    decisions: (decisions?.results ?? []) as DecisionRow[],
    appeals: (appeals?.results ?? []) as AppealRow[],
  };
}

/** The decision under way: this one, or one that was cut off before the book had it. */
export async function beginDecision(env: Env, decision: Omit<DecisionRow, 'booked_at'>): Promise<DecisionRow> {
  const [, found] = await env.DB.batch<DecisionRow>([
    env.DB.prepare(
      `INSERT INTO integrity_decision (review_id, credit_id, verdict, reason, note, by_kind, by_id, decided_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING`,
    ).bind(
      decision.review_id,
      decision.credit_id,
      decision.verdict,
      decision.reason,
      decision.note,
      decision.by_kind,
      decision.by_id,
      decision.decided_at,
    ),
    env.DB.prepare('SELECT * FROM integrity_decision WHERE credit_id = ?1 AND booked_at IS NULL').bind(decision.credit_id),
  ]);
  const begun = found?.results[0];
  assert(begun, 'a decision that was begun is there');
  return begun;
}

/** The book refused it: it was never made. */
export async function dropDecision(env: Env, reviewId: Id<'rev'>): Promise<void> {
  await env.DB.prepare('DELETE FROM integrity_decision WHERE review_id = ?1 AND booked_at IS NULL').bind(reviewId).run();
}

export async function endDecision(call: Call, decision: DecisionRow): Promise<void> {
  const { review_id, credit_id, verdict, reason, note, by_id } = decision;
  await call.env.DB.batch([
    call.env.DB.prepare('UPDATE integrity_decision SET booked_at = ?2 WHERE review_id = ?1 AND booked_at IS NULL').bind(
      review_id,
      call.now,
    ),
    auditOfChange(call, { what: `review.${verdict}`, subjectId: credit_id, reason: [reason, note].filter(Boolean).join(': '), by: by_id }),
  ]);
}

/** @returns false when there is one already */
export async function addAppeal(call: Call, creditId: Id<'crd'>, text: string): Promise<boolean> {
  const [added] = await call.env.DB.batch([
    call.env.DB.prepare('INSERT INTO integrity_appeal (credit_id, text, appealed_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING').bind(
      creditId,
      text,
      call.now,
    ),
    auditOfChange(call, { what: 'review.appealed', subjectId: creditId, reason: null }),
  ]);
  return added?.meta.changes === 1;
}

/** The verdict under way: this one, or one that came first. It is written down before the book hears it, so that no appeal has two. */
export async function claimAppeal(env: Env, creditId: Id<'crd'>, verdict: Verdict): Promise<ClaimedAppeal> {
  const [, found] = await env.DB.batch<ClaimedAppeal>([
    env.DB.prepare(
      'UPDATE integrity_appeal SET verdict = ?2, note = ?3, by_kind = ?4, by_id = ?5 WHERE credit_id = ?1 AND verdict IS NULL',
    ).bind(creditId, verdict.verdict, verdict.note, verdict.by_kind, verdict.by_id),
    env.DB.prepare('SELECT * FROM integrity_appeal WHERE credit_id = ?1').bind(creditId),
  ]);
  const claimed = found?.results[0];
  assert(claimed, 'an appeal that is decided is there');
  return claimed;
}
export interface Verdict {
  verdict: 'granted' | 'upheld';
  note: string;
  by_kind: 'brand' | 'operator';
  by_id: string;
}
export type ClaimedAppeal = AppealRow & Verdict;

/** The book refused it: it was never made. */
export async function dropVerdict(env: Env, creditId: Id<'crd'>): Promise<void> {
  await env.DB.prepare(
    'UPDATE integrity_appeal SET verdict = NULL, note = NULL, by_kind = NULL, by_id = NULL WHERE credit_id = ?1 AND decided_at IS NULL',
  )
    .bind(creditId)
    .run();
}

export async function endAppeal(call: Call, { credit_id, verdict, note, by_id }: ClaimedAppeal): Promise<void> {
  await call.env.DB.batch([
    call.env.DB.prepare('UPDATE integrity_appeal SET decided_at = ?2 WHERE credit_id = ?1 AND decided_at IS NULL').bind(
      credit_id,
      call.now,
    ),
    auditOfChange(call, { what: `appeal.${verdict}`, subjectId: credit_id, reason: note, by: by_id }),
  ]);
}

/**
 * Decisions and granted appeals whose end was cut off, once the book's state shows that they were booked: without it nobody could appeal, or a
 * second rejection could be taken back by an old appeal. The audit row names the message that showed it.
 */
export async function endBooked(env: Env, orderRef: string, { messageId, at }: { messageId: string; at: number }): Promise<void> {
  const booked = `SELECT d.review_id FROM integrity_decision d JOIN integrity_credit c ON c.id = d.credit_id
    WHERE c.order_ref = ?1 AND d.booked_at IS NULL
      AND (d.verdict = 'reject' AND c.state = 'rejected' OR d.verdict = 'clear' AND c.state IN ('held', 'payable'))`;
  const granted = `SELECT a.credit_id FROM integrity_appeal a JOIN integrity_credit c ON c.id = a.credit_id
    WHERE c.order_ref = ?1 AND a.decided_at IS NULL AND a.verdict = 'granted' AND c.state <> 'rejected'`;
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO integrity_audit (at, request_id, actor_id, what, subject_id, reason)
       SELECT ?2, ?3, by_id, 'review.' || verdict, credit_id, coalesce(reason || ': ', '') || note FROM integrity_decision
       WHERE review_id IN (${booked})`,
    ).bind(orderRef, at, messageId),
    env.DB.prepare(`UPDATE integrity_decision SET booked_at = ?2 WHERE review_id IN (${booked})`).bind(orderRef, at),
    env.DB.prepare(
      `INSERT INTO integrity_audit (at, request_id, actor_id, what, subject_id, reason)
       SELECT ?2, ?3, by_id, 'appeal.granted', credit_id, note FROM integrity_appeal WHERE credit_id IN (${granted})`,
    ).bind(orderRef, at, messageId),
    env.DB.prepare(`UPDATE integrity_appeal SET decided_at = ?2 WHERE credit_id IN (${granted})`).bind(orderRef, at),
  ]);
}

/** An audit row for the statement just before it in the batch, if that one changed anything. */
function auditOfChange(
  call: Call,
  { what, subjectId, reason, by }: { what: string; subjectId: string; reason: string | null; by?: string },
): D1PreparedStatement {
  const { actor } = call;
  return call.env.DB.prepare(
    `INSERT INTO integrity_audit (at, request_id, actor_id, what, subject_id, reason) SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE changes() > 0`,
  ).bind(call.now, call.requestId, by ?? ('userId' in actor ? actor.userId : 'nobody'), what, subjectId, reason);
}
