/**
 * Companions: artefacts of the next-item model with the products that their items are, which of them is in force, and what goes with given products.
 * Promises that an artefact never changes, that one which is not what its manifest says never serves, and that what is left of a damaged one does.
 * Never knows a person, a page or what is paid: it is asked about products.
 */
import * as contract from '#shared/contracts/companions.ts';
import { type Served, serve } from '../base/serve.ts';
import { addArtefact } from './add-artefact.ts';
import { listArtefacts } from './list-artefacts.ts';
import { useArtefact } from './use-artefact.ts';

export const companions: readonly Served[] = [
  serve(contract.addArtefact, addArtefact),
  serve(contract.listArtefacts, listArtefacts),
  serve(contract.useArtefact, useArtefact),
];

export { companionsInForce, goingAlong } from './in-force.ts';
