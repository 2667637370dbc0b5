import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail } from '#shared/errors.ts';
import { type Files, unpackCounts, unpackNetworks } from '../../next-item/artefact.ts';
import type { Served } from '../../next-item/open.ts';
import type { NextItemModel } from '../../next-item/score.ts';
import type { Part } from '../../next-item/sequences.ts';
import type { Metrics } from './measure.ts';
import type { Plan } from './plan.ts';
import type { Settings } from './trainer.ts';

/** What is served, and what is known of how it was made. */
export interface Manifest extends Served {
  /** Of the sequence file as read. */
  dataHash: string;
  dataUse: string;
  part: Part;
  seed: number;
  /** The file's number of each item row, where they are not simply 1, 2, 3 and so on. */
  itemIds?: readonly number[] | undefined;
  /** `epochs` counts those that the weights went through. */
  members: { settings: Settings; epochs: number; epochsRun: number; seconds: number; validationNdcg: number | undefined }[];
  pilots: Plan['pilots'];
  validation: { neural: Metrics; both: Metrics; users: number } | undefined;
  bytes: number;
}

export const hashOf = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const names = { network: 'network.bin', counts: 'counts.bin' } as const;

export function writeArtefact(folder: string, manifest: Manifest, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const part of ['network', 'counts'] as const) writeFileSync(path.join(folder, names[part]), files[part]);
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** A trained model and what is known of it. Refuses a folder without one, and weights that are not the manifest's. */
export function readArtefact(folder: string): { model: NextItemModel; manifest: Manifest; files: Files } {
  const manifestFile = path.join(folder, 'manifest.json');
  if (!existsSync(manifestFile))
    fail('not_found', `There is no model in ${folder}. Train one: gloss train next-item <file> --out ${folder}`, { folder });
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
  if (manifest.kind !== 'next-item' || manifest.version !== 2)
    fail('unprocessable', `${manifestFile} is not a next-item model of version 2.`);
  const [network, counts] = (['network', 'counts'] as const).map((part) => {
    const file = path.join(folder, names[part]);
    const bytes = existsSync(file) ? new Uint8Array(readFileSync(file)) : new Uint8Array();
    if (hashOf(bytes) !== manifest.hashes[part])
      fail('unprocessable', `${file} is not what its manifest says. Train or copy it again.`, { folder });
    return bytes;
  }) as [Files['network'], Files['counts']];
  const { layout } = manifest;
  const model = {
    shape: layout.shape,
    blend: layout.blend,
    networks: unpackNetworks(network, layout),
    counts: unpackCounts(counts, layout),
  };
  return { model, manifest, files: { network, counts } };
}
