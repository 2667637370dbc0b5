/** Sizes of the encoder. One start token stands before every history, so an empty one has a vector too. */
export interface Shape {
  itemCount: number;
  width: number;
  hidden: number;
  historyMax: number;
  blocks: number;
  /** Lowest frequencies that the filter lets through unweighted. */
  bins: number;
  /** Share of the filter beside attention. */
  filterShare: number;
}

export const standardWidth = 64;

/** @param width numbers an item, a multiple of 8: fewer where there are very many items */
export const shapeFor = (itemCount: number, width = standardWidth): Shape => ({
  itemCount,
  width,
  hidden: 256,
  historyMax: 20,
  blocks: 2,
  bins: 3,
  filterShare: 0.7,
});

export interface Part {
  name: string;
  rows: number;
  columns: number;
  /** Numbers before this part. */
  offset: number;
}

/** Every table of weights in the order they are stored, the item table first. Each block's numbers lie side by side. */
export function partsOf({ itemCount, width, hidden, historyMax, blocks }: Shape): Part[] {
  const norm = (name: string) =>
    [
      [`${name}.gain`, 1, width],
      [`${name}.shift`, 1, width],
    ] as const;
  const linear = (name: string, from: number, to: number) =>
    [
      [`${name}.weight`, from, to],
      [`${name}.shift`, 1, to],
    ] as const;
  const tables: (readonly [string, number, number])[] = [
    ['items', itemCount, width],
    ['start', 1, width],
    ['positions', historyMax + 1, width],
    ...norm('input.norm'),
  ];
  for (let block = 0; block < blocks; block++) {
    tables.push(
      [`${block}.filter.root`, 1, width],
      ...norm(`${block}.filter.norm`),
      ...linear(`${block}.query`, width, width),
      ...linear(`${block}.keyValue`, width, 2 * width),
      ...linear(`${block}.mixed`, width, width),
      ...norm(`${block}.attention.norm`),
      ...linear(`${block}.widen`, width, hidden),
      ...linear(`${block}.narrow`, hidden, width),
      ...norm(`${block}.output.norm`),
    );
  }
  let offset = 0;
  return tables.map(([name, rows, columns]) => {
    const part = { name, rows, columns, offset };
    offset += rows * columns;
    return part;
  });
}

/** Row i, column j: how much of position j the lowest `bins` frequencies carry to position i, over `length` positions in a ring. */
export function lowPass(length: number, bins: number): Float64Array {
  const filter = new Float64Array(length * length);
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      let sum = 1;
      for (let bin = 1; bin < bins; bin++) sum += (2 * bin === length ? 1 : 2) * Math.cos((2 * Math.PI * bin * (row - column)) / length);
      filter[row * length + column] = sum / length;
    }
  }
  return filter;
}
