/**
 * Owns how creators are paid: drafts of what books owe, their approval by a second person, providers, files, and where creators want their money.
 * Promises that a provider sees a payout once with effect, whatever breaks off in between, and that nothing leaves a book whose self-check failed.
 * Never decides what is owed: the book does.
 */
import * as contract from '#shared/contracts/payouts.ts';
import { type Served, serve } from '../base/serve.ts';
import { approveAdjustment, listAdjustments, proposeAdjustment, rejectAdjustment } from './adjustments.ts';
import { getDetails, setDetails } from './details.ts';
import { draftPayouts } from './draft-payouts.ts';
import { getFile, listFiles, makeFile } from './files.ts';
import { hearProvider } from './hear-provider.ts';
import { listDue } from './list-due.ts';
import { listOwnPayouts } from './list-own-payouts.ts';
import { listPayouts } from './list-payouts.ts';
import { closePeriod, getPeriod } from './periods.ts';
import { getProvider, sendPayouts, setProvider } from './provider.ts';
import { setRates } from './rates.ts';
import { statementPage, statementTable } from './statement-files.ts';
import { approvePayouts, cancelPayouts, settlePayouts } from './steps.ts';

export const payouts: readonly Served[] = [
  serve(contract.listDue, listDue),
  serve(contract.draftPayouts, draftPayouts),
  serve(contract.approvePayouts, approvePayouts),
  serve(contract.cancelPayouts, cancelPayouts),
  serve(contract.settlePayouts, settlePayouts),
  serve(contract.listPayouts, listPayouts),
  serve(contract.proposeAdjustment, proposeAdjustment),
  serve(contract.approveAdjustment, approveAdjustment),
  serve(contract.rejectAdjustment, rejectAdjustment),
  serve(contract.listAdjustments, listAdjustments),
  serve(contract.getPeriod, getPeriod),
  serve(contract.closePeriod, closePeriod),
  serve(contract.statementPage, statementPage),
  serve(contract.statementTable, statementTable),
  serve(contract.setRates, setRates),
  serve(contract.getDetails, getDetails),
  serve(contract.setDetails, setDetails),
  serve(contract.getProvider, getProvider),
  serve(contract.setProvider, setProvider),
  serve(contract.sendPayouts, sendPayouts),
  serve(contract.makeFile, makeFile),
  serve(contract.listFiles, listFiles),
  serve(contract.getFile, getFile),
  serve(contract.hearProvider, hearProvider),
  serve(contract.listOwnPayouts, listOwnPayouts),
];

export { onAdjustmentSettled, onPayoutSettled } from './on-settled.ts';
export { Payer } from './payer.ts';
export { onPayoutSent } from './payer-of.ts';
export { movedSumsOfCreator, paidAtOf, sweepPayouts } from './store.ts';
