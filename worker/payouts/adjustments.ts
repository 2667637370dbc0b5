/** Adjustments: proposed by one person, and above the limit of the book approved by another. */
import { needsApproval } from '#shared/book/adjustment.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type * as contract from '#shared/contracts/payouts.ts';
import { fail, Refusal } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { getCreators } from '../accounts/index.ts';
import { brandOf, type Call } from '../base/call.ts';
import { pageOf, placeOf } from '../base/cursor.ts';
import { recordAdjustment } from '../books/index.ts';
import { personOf } from './actor.ts';
import { type Names, namesOf } from './names.ts';
import { addProposal, decideProposal, dropProposal, findProposal, type ProposalRow, proposalsOfBrand, undecideProposal } from './store.ts';

type View = contract.Adjustment;

/** The same request again is the same adjustment; one that was broken off before the book took it is taken now. */
export async function proposeAdjustment(
  call: Call,
  asked: In<typeof contract.proposeAdjustment>,
): Promise<Out<typeof contract.proposeAdjustment>> {
  if ((await getCreators(call, [asked.creatorId])).length === 0) fail('unprocessable', 'There is no such creator.');
  const { row, isNew } = await addProposal(call, { ...asked, brandId: brandOf(call), madeBy: personOf(call) });
  const other = (['creatorId', 'currency', 'amountMinor', 'reason', 'note', 'creditId'] as const).find(
    (field) => row[field] !== asked[field],
  );
  if (other) fail('conflict', `This request was made before with another ${other}.`, { field: other });
  if (row.verdict !== null || needsApproval(row)) return view(call, row);
  try {
    await take(call, row, null);
  } catch (error) {
    if (isNew && error instanceof Refusal) await dropProposal(call, row.id);
    throw error;
  }
  return view(call, { ...row, verdict: 'approved' });
}

/** Decided first, then recorded: broken off between the two, it is recorded when it is approved again. */
export async function approveAdjustment(call: Call, { adjustmentId }: In<typeof contract.approveAdjustment>): Promise<View> {
  const before = await own(call, adjustmentId);
  const by = personOf(call);
  if (before.verdict === 'rejected') fail('conflict', 'This adjustment was rejected.');
  if (before.madeBy === by) fail('forbidden', 'Nobody can approve their own adjustment: ask another person.');
  const row = await decideProposal(call, { id: adjustmentId, verdict: 'approved', by });
  if (row.verdict !== 'approved') fail('conflict', 'This adjustment was rejected.');
  try {
    await take(call, row, row.decidedBy);
  } catch (error) {
    // What the book cannot take waits again: it can be rejected, and nobody is told that it moved money.
    if (before.verdict === null && error instanceof Refusal) await undecideProposal(call, row.id);
    throw error;
  }
  return view(call, row);
}

export async function rejectAdjustment(call: Call, { adjustmentId }: In<typeof contract.rejectAdjustment>): Promise<View> {
  const asked = await own(call, adjustmentId);
  // Below the limit it goes straight into the book: one that still waits was broken off, and may be there.
  if (asked.verdict === null && !needsApproval(asked))
    fail('conflict', 'This adjustment needs no approval and was broken off: send the same request again to finish it.');
  const row = await decideProposal(call, { id: adjustmentId, verdict: 'rejected', by: personOf(call) });
  if (row.verdict !== 'rejected') fail('conflict', 'This adjustment was approved.');
  return view(call, row);
}

export async function listAdjustments(
  call: Call,
  { after, limit }: In<typeof contract.listAdjustments>,
): Promise<Out<typeof contract.listAdjustments>> {
  const found = await proposalsOfBrand(call.env, brandOf(call), { after: placeOf(after), limit: limit + 1 });
  const { page, next } = pageOf(found, limit, (row) => ({ at: row.madeAt, id: row.id }));
  const names = await namesOf(
    call,
    page.map(({ creatorId }) => creatorId),
    page.flatMap(({ madeBy, decidedBy }) => [madeBy, decidedBy]),
  );
  return { adjustments: page.map((row) => adjustmentView(row, names)), next };
}

async function take(call: Call, row: ProposalRow, approvedBy: string | null): Promise<void> {
  const { id: adjustmentId, creatorId, currency, amountMinor, reason, note, madeBy: by, creditId } = row;
  await recordAdjustment(call, brandOf(call), { adjustmentId, creatorId, currency, amountMinor, reason, note, by, approvedBy, creditId });
  if (row.verdict === null) await decideProposal(call, { id: adjustmentId, verdict: 'approved', by: approvedBy });
}

async function own(call: Call, id: Id<'adj'>): Promise<ProposalRow> {
  return (await findProposal(call.env, brandOf(call), id)) ?? fail('not_found', 'There is no such adjustment.');
}

const view = async (call: Call, row: ProposalRow): Promise<View> =>
  adjustmentView(row, await namesOf(call, [row.creatorId], [row.madeBy, row.decidedBy]));

function adjustmentView(row: ProposalRow, names: Names): View {
  const { id, creatorId, currency, amountMinor, reason, note, creditId, madeBy, madeAt, verdict, decidedBy } = row;
  const approvedBy = verdict === 'approved' && decidedBy !== null ? names(decidedBy) : null;
  const state = verdict === null ? 'waiting' : verdict === 'approved' ? 'recorded' : 'rejected';
  return { id, creator: names(creatorId), currency, amountMinor, reason, note, creditId, madeBy: names(madeBy), madeAt, approvedBy, state };
}
