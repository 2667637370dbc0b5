import type { Artefact } from '#shared/contracts/companions.ts';
import type { ArtefactRow } from './store.ts';

export const artefactView = (row: ArtefactRow, inForce: string | null): Artefact => ({ ...row, isInForce: row.id === inForce });
