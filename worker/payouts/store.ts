/** All SQL of payouts. */
import type { AdjustmentReason } from '#shared/book/events.ts';
import type { AdjustmentSettled, PayoutSettled } from '#shared/book/messages.ts';
import type { PayoutStateName } from '#shared/book/state.ts';
import type { DatedRate } from '#shared/conversion.ts';
import { assert } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import type { Call } from '../base/call.ts';
import type { Place } from '../base/cursor.ts';
import { row, rows } from '../base/sql.ts';
import type { Env } from '../env.ts';

interface Version {
  brandId: string;
  seq: number;
  generation: number;
}

export interface PayoutRow {
  payout_id: string;
  brand_id: Id<'brd'>;
  creator_id: Id<'crt'>;
  currency: string;
  amount_minor: number;
  state: PayoutStateName;
  after_seq: number;
  draft_seq: number;
  drafted_at: number;
  drafted_by: string;
  approved_at: number | null;
  approved_by: string | null;
  sent_at: number | null;
  provider: string | null;
  ended_at: number | null;
  provider_ref: string | null;
  why: string | null;
  warning: string | null;
}

/** As it is now; an older state that comes late changes nothing. */
export async function keepPayout(env: Env, { brandId, seq, generation }: Version, payout: PayoutSettled): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO payouts_payout (payout_id, brand_id, seq, generation, creator_id, currency, amount_minor, state, after_seq, draft_seq, drafted_at,
       drafted_by, approved_at, approved_by, sent_at, provider, ended_at, provider_ref, why)
     SELECT value ->> 'payoutId', ?2, ?3, ?4, value ->> 'creatorId', value ->> 'currency', value ->> 'amountMinor', value ->> 'state',
       value ->> 'afterSeq', value ->> 'seq', value ->> 'draftedAt', value ->> 'draftedBy', value ->> 'approvedAt', value ->> 'approvedBy',
       value ->> 'sentAt', value ->> 'provider', value ->> 'endedAt', value ->> 'providerRef', value ->> 'why' FROM json_each(?1) WHERE true
     ON CONFLICT (payout_id) DO UPDATE SET brand_id = excluded.brand_id, seq = excluded.seq, generation = excluded.generation,
       creator_id = excluded.creator_id, currency = excluded.currency, amount_minor = excluded.amount_minor, state = excluded.state,
       after_seq = excluded.after_seq, draft_seq = excluded.draft_seq, drafted_at = excluded.drafted_at, drafted_by = excluded.drafted_by,
       approved_at = excluded.approved_at, approved_by = excluded.approved_by, sent_at = excluded.sent_at, provider = excluded.provider,
       ended_at = excluded.ended_at, provider_ref = excluded.provider_ref, why = excluded.why
     WHERE (excluded.generation, excluded.seq) > (payouts_payout.generation, payouts_payout.seq)`,
  )
    .bind(JSON.stringify([payout]), brandId, seq, generation)
    .run();
}

export async function keepAdjustment(env: Env, { brandId, seq, generation }: Version, adjustment: AdjustmentSettled): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO payouts_adjustment (adjustment_id, brand_id, seq, generation, creator_id, currency, amount_minor, reason, note, made_by, approved_by,
       credit_id, at)
     SELECT value ->> 'adjustmentId', ?2, ?3, ?4, value ->> 'creatorId', value ->> 'currency', value ->> 'amountMinor', value ->> 'reason',
       value ->> 'note', value ->> 'by', value ->> 'approvedBy', value ->> 'creditId', value ->> 'at' FROM json_each(?1) WHERE true
     ON CONFLICT (adjustment_id) DO UPDATE SET brand_id = excluded.brand_id, seq = excluded.seq, generation = excluded.generation,
       creator_id = excluded.creator_id, currency = excluded.currency, amount_minor = excluded.amount_minor, reason = excluded.reason,
       note = excluded.note, made_by = excluded.made_by, approved_by = excluded.approved_by, credit_id = excluded.credit_id, at = excluded.at
     WHERE (excluded.generation, excluded.seq) > (payouts_adjustment.generation, payouts_adjustment.seq)`,
  )
    .bind(JSON.stringify([adjustment]), brandId, seq, generation)
    .run();
}

/** Drops what a rebuild of this generation did not tell. */
export async function sweepPayouts(env: Env, brandId: string, generation: number): Promise<void> {
  await env.DB.batch([
    env.DB.prepare('DELETE FROM payouts_payout WHERE brand_id = ?1 AND generation < ?2').bind(brandId, generation),
    env.DB.prepare('DELETE FROM payouts_adjustment WHERE brand_id = ?1 AND generation < ?2').bind(brandId, generation),
  ]);
}

interface Page {
  after: Place | undefined;
  limit: number;
}

export const payoutsOfBrand = (
  env: Env,
  brandId: Id<'brd'>,
  { state, after, limit }: Page & { state: PayoutStateName | undefined },
): Promise<PayoutRow[]> =>
  rows(
    env.DB.prepare(
      `SELECT *, (SELECT why FROM payouts_misfit WHERE payouts_misfit.payout_id = payouts_payout.payout_id ORDER BY at DESC LIMIT 1) AS warning
       FROM payouts_payout WHERE brand_id = ?1 AND (?2 IS NULL OR state = ?2) AND (drafted_at, payout_id) < (?3, ?4)
       ORDER BY drafted_at DESC, payout_id DESC LIMIT ?5`,
    ).bind(brandId, state ?? null, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

export interface ProposalRow {
  id: Id<'adj'>;
  creatorId: Id<'crt'>;
  currency: string;
  amountMinor: number;
  reason: AdjustmentReason;
  note: string;
  creditId: Id<'crd'> | null;
  madeBy: string;
  madeAt: number;
  verdict: 'approved' | 'rejected' | null;
  decidedBy: string | null;
}
const proposalColumns = `adjustment_id AS id, creator_id AS creatorId, currency, amount_minor AS amountMinor, reason, note, credit_id AS creditId,
  made_by AS madeBy, made_at AS madeAt, verdict, decided_by AS decidedBy`;

interface NewProposal extends Pick<ProposalRow, 'creatorId' | 'currency' | 'amountMinor' | 'reason' | 'note' | 'creditId' | 'madeBy'> {
  brandId: Id<'brd'>;
  requestId: string;
}
/** The adjustment of this request, new or as it was. */
export async function addProposal(call: Call, proposal: NewProposal): Promise<{ row: ProposalRow; isNew: boolean }> {
  const { brandId, requestId, creatorId, currency, amountMinor, reason, note, creditId, madeBy } = proposal;
  const [added, told] = await call.env.DB.batch<ProposalRow>([
    call.env.DB.prepare(
      `INSERT INTO payouts_proposal (adjustment_id, brand_id, request_id, creator_id, currency, amount_minor, reason, note, credit_id, made_by, made_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (brand_id, request_id) DO NOTHING`,
    ).bind(call.newId('adj'), brandId, requestId, creatorId, currency, amountMinor, reason, note, creditId, madeBy, call.now),
    call.env.DB.prepare(`SELECT ${proposalColumns} FROM payouts_proposal WHERE brand_id = ?1 AND request_id = ?2`).bind(brandId, requestId),
  ]);
  const found = told?.results[0];
  assert(found, 'a proposal that was added is found');
  return { row: found, isNew: added?.meta.changes === 1 };
}

/** The first verdict stays. */
export async function decideProposal(
  call: Call,
  { id, verdict, by }: { id: Id<'adj'>; verdict: 'approved' | 'rejected'; by: string | null },
): Promise<ProposalRow> {
  const results = await call.env.DB.batch<ProposalRow>([
    call.env.DB.prepare('UPDATE payouts_proposal SET verdict = ?2, decided_by = ?3 WHERE adjustment_id = ?1 AND verdict IS NULL').bind(
      id,
      verdict,
      by,
    ),
    call.env.DB.prepare(`SELECT ${proposalColumns} FROM payouts_proposal WHERE adjustment_id = ?1`).bind(id),
  ]);
  const found = results.at(-1)?.results[0];
  assert(found, 'a proposal that is decided exists');
  return found;
}

/** An approval that the book refused. */
export async function undecideProposal(call: Call, id: Id<'adj'>): Promise<void> {
  const statement = "UPDATE payouts_proposal SET verdict = NULL, decided_by = NULL WHERE adjustment_id = ?1 AND verdict = 'approved'";
  await call.env.DB.prepare(statement).bind(id).run();
}

/** Only one that the book refused. */
export async function dropProposal(call: Call, id: Id<'adj'>): Promise<void> {
  await call.env.DB.prepare('DELETE FROM payouts_proposal WHERE adjustment_id = ?1 AND verdict IS NULL').bind(id).run();
}

export const findProposal = (env: Env, brandId: Id<'brd'>, id: Id<'adj'>): Promise<ProposalRow | undefined> =>
  row(env.DB.prepare(`SELECT ${proposalColumns} FROM payouts_proposal WHERE brand_id = ?1 AND adjustment_id = ?2`).bind(brandId, id));

export const proposalsOfBrand = (env: Env, brandId: Id<'brd'>, { after, limit }: Page): Promise<ProposalRow[]> =>
  rows(
    env.DB.prepare(
      `SELECT ${proposalColumns} FROM payouts_proposal WHERE brand_id = ?1 AND (made_at, adjustment_id) < (?2, ?3)
       ORDER BY made_at DESC, adjustment_id DESC LIMIT ?4`,
    ).bind(brandId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

/** @returns how many were not there yet */
export async function addRates(call: Call, rates: readonly DatedRate[]): Promise<number> {
  const added = await call.env.DB.prepare(
    `INSERT INTO payouts_rate (from_currency, to_currency, day, rate, source)
     SELECT value ->> 'from', value ->> 'to', value ->> 'day', value ->> 'rate', value ->> 'source' FROM json_each(?1) WHERE true
     ON CONFLICT DO NOTHING`,
  )
    .bind(JSON.stringify(rates))
    .run();
  return added.meta.changes;
}

/** The newest of these days. */
export const findRate = (
  env: Env,
  { from, to, day, oldest }: { from: string; to: string; day: string; oldest: string },
): Promise<DatedRate | undefined> =>
  row(
    env.DB.prepare(
      `SELECT from_currency AS "from", to_currency AS "to", day, rate, source FROM payouts_rate
       WHERE from_currency = ?1 AND to_currency = ?2 AND day <= ?3 AND day >= ?4 ORDER BY day DESC LIMIT 1`,
    ).bind(from, to, day, oldest),
  );

export const payoutsOfCreator = (env: Env, creatorId: Id<'crt'>, { after, limit }: Page): Promise<PayoutRow[]> =>
  rows(
    env.DB.prepare(
      `SELECT *, NULL AS warning FROM payouts_payout WHERE creator_id = ?1 AND (drafted_at, payout_id) < (?2, ?3)
       ORDER BY drafted_at DESC, payout_id DESC LIMIT ?4`,
    ).bind(creatorId, after?.at ?? Number.MAX_SAFE_INTEGER, after?.id ?? '', limit),
  );

export interface DetailsRow {
  creatorId: Id<'crt'>;
  version: number;
  sealed: string;
  kind: 'iban' | 'account';
  hint: string;
  changedAt: number;
  usableAt: number;
}
const detailsColumns = `details.creator_id AS creatorId, details.version, details.sealed, details.kind, details.hint, details.changed_at AS changedAt,
  details.usable_at AS usableAt`;

/** Two changes at once: the second is refused by its version, and whoever made it tries again. */
export async function addDetails(env: Env, row: DetailsRow, changedBy: string): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO payouts_details (creator_id, version, sealed, kind, hint, changed_by, changed_at, usable_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)`,
  )
    .bind(row.creatorId, row.version, row.sealed, row.kind, row.hint, changedBy, row.changedAt, row.usableAt)
    .run();
}

/** The newest of each. */
export const findDetails = (env: Env, creatorIds: readonly Id<'crt'>[]): Promise<DetailsRow[]> =>
  rows(
    env.DB.prepare(
      `SELECT ${detailsColumns} FROM json_each(?1) JOIN payouts_details AS details ON details.creator_id = json_each.value
       WHERE details.version = (SELECT max(version) FROM payouts_details WHERE creator_id = json_each.value)`,
    ).bind(JSON.stringify(creatorIds)),
  );

export interface Instruction {
  payoutId: string;
  way: string;
  creatorId: Id<'crt'>;
  detailsVersion: number;
}

/** The first stays: a payout that is sent again goes where it went. */
const instructionRows = (env: Env, instructions: readonly Instruction[], fileId: string | null): D1PreparedStatement =>
  env.DB.prepare(
    `INSERT INTO payouts_instruction (payout_id, way, creator_id, details_version)
     SELECT value ->> 'payoutId', value ->> 'way', value ->> 'creatorId', value ->> 'detailsVersion' FROM json_each(?1)
     WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM payouts_file WHERE file_id = ?2)
     ON CONFLICT DO NOTHING`,
  ).bind(JSON.stringify(instructions), fileId);

export async function addInstructions(env: Env, instructions: readonly Instruction[]): Promise<void> {
  await instructionRows(env, instructions, null).run();
}

export const instructionsOf = (env: Env, way: string): Promise<Instruction[]> =>
  rows(
    env.DB.prepare(
      `SELECT payout_id AS payoutId, way, creator_id AS creatorId, details_version AS detailsVersion FROM payouts_instruction WHERE way = ?1
       ORDER BY payout_id`,
    ).bind(way),
  );

const written = `FROM payouts_instruction AS written
  JOIN payouts_details AS details ON details.creator_id = written.creator_id AND details.version = written.details_version`;

export async function detailsOfWay(env: Env, way: string): Promise<{ payoutId: string; details: DetailsRow }[]> {
  const found = await rows<DetailsRow & { payoutId: string }>(
    env.DB.prepare(`SELECT written.payout_id AS payoutId, ${detailsColumns} ${written} WHERE written.way = ?1`).bind(way),
  );
  return found.map(({ payoutId, ...details }) => ({ payoutId, details }));
}

/** To which details this payout went. */
export const findWritten = (env: Env, payoutId: string, way: string): Promise<DetailsRow | undefined> =>
  row(env.DB.prepare(`SELECT ${detailsColumns} ${written} WHERE written.payout_id = ?1 AND written.way = ?2`).bind(payoutId, way));

export interface FileRow {
  id: Id<'pfl'>;
  brandId: Id<'brd'>;
  requestId: string;
  madeAt: number;
  madeBy: string;
}
const fileColumns = 'file_id AS id, brand_id AS brandId, request_id AS requestId, made_at AS madeAt, made_by AS madeBy';
const filesMax = 100;

/** The file of this request, with what it was made of; of two at once the first stays. */
export async function addFile(env: Env, file: FileRow, instructions: readonly Instruction[]): Promise<FileRow> {
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO payouts_file (file_id, brand_id, request_id, made_at, made_by) VALUES (?1, ?2, ?3, ?4, ?5)
       ON CONFLICT (brand_id, request_id) DO NOTHING`,
    ).bind(file.id, file.brandId, file.requestId, file.madeAt, file.madeBy),
    instructionRows(env, instructions, file.id),
  ]);
  const found = await findFileOfRequest(env, file.brandId, file.requestId);
  assert(found, 'a file that was made is found');
  return found;
}

export const findFileOfRequest = (env: Env, brandId: Id<'brd'>, requestId: string): Promise<FileRow | undefined> =>
  row(env.DB.prepare(`SELECT ${fileColumns} FROM payouts_file WHERE brand_id = ?1 AND request_id = ?2`).bind(brandId, requestId));

export const findFile = (env: Env, brandId: Id<'brd'>, id: Id<'pfl'>): Promise<FileRow | undefined> =>
  row(env.DB.prepare(`SELECT ${fileColumns} FROM payouts_file WHERE brand_id = ?1 AND file_id = ?2`).bind(brandId, id));

export const filesOfBrand = (env: Env, brandId: Id<'brd'>): Promise<(FileRow & { payouts: number })[]> =>
  rows(
    env.DB.prepare(
      `SELECT ${fileColumns}, (SELECT count(*) FROM payouts_payout WHERE brand_id = ?1 AND provider = 'csv:' || file_id) AS payouts
       FROM payouts_file WHERE brand_id = ?1 ORDER BY made_at DESC, file_id DESC LIMIT ?2`,
    ).bind(brandId, filesMax),
  );

export interface ProviderRow {
  url: string | null;
  version: number;
  rotatedAt: number | null;
}
export const findProvider = (env: Env, brandId: Id<'brd'>): Promise<ProviderRow | undefined> =>
  row(env.DB.prepare('SELECT url, version, rotated_at AS rotatedAt FROM payouts_provider WHERE brand_id = ?1').bind(brandId));

export async function keepProvider(
  env: Env,
  brandId: Id<'brd'>,
  { url, rotatedAt }: { url: string | null; rotatedAt: number | null },
): Promise<ProviderRow> {
  const kept = await row<ProviderRow>(
    env.DB.prepare(
      `INSERT INTO payouts_provider (brand_id, url, version, rotated_at) VALUES (?1, ?2, iif(?3 IS NULL, 1, 2), ?3)
       ON CONFLICT (brand_id) DO UPDATE SET url = excluded.url, version = version + iif(?3 IS NULL, 0, 1),
         rotated_at = coalesce(?3, rotated_at)
       RETURNING url, version, rotated_at AS rotatedAt`,
    ).bind(brandId, url, rotatedAt),
  );
  assert(kept, 'what was kept is told');
  return kept;
}

export async function addMisfit(
  env: Env,
  { payoutId, said, why, at }: { payoutId: string; said: string; why: string; at: number },
): Promise<void> {
  await env.DB.prepare('INSERT INTO payouts_misfit (payout_id, said, why, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING')
    .bind(payoutId, said, why, at)
    .run();
}

export interface MovedSums {
  brandId: Id<'brd'>;
  currency: string;
  adjustedMinor: number;
  payingMinor: number;
  paidMinor: number;
}
/** What adjustments and payouts moved, by brand and currency. */
export const movedSumsOfCreator = (env: Env, creatorId: Id<'crt'>): Promise<MovedSums[]> =>
  rows(
    env.DB.prepare(
      `SELECT brand_id AS brandId, currency, sum(adjusted) AS adjustedMinor, sum(paying) AS payingMinor, sum(paid) AS paidMinor FROM (
         SELECT brand_id, currency, amount_minor AS adjusted, 0 AS paying, 0 AS paid FROM payouts_adjustment WHERE creator_id = ?1
         UNION ALL
         SELECT brand_id, currency, 0, CASE WHEN state IN ('draft', 'approved', 'sent') THEN amount_minor ELSE 0 END,
           CASE state WHEN 'paid' THEN amount_minor ELSE 0 END FROM payouts_payout WHERE creator_id = ?1
       ) GROUP BY brand_id, currency`,
    ).bind(creatorId),
  );

export interface ReleasedCredit {
  id: Id<'crd'>;
  brand_id: Id<'brd'>;
  creator_id: Id<'crt'>;
  currency: string;
  released_seq: number | null;
}
/** When credits were paid: those that were released between the two events of a payout that is paid. */
export async function paidAtOf(env: Env, credits: readonly ReleasedCredit[]): Promise<ReadonlyMap<Id<'crd'>, number>> {
  const released = credits.filter(({ released_seq }) => released_seq !== null);
  const found = await rows<{ id: Id<'crd'>; at: number }>(
    env.DB.prepare(
      `SELECT value ->> 'id' AS id, ended_at AS at FROM json_each(?1) JOIN payouts_payout ON creator_id = value ->> 'creator_id'
         AND brand_id = value ->> 'brand_id' AND currency = value ->> 'currency' AND state = 'paid'
         AND value ->> 'released_seq' > after_seq AND value ->> 'released_seq' < draft_seq`,
    ).bind(
      JSON.stringify(
        released.map(({ id, brand_id, creator_id, currency, released_seq }) => ({ id, brand_id, creator_id, currency, released_seq })),
      ),
    ),
  );
  return new Map(found.map(({ id, at }) => [id, at]));
}
