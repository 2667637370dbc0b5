/** What is often bought with the products of a page: trained artefacts, and which of them serves. */
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { idOf, line, sha256, timeMs } from './fields.ts';

/** Bounds of an artefact: an isolate holds one in memory beside everything else. */
export const artefactLimits = { itemsMax: 100_000, networkBytesMax: 4_000_000, countsBytesMax: 4_000_000 } as const;

const count = (max: number) => z.int().min(0).max(max);
const row = count(artefactLimits.itemsMax - 1);
const score = z.number().min(-1e9).max(1e9);
const Section = z.strictObject({
  name: z.string().max(60),
  type: z.enum(['int8', 'uint8', 'int16', 'uint16', 'int32', 'float32']),
  at: count(10_000_000),
  length: count(10_000_000),
});
const sections = z.array(Section).max(1000).readonly();

/** What serving needs of the manifest that `gloss train next-item` writes. */
export const NextItemManifest = z.strictObject({
  kind: z.literal('next-item'),
  version: z.literal(2),
  layout: z.strictObject({
    shape: z.strictObject({
      itemCount: z.int().min(1).max(artefactLimits.itemsMax),
      width: z.int().min(8).max(128),
      hidden: z.int().min(8).max(1024),
      historyMax: z.int().min(1).max(100),
      blocks: z.int().min(1).max(8),
      bins: z.int().min(1).max(50),
      filterShare: z.number().min(0).max(1),
    }),
    blend: z.strictObject({ weight: z.number().min(0).max(1000), power: z.number().min(0.01).max(10) }),
    networks: count(8),
    countScale: z.strictObject({ least: z.number().min(0), most: z.number().min(0) }),
    tableScales: z
      .array(z.record(z.string().max(60), z.number()))
      .max(8)
      .readonly(),
    sections: z.strictObject({ network: sections, counts: sections }),
  }),
  hashes: z.strictObject({ network: sha256, counts: sha256 }),
  samples: z
    .array(z.strictObject({ history: z.array(row).max(1000), items: z.array(row).max(100), scores: z.array(score).max(100) }))
    .max(20),
});
export type NextItemManifest = z.output<typeof NextItemManifest>;

/** Names the three files of an artefact by their hashes. The SHA-256 of its one spelling is the artefact's name. */
export const CompanionsManifest = z.strictObject({
  kind: z.literal('companions'),
  version: z.literal(1),
  nextItem: NextItemManifest,
  /** SHA-256 of the list of products. */
  products: sha256,
});
export type CompanionsManifest = z.output<typeof CompanionsManifest>;

const Artefact = z.strictObject({
  id: sha256,
  note: z.string(),
  items: z.int(),
  /** Items that are a product of this catalogue. */
  products: z.int(),
  networks: z.int(),
  bytes: z.int(),
  addedAt: timeMs,
  isInForce: z.boolean(),
});
export type Artefact = z.output<typeof Artefact>;

const bytes = (max: number) =>
  z
    .string()
    .max(Math.ceil(max / 3) * 4, { error: `more than ${max} bytes` })
    .regex(/^[A-Za-z0-9+/]*={0,2}$/, { error: 'not base64' });

export const addArtefact = endpoint({
  method: 'post',
  path: '/v1/companions/artefacts',
  summary:
    'Keeps a trained next-item model with the products that its items are; it serves once it is put in force. Refused unless files and samples are what its manifest says. The same again changes nothing, and mends files that were lost.',
  callers: ['operator'],
  body: z.strictObject({
    manifest: NextItemManifest,
    /** In base64. */
    files: z.strictObject({ network: bytes(artefactLimits.networkBytesMax), counts: bytes(artefactLimits.countsBytesMax) }),
    /** Of each item row which product it is; null where it is none of this catalogue. */
    products: z.array(idOf('prd').nullable()).min(1).max(artefactLimits.itemsMax),
    note: line(300),
  }),
  answer: Artefact,
  refusals: ['unprocessable', 'conflict', 'too_large'],
  bodyBytesMax: 16 * 1024 * 1024,
});

export const listArtefacts = endpoint({
  method: 'get',
  path: '/v1/companions/artefacts',
  summary: 'All artefacts, the newest first, and which of them were in force since when, by whom and why.',
  callers: ['operator'],
  answer: z.strictObject({
    artefacts: z.array(Artefact),
    inForce: z.array(z.strictObject({ artefact: sha256.nullable(), from: timeMs, by: z.string(), reason: z.string() })),
  }),
});

export const useArtefact = endpoint({
  method: 'put',
  path: '/v1/companions/in-force',
  summary: 'Puts an artefact in force, an older one too, or none (null): from the next recommendations on, at most two seconds later.',
  callers: ['operator'],
  body: z.strictObject({ artefact: sha256.nullable(), reason: line(300) }),
  answer: z.strictObject({ artefact: sha256.nullable() }),
  refusals: ['not_found', 'unprocessable'],
});
