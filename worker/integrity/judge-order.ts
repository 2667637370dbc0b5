/** An order as the book shall hear it: its clicks as they were classified, and what the rules find. Reads, lets the rules find, keeps the evidence. */
import type { Finding, Order, Touch } from '#shared/book/events.ts';
import { receiptParameter } from '#shared/contracts/clicks.ts';
import type { Id } from '#shared/ids.ts';
import { placesOf, tenantsWithEmail } from '../accounts/index.ts';
import type { Call } from '../base/call.ts';
import { type CreatorFacts, classified, type Found, findingsIn, type KnownClick } from './findings.ts';
import { paidSign } from './rules/paid-traffic.ts';
import { type ClickRow, clicksOf, keepFindings, type PaceRow, pacesOf } from './store.ts';

/** What a shop tells of the buyer, used and forgotten: none of it is kept. */
export interface OrderSigns {
  /** SHA-256 of the buyer's address in the spelling of `plainEmail`, lower-case hex. */
  emailSha256?: string | undefined;
  emailDomain?: string | undefined;
  /** The address of the shop's first page in this visit. */
  landingUrl?: string | undefined;
  /** Whether the programme takes what paid advertisements bring. */
  paidTraffic: 'allowed' | 'forbidden';
  /** Whose code the buyer entered: it may earn the order without a click. */
  codeOwner?: Id<'crt'> | undefined;
  /** Creators who are paid out to what the buyer paid with; whoever knows payout details says so. */
  paidOutToBuyer?: readonly Id<'crt'>[];
}

export async function judgeOrder<Told extends Omit<Order, 'findings'>>(
  call: Call,
  brandId: Id<'brd'>,
  order: Told,
  signs: OrderSigns,
): Promise<Told & { touches: Touch[]; findings?: Finding[] }> {
  const { source, orderId, placedAt, touches } = order;
  const creatorIds = [...new Set([...touches.map((touch) => touch.creatorId), ...(signs.codeOwner ? [signs.codeOwner] : [])])];
  const { clicks, paces, places, same } = await readFacts(call, { brandId, creatorIds, placedAt, touches, signs });
  const known = clicks.map(knownClick);
  const facts = {
    placedAt,
    touches,
    clicks: known,
    emailDomain: signs.emailDomain ?? null,
    paidTraffic: signs.paidTraffic,
    isOfBrand: same.has(brandId),
    creators: creatorIds.map((creatorId) => creatorFacts(creatorId, { clicks, paces, places, same, signs })),
  };
  const found = creatorIds.length > 0 ? findingsIn(facts) : [];
  await keepFindings(
    call.env,
    found.map(({ isHeld: _, ...finding }) => ({ ...finding, brandId, source, orderId })),
    call.now,
  );
  const findings = found.filter(({ isHeld }) => isHeld).map(({ rule, creatorId }: Found): Finding => ({ rule, creatorId }));
  return { ...order, touches: classified(touches, known), ...(findings.length > 0 && { findings }) };
}

interface Read {
  clicks: readonly ClickRow[];
  paces: readonly PaceRow[];
  places: readonly { creatorId: Id<'crt'>; networkKey: string }[];
  /** Creators, or the brand itself, with a person of the buyer's address. */
  same: ReadonlySet<string>;
}
interface Asked {
  brandId: Id<'brd'>;
  creatorIds: readonly Id<'crt'>[];
  placedAt: number;
  touches: readonly Touch[];
  signs: OrderSigns;
}
async function readFacts(call: Call, { brandId, creatorIds, placedAt, touches, signs }: Asked): Promise<Read> {
  if (creatorIds.length === 0) return { clicks: [], paces: [], places: [], same: new Set() };
  const clickIds = touches.map((touch) => touch.clickId);
  const [clicks, paces, places, same] = await Promise.all([
    clicksOf(call.env, clickIds),
    pacesOf(call.env, brandId, creatorIds, placedAt),
    placesOf(call, creatorIds),
    signs.emailSha256 === undefined ? new Set<string>() : tenantsWithEmail(call, [brandId, ...creatorIds], signs.emailSha256),
  ]);
  return { clicks, paces, places, same };
}

const knownClick = ({ clickId, traffic, rule, numbers, standsFor }: ClickRow): KnownClick => ({
  clickId,
  traffic,
  rule,
  numbers: numbers === null ? null : JSON.parse(numbers),
  standsFor,
});

function creatorFacts(creatorId: Id<'crt'>, { clicks, paces, places, same, signs }: Read & { signs: OrderSigns }): CreatorFacts {
  const own = clicks.filter((click) => click.creatorId === creatorId);
  const networks = new Set(places.filter((place) => place.creatorId === creatorId).map((place) => place.networkKey));
  const near = own.filter((click) => click.networkKey !== null && networks.has(click.networkKey));
  const pace = paces.find((one) => one.creatorId === creatorId);
  return {
    creatorId,
    adSign: paidSign([landingOf(signs)]) ?? own.find((click) => click.paidSign !== null)?.paidSign ?? null,
    sameEmail: same.has(creatorId),
    samePayoutDetails: signs.paidOutToBuyer?.includes(creatorId) ?? false,
    sameNetwork: near.length > 0,
    visitorsOnNetwork: Math.max(0, ...near.map((click) => click.visitors)),
    // This order is not among those kept yet.
    ordersInHour: (pace?.ordersInHour ?? 0) + 1,
    busiestHour: pace?.busiestHour ?? 0,
    ordersInHistory: (pace?.ordersInHistory ?? 0) + 1,
    clicksInHistory: pace?.clicksInHistory ?? 0,
  };
}

/** A visit that began without a creator's click may have been an advertisement of the shop's own. */
const landingOf = ({ landingUrl }: OrderSigns): string | null =>
  landingUrl !== undefined && URL.canParse(landingUrl) && new URL(landingUrl).searchParams.has(receiptParameter) ? landingUrl : null;
