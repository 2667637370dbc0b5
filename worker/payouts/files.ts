/** The bank file: approved payouts as one table. A payout is in the file that the book names, whatever else was begun. */
import type { In, Out } from '#shared/contracts/endpoint.ts';
import {
  type getFile as getContract,
  type listFiles as listContract,
  type makeFile as makeContract,
  payoutsMax,
} from '#shared/contracts/payouts.ts';
import { csvText } from '#shared/csv.ts';
import { fail } from '#shared/errors.ts';
import type { Id } from '#shared/ids.ts';
import { printAmount } from '#shared/money.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { getBrands } from '../accounts/index.ts';
import { brandOf, type Call } from '../base/call.ts';
import { payoutsById, payoutsIn } from '../books/index.ts';
import { personOf } from './actor.ts';
import { opened } from './details.ts';
import { namesOf } from './names.ts';
import { readyToSend, sendWritten } from './send.ts';
import { addFile, detailsOfWay, type FileRow, filesOfBrand, findFile, findFileOfRequest, instructionsOf } from './store.ts';

export async function makeFile(call: Call, { requestId, payoutIds }: In<typeof makeContract>): Promise<Out<typeof makeContract>> {
  const brandId = brandOf(call);
  const before = await findFileOfRequest(call.env, brandId, requestId);
  if (before) return finished(call, before, []);
  const id = call.newId('pfl');
  const wanted = payoutIds ?? (await payoutsIn(call, brandId, 'approved', payoutsMax)).map(({ payoutId }) => payoutId);
  const { instructions, refused } = await readyToSend(call, wanted, wayOf(id));
  if (instructions.length === 0) fail('unprocessable', refused[0]?.why ?? 'No payout is approved: there is nothing to put into a file.');
  const row = await addFile(call.env, { id, brandId, requestId, madeAt: call.now, madeBy: personOf(call) }, instructions);
  return finished(call, row, refused);
}

/** Also of a request that was broken off: what it wrote down and has not sent is sent now. */
async function finished(call: Call, row: FileRow, refused: Out<typeof makeContract>['results']): Promise<Out<typeof makeContract>> {
  const way = wayOf(row.id);
  const results = await sendWritten(call, way, await instructionsOf(call.env, way));
  const names = await namesOf(call, [], [row.madeBy]);
  const sent = results.filter(({ result }) => result !== 'refused').length;
  return { file: { id: row.id, madeAt: row.madeAt, madeBy: names(row.madeBy), payouts: sent }, results: [...results, ...refused] };
}

export async function listFiles(call: Call): Promise<Out<typeof listContract>> {
  const rows = await filesOfBrand(call.env, brandOf(call));
  const names = await namesOf(
    call,
    [],
    rows.map(({ madeBy }) => madeBy),
  );
  return { files: rows.map(({ id, madeAt, madeBy, payouts }) => ({ id, madeAt, madeBy: names(madeBy), payouts })) };
}

const heads = [
  'PayoutId',
  'EndToEndId',
  'CreditorName',
  'CreditorIBAN',
  'CreditorBIC',
  'CreditorAccount',
  'Amount',
  'Currency',
  'RemittanceInformation',
];

export async function getFile(call: Call, { fileId }: In<typeof getContract>): Promise<Response> {
  const brandId = brandOf(call);
  if (!(await findFile(call.env, brandId, fileId))) fail('not_found', 'There is no such file.');
  const way = wayOf(fileId);
  const written = await detailsOfWay(call.env, way);
  const [payouts, [brand]] = await Promise.all([
    payoutsById(
      call,
      brandId,
      written.map(({ payoutId }) => payoutId),
    ),
    getBrands(call, [brandId]),
  ]);
  const rowOf = new Map(written.map((row) => [row.payoutId, row]));
  const rows = await Promise.all(
    payouts
      .filter(({ provider }) => provider === way)
      .map(async ({ payoutId, amountMinor, currency }) => {
        const row = rowOf.get(payoutId);
        const to = row && (await opened(call.env, row.details));
        const account = to?.kind === 'iban' ? [to.iban, to.bic, null] : [null, null, to?.account ?? null];
        const about = `${brand?.name ?? 'Gloss'} ${endToEndId(payoutId).slice(0, 11)}`;
        return [payoutId, endToEndId(payoutId), to?.holder ?? null, ...account, printAmount(amountMinor, currency), currency, about];
      }),
  );
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="gloss-${fileId}.csv"` };
  return new Response(csvText(heads, rows), { headers });
}

const wayOf = (id: Id<'pfl'>): string => `csv:${id}`;

/** 35 characters, as banks carry them through; the same for the same payout. */
const endToEndId = (payoutId: string): string => `GL-${sha256Hex(payoutId).slice(0, 32)}`;
