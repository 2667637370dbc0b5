/**
 * A trained next-item model as bytes: sections side by side, their places in the manifest. Item rows are whole bytes with a scale
 * per row, other weights 16 bits with a scale per table, counts a column and a byte on a logarithmic scale.
 */
import { fail } from '#shared/errors.ts';
import type { Counts } from './counts.ts';
import type { Member } from './encoder.ts';
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
  members: number;
  countScale: { least: number; most: number };
  tableScales: readonly Readonly<Record<string, number>>[];
  sections: readonly Section[];
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

const codes = 255;
const levels = 32_767;

/** Packs the model into at most `bytesMax` bytes; the smallest counts are left out until it fits. */
export function pack(model: NextItemModel, bytesMax: number): { bytes: Uint8Array<ArrayBuffer>; layout: Layout } {
  const sections: [string, Section['type'], Numbers][] = [];
  const tableScales = model.members.map((member, index) => packMember(member, index, sections));
  const taken = sections.reduce((sum, [, , values]) => sum + values.byteLength + 8, 0);
  const columnBytes = model.shape.itemCount <= 0xffff ? 2 : 4;
  const fixed = (2 * model.shape.itemCount + 1) * 4 + 64;
  const entriesMax = Math.floor((bytesMax - taken - fixed) / (columnBytes + 1));
  if (entriesMax < 0) fail('too_large', `The model does not fit into ${bytesMax} bytes; train fewer members.`, { bytesMax });
  const counts = strongest(model.counts, entriesMax);
  const countScale = packCounts(counts, columnBytes, sections);
  const { bytes, places } = laidOut(sections);
  return {
    bytes,
    layout: { shape: model.shape, blend: model.blend, members: model.members.length, countScale, tableScales, sections: places },
  };
}

/** The model that was packed. Refuses bytes that the layout does not describe. */
export function unpack(bytes: Uint8Array<ArrayBuffer>, layout: Layout): NextItemModel {
  const section = (name: string): Numbers => {
    const place = layout.sections.find((one) => one.name === name);
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
  const members = Array.from({ length: layout.members }, (_, index) => unpackMember(section, layout, index));
  return { shape: layout.shape, blend: layout.blend, members, counts: unpackCounts(section, layout) };
}

function packMember(member: Member, index: number, sections: [string, Section['type'], Numbers][]): Record<string, number> {
  const scales: Record<string, number> = {};
  sections.push([`${index}/items`, 'int8', member.items], [`${index}/itemScales`, 'float32', member.itemScales]);
  for (const [name, values] of member.tables) {
    const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30) / levels;
    scales[name] = scale;
    sections.push([`${index}/${name}`, 'int16', Int16Array.from(values, (value) => Math.round(value / scale))]);
  }
  return scales;
}

function unpackMember(section: (name: string) => Numbers, layout: Layout, index: number): Member {
  const tables = partsOf(layout.shape)
    .filter(({ name }) => name !== 'items')
    .map(({ name }): [string, Float32Array] => {
      const scale =
        layout.tableScales[index]?.[name] ?? fail('unprocessable', `The artefact's layout has no scale for ${name}.`, { part: name });
      return [name, Float32Array.from(section(`${index}/${name}`), (value) => value * scale)];
    });
  const items = section(`${index}/items`);
  const itemScales = section(`${index}/itemScales`);
  if (!(items instanceof Int8Array) || !(itemScales instanceof Float32Array)) {
    return fail('unprocessable', 'The artefact is damaged: its item rows have the wrong type.');
  }
  return { items, itemScales, tables: new Map(tables) };
}

/** Item rows as whole bytes, each with its own scale. */
export function quantiseItems(rows: Float32Array, width: number): Pick<Member, 'items' | 'itemScales'> {
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

function packCounts(
  { rowStart, column, weight, popularity }: Counts,
  columnBytes: number,
  sections: [string, Section['type'], Numbers][],
): Layout['countScale'] {
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

function unpackCounts(section: (name: string) => Numbers, { shape, countScale: { least, most } }: Layout): Counts {
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

function laidOut(sections: readonly [string, Section['type'], Numbers][]): { bytes: Uint8Array<ArrayBuffer>; places: Section[] } {
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
