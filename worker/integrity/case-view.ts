/** A held commission as reviewers and as its creator see it. */
import { type Case, type Evidence, type HeldCredit, ruleNames, type Suspicion, suspicions } from '#shared/contracts/integrity.ts';
import type { Id } from '#shared/ids.ts';
import { dayMs } from '#shared/time.ts';
import { getBrands, getCreators } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { type AppealRow, aboutCredits, type CreditRow, type DecisionRow, type FindingRow } from './review-store.ts';
import { rules } from './rules/registry.ts';

/** People wait for their money: the clock begins when it was held, or when they appealed. */
export const decideWithinMs = 14 * dayMs;
export const appealWithinMs = 30 * dayMs;

export interface Known {
  row: CreditRow;
  findings: readonly FindingRow[];
  decision: DecisionRow | undefined;
  appeal: AppealRow | undefined;
}

export async function known(call: Call, credits: readonly CreditRow[]): Promise<Known[]> {
  const { findings, decisions, appeals } = await aboutCredits(
    call.env,
    credits.map((credit) => credit.id),
  );
  return credits.map((row) => ({
    row,
    findings: findings.filter((one) => one.credit_id === row.id),
    decision: decisions.findLast((one) => one.credit_id === row.id && one.booked_at !== null),
    appeal: appeals.find((one) => one.credit_id === row.id),
  }));
}

export async function heldViews(call: Call, credits: readonly CreditRow[]): Promise<HeldCredit[]> {
  const [all, brands, creators] = await Promise.all([
    known(call, credits),
    brandNames(call, credits),
    getCreators(call, [...new Set(credits.map((credit) => credit.creator_id))]),
  ]);
  const names = new Map(creators.map((creator) => [creator.id, creator.name]));
  return all.map((one) => ({
    ...sharedView(one, brands),
    creator: { id: one.row.creator_id, name: names.get(one.row.creator_id) ?? one.row.creator_id },
    orderId: one.row.order_id,
    evidence: evidenceOf(one),
    decided: decidedView(one.decision, true),
    appeal: appealView(one.appeal, true),
  }));
}

export async function caseViews(call: Call, credits: readonly CreditRow[]): Promise<Case[]> {
  const [all, brands] = await Promise.all([known(call, credits), brandNames(call, credits)]);
  return all.map((one) => ({
    ...sharedView(one, brands),
    contentUrl: one.row.content_url,
    suspicions: suspicionsOf(evidenceOf(one).map((evidence) => evidence.id)),
    decided: decidedView(one.decision, false),
    appeal: appealView(one.appeal, false),
    appealUntil: appealUntil(one) ?? null,
  }));
}

/** Only a rejection can be appealed, once, and not for ever. */
export function appealUntil({ row, decision, appeal }: Known): number | undefined {
  return row.state === 'rejected' && decision?.verdict === 'reject' && !appeal ? decision.decided_at + appealWithinMs : undefined;
}

async function brandNames(call: Call, credits: readonly CreditRow[]): Promise<Map<Id<'brd'>, string>> {
  const brands = await getBrands(call, [...new Set(credits.map((credit) => credit.brand_id))]);
  return new Map(brands.map((brand) => [brand.id, brand.name]));
}

function sharedView({ row, findings }: Known, brands: ReadonlyMap<Id<'brd'>, string>) {
  const heldAt = Math.min(...findings.map((finding) => finding.found_at));
  return {
    id: row.id,
    brand: { id: row.brand_id, name: brands.get(row.brand_id) ?? row.brand_id },
    placedAt: row.placed_at,
    baseMinor: row.base_minor,
    rateBps: row.rate_bps,
    amountMinor: row.worth_minor,
    currency: row.currency,
    state: row.state === 'in_review' || row.state === 'rejected' ? row.state : ('cleared' as const),
    decideBy: (Number.isFinite(heldAt) ? heldAt : row.placed_at) + decideWithinMs,
  };
}

/** Of what holds it now, or held it; where only the book still knows the rule, its name. */
function evidenceOf({ row, findings }: Known): Evidence[] {
  const held = JSON.parse(row.rules) as string[];
  const explained = new Set(rules.filter(({ effect }) => effect === 'explained').map(({ name }) => name as string));
  const kept = findings
    .filter(({ rule }) => !explained.has(partsOf(rule).name ?? ''))
    .map(({ rule, numbers, found_at }) => ({ ...idOf(rule), foundAt: found_at, numbers: JSON.parse(numbers) }));
  const bare = held.filter((rule) => !kept.some(({ id }) => id === rule)).map((rule) => ({ ...idOf(rule), foundAt: null, numbers: {} }));
  return [...kept, ...bare];
}

function idOf(id: string): Pick<Evidence, 'id' | 'rule' | 'version'> {
  const { name, version } = partsOf(id);
  return { id, rule: ruleNames.find((one) => one === name) ?? null, version };
}

function partsOf(id: string): { name: string | undefined; version: number | null } {
  const [name, version] = id.split('@');
  return { name, version: version === undefined ? null : Number(version) };
}

export function suspicionsOf(ids: readonly string[]): Suspicion[] {
  const found = new Set(ids.map((id) => rules.find(({ name }) => name === partsOf(id).name)?.suspicion ?? 'other'));
  return suspicions.filter((one) => found.has(one));
}

function decidedView(decision: DecisionRow | undefined, withPerson: boolean): HeldCredit['decided'] {
  if (!decision) return null;
  const { verdict, reason, note, decided_at, by_kind, by_id } = decision;
  return { verdict, reason, note, at: decided_at, by: by_kind, person: withPerson ? by_id : null };
}

function appealView(appeal: AppealRow | undefined, withPerson: boolean): HeldCredit['appeal'] {
  if (!appeal) return null;
  const { text, appealed_at, verdict, note, decided_at, by_kind, by_id } = appeal;
  const decided =
    verdict && by_kind && decided_at !== null
      ? { verdict, note: note ?? '', at: decided_at, by: by_kind, person: withPerson ? by_id : null }
      : null;
  return { text, at: appealed_at, decideBy: appealed_at + decideWithinMs, decided };
}
