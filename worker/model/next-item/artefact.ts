/**
 * A trained next-item model as bytes: sections side by side, their places in the manifest. Item rows are whole bytes with a scale
 * per row, other weights 16 bits with a scale per table, counts a column and a byte on a logarithmic scale. Networks and counts are
 * two files, so that one serves without the other.
 */
import { fail } from '#shared/errors.ts';
import type { Counts } from './counts.ts';
import { weightCount } from './network/tables.ts';
import type { Blend, NextItemModel } from './score.ts';
import { partsOf, type Shape } from './shape.ts';

interface Section {
  name: string;
  type: keyof typeof arrays;
  at: number;
  length: number;
}

/** What a reader of the bytes must know; the manifest says more. */
export interface Layout {
  shape: Shape;
  blend: Blend;
  networks: number;
  countScale: { least: number; most: number };
  tableScales: readonly Readonly<Record<string, number>>[];
  sections: { network: readonly Section[]; counts: readonly Section[] };
}

export type Bytes = Uint8Array<ArrayBuffer>;
export interface Files {
  network: Bytes;
  counts: Bytes;
}

const arrays = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  float32: Float32Array,
} as const;
type Numbers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float32Array;

type Named = [name: string, type: Section['type'], values: Numbers];

const codes = 255;
const levels = 32_767;

/** Bytes of a network, packed. */
export const networkBytes = (shape: Shape): number =>
  partsOf(shape).reduce((sum, { name, rows, columns }) => sum + (name === 'items' ? rows * (columns + 4) + 16 : 2 * rows * columns + 8), 0);

/** Bytes of counts without any. */
export const countsBytesLeast = (itemCount: number): number => (2 * itemCount + 1) * 4 + 64;

/** Packs the model into at most `bytesMax` bytes; the smallest counts are left out until it fits. */
export function pack(model: NextItemModel, bytesMax: number): { files: Files; layout: Layout } {
  const [inNetwork, inCounts]: [Named[], Named[]] = [[], []];
  const tableScales = model.networks.map((weights, index) => packNetwork(weights, model.shape, index, inNetwork));
  const taken = model.networks.length * networkBytes(model.shape);
  const columnBytes = model.shape.itemCount <= 0xffff ? 2 : 4;
  const entriesMax = Math.floor((bytesMax - taken - countsBytesLeast(model.shape.itemCount)) / (columnBytes + 1));
  if (entriesMax < 0) fail('too_large', `The model does not fit into ${bytesMax} bytes; train fewer networks.`, { bytesMax });
  const counts = strongest(model.counts, entriesMax);
  const countScale = packCounts(counts, columnBytes, inCounts);
  const [network, count] = [laidOut(inNetwork), laidOut(inCounts)];
  const sections = { network: network.places, counts: count.places };
  return {
    files: { network: network.bytes, counts: count.bytes },
    layout: { shape: model.shape, blend: model.blend, networks: model.networks.length, countScale, tableScales, sections },
  };
}

/** The networks that were packed. Refuses bytes that the layout does not describe. */
export function unpackNetworks(bytes: Bytes, layout: Layout): Float32Array[] {
  const section = sectionsOf(bytes, layout.sections.network);
  return Array.from({ length: layout.networks }, (_, index) => unpackNetwork(section, layout, index));
}

/** The counts that were packed. Refuses bytes that the layout does not describe. */
export function unpackCounts(bytes: Bytes, { shape, countScale: { least, most }, sections }: Layout): Counts {
  const section = sectionsOf(bytes, sections.counts);
  const span = Math.log(most / least) || 1;
  const values = Float32Array.from({ length: codes + 1 }, (_, code) => least * Math.exp((span * code) / codes));
  return {
    itemCount: shape.itemCount,
    rowStart: Int32Array.from(section('counts/rowStart')),
    column: Int32Array.from(section('counts/column')),
    weight: Float32Array.from(section('counts/weight'), (code) => values[code] as number),
    popularity: Float32Array.from(section('counts/popularity')),
  };
}

function sectionsOf(bytes: Bytes, sections: readonly Section[]): (name: string) => Numbers {
  return (name) => {
    const place = sections.find((one) => one.name === name);
    const kind = place && arrays[place.type];
    if (!place || !kind || place.at + place.length * kind.BYTES_PER_ELEMENT > bytes.byteLength) {
      return fail('unprocessable', `The artefact is damaged: its part ${name} is missing or cut off. Train or fetch it again.`, {
        part: name,
      });
    }
    // The bytes may lie anywhere in a larger buffer, and numbers must be aligned: copy out.
    const start = bytes.byteOffset + place.at;
    return new kind(bytes.buffer.slice(start, start + place.length * kind.BYTES_PER_ELEMENT));
  };
}

function packNetwork(weights: Float32Array, shape: Shape, index: number, sections: Named[]): Record<string, number> {
  const scales: Record<string, number> = {};
  for (const { name, offset, rows, columns } of partsOf(shape)) {
    const values = weights.subarray(offset, offset + rows * columns);
    if (name === 'items') {
      const { items, itemScales } = quantiseItems(values, shape.width);
      sections.push([`${index}/items`, 'int8', items], [`${index}/itemScales`, 'float32', itemScales]);
      continue;
    }
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30) / levels;
    scales[name] = scale;
    sections.push([`${index}/${name}`, 'int16', Int16Array.from(values, (value) => Math.round(value / scale))]);
  }
  return scales;
}

function unpackNetwork(section: (name: string) => Numbers, { shape, tableScales }: Layout, index: number): Float32Array {
  const weights = new Float32Array(weightCount(shape));
  for (const { name, offset } of partsOf(shape)) {
    const values = section(`${index}/${name}`);
    if (name === 'items') {
      const itemScales = section(`${index}/itemScales`);
      values.forEach((value, at) => {
        weights[offset + at] = value * (itemScales[Math.floor(at / shape.width)] ?? 0);
      });
      continue;
    }
    const scale = tableScales[index]?.[name] ?? fail('unprocessable', `The artefact's layout has no scale for ${name}.`, { part: name });
    values.forEach((value, at) => {
      weights[offset + at] = value * scale;
    });
  }
  return weights;
}

/** Item rows as whole bytes, each with its own scale. */
export function quantiseItems(rows: Float32Array, width: number): { items: Int8Array; itemScales: Float32Array } {
  const items = new Int8Array(rows.length);
  const itemScales = new Float32Array(rows.length / width);
  for (let row = 0; row < itemScales.length; row++) {
    const own = rows.subarray(row * width, (row + 1) * width);
    const scale = own.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30) / 127;
    itemScales[row] = scale;
    own.forEach((value, column) => {
      items[row * width + column] = Math.round(value / scale);
    });
  }
  return { items, itemScales };
}

/** The counts with only the `entriesMax` largest weights. */
export function strongest(counts: Counts, entriesMax: number): Counts {
  if (counts.weight.length <= entriesMax) return counts;
  const least =
    entriesMax === 0 ? Number.POSITIVE_INFINITY : (Float32Array.from(counts.weight).sort()[counts.weight.length - entriesMax] as number);
  const kept: number[] = [];
  const rowStart = new Int32Array(counts.itemCount + 1);
  for (let item = 0; item < counts.itemCount; item++) {
    for (let at = counts.rowStart[item] as number; at < (counts.rowStart[item + 1] as number); at++) {
      if ((counts.weight[at] as number) >= least && kept.length < entriesMax) kept.push(at);
    }
    rowStart[item + 1] = kept.length;
  }
  return {
    ...counts,
    rowStart,
    column: Int32Array.from(kept, (at) => counts.column[at] as number),
    weight: Float32Array.from(kept, (at) => counts.weight[at] as number),
  };
}

function packCounts({ rowStart, column, weight, popularity }: Counts, columnBytes: number, sections: Named[]): Layout['countScale'] {
  const least = weight.reduce((low, value) => Math.min(low, value), weight[0] ?? 1);
  const most = weight.reduce((high, value) => Math.max(high, value), least);
  const span = Math.log(most / least) || 1;
  sections.push(
    ['counts/rowStart', 'int32', rowStart],
    ['counts/column', columnBytes === 2 ? 'uint16' : 'int32', columnBytes === 2 ? Uint16Array.from(column) : Int32Array.from(column)],
    ['counts/weight', 'uint8', Uint8Array.from(weight, (value) => Math.round((codes * Math.log(value / least)) / span))],
    ['counts/popularity', 'float32', popularity],
  );
  return { least, most };
}

function laidOut(sections: readonly Named[]): { bytes: Bytes; places: Section[] } {
  let at = 0;
  const places = sections.map(([name, type, values]): Section => {
    const place = { name, type, at, length: values.length };
    at += Math.ceil(values.byteLength / 8) * 8;
    return place;
  });
  const bytes = new Uint8Array(at);
  sections.forEach(([, , values], index) => {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), places[index]?.at);
  });
  return { bytes, places };
}
