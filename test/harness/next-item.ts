/** A small next-item model for the tests in workerd: trained in Node, before they start, on sequences made here. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { readArtefact } from '#worker/model/train/next-item/manifest.ts';
import { trainNextItem } from '#worker/model/train/next-item/train.ts';

const items = 50;

export async function setup({ provide }: TestProject): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gloss-next-item-'));
  try {
    const file = path.join(folder, 'sequences.txt');
    writeFileSync(file, sequences());
    const nothing = () => undefined;
    const watch = { share: nothing, epoch: nothing, say: nothing, begins: nothing };
    await trainNextItem({ file, out: folder, seeds: [1], members: 2, minutes: 1, epochsMax: 1, refit: undefined, isWhole: false }, watch);
    const { manifest, files } = readArtefact(folder);
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
    provide('nextItem', { served: manifest, network: text(files.network), counts: text(files.counts) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Walks along a ring in steps of one to three. */
const sequences = (): string =>
  Array.from({ length: 80 }, (_, user) => {
    const walk = Array.from({ length: 4 + (user % 9) }, (__, at) => ((user * 7 + at * (1 + (user % 3))) % items) + 1);
    return [user + 1, ...walk].join(' ');
  }).join('\n');
