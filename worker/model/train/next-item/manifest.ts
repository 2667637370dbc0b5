import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail } from '#shared/errors.ts';
import { type Layout, unpack } from '../../next-item/artefact.ts';
import type { NextItemModel } from '../../next-item/score.ts';
import type { Part } from '../../next-item/sequences.ts';
import type { Metrics } from './measure.ts';
import type { Settings } from './trainer.ts';

export interface Manifest {
  kind: 'next-item';
  version: 1;
  /** Of the sequence file as read. */
  dataHash: string;
  dataUse: string;
  part: Part;
  /** `epochs` counts those of each rate that the weights went through. */
  seeds: { settings: Settings; epochs: number[]; epochsRun: number; seconds: number; validationNdcg: number | undefined }[];
  validation: { neural: Metrics; both: Metrics; users: number } | undefined;
  layout: Layout;
  bytes: number;
  weightsHash: string;
  /** Item rows asked, and the best items with their scores as the packed model gives them. */
  samples: { history: number[]; items: number[]; scores: number[] }[];
}

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export function writeArtefact(folder: string, manifest: Manifest, bytes: Uint8Array): void {
  writeFileSync(path.join(folder, 'model.bin'), bytes);
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** A trained model and what is known of it. Refuses a folder without one, and weights that are not the manifest's. */
export function readArtefact(folder: string): { model: NextItemModel; manifest: Manifest } {
  const manifestFile = path.join(folder, 'manifest.json');
  if (!existsSync(manifestFile))
    fail('not_found', `There is no model in ${folder}. Train one: gloss train next-item <file> --out ${folder}`, { folder });
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  if (manifest.kind !== 'next-item' || manifest.version !== 1)
    fail('unprocessable', `${manifestFile} is not a next-item model of version 1.`);
  const bytes = readFileSync(path.join(folder, 'model.bin'));
  if (hashOf(bytes) !== manifest.weightsHash)
    fail('unprocessable', `The weights in ${folder} are not those of its manifest. Train or copy them again.`, { folder });
  return { model: unpack(bytes, manifest.layout), manifest };
}
