import { type Code, f32x4, i32, type Locals, type Routine, when, whilst } from '../../wasm/assembler.ts';

const four = i32.constant(4);
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/**
 * c[m,n] (+)= a · b, row-major f32, n a multiple of 8, strides in bytes. `plain` reads a as [m,k]; `turned` reads a as [k,m],
 * so a product with the transpose needs no transposing. Four rows and up to `columnsMax` columns of c stay in registers.
 * Stores of neighbours share their address, so that an engine that pairs vectors (train/next-item/kernels.ts) finds the pairs.
 */
export function product(name: string, turned: boolean, columnsMax: number): Routine {
  const block = (local: Locals, rows: number, quarters: number): Code => {
    const places = range(rows).flatMap((row) =>
      range(quarters).map((quarter) => ({ row, quarter, acc: `acc${row * quarters + quarter}` })),
    );
    const step = (offset: number): Code => [
      range(quarters).map((quarter) => local.set(`b${quarter}`, f32x4.load(local.get('pb'), quarter * 16))),
      range(rows).map((row) => [
        local.set('s', turned ? f32x4.splatFrom(local.get('pa0'), row * 4) : f32x4.splatFrom(local.get(`pa${row}`), offset)),
        places
          .filter((place) => place.row === row)
          .map(({ quarter, acc }) => local.set(acc, f32x4.multiplyAdd(local.get('s'), local.get(`b${quarter}`), local.get(acc)))),
      ]),
      local.add('pb', local.get('bStride')),
      turned ? local.add('pa0', local.get('aStride')) : [],
    ];
    const advance = (by: number): Code => (turned ? [] : range(rows).map((row) => local.add(`pa${row}`, i32.constant(by * 4))));
    const unrolled = turned ? 2 : 4;
    const following = (pointer: string, stride: string): Code =>
      range(rows - 1).map((row) => local.set(`${pointer}${row + 1}`, i32.add(local.get(`${pointer}${row}`), local.get(stride))));
    return [
      local.set('pa0', i32.add(local.get('a'), i32.multiply(local.get('m'), turned ? four : local.get('aStride')))),
      turned ? [] : following('pa', 'aStride'),
      local.set('pb', i32.add(local.get('b'), i32.multiply(local.get('n'), four))),
      local.set(
        'pc0',
        i32.add(i32.add(local.get('c'), i32.multiply(local.get('m'), local.get('cStride'))), i32.multiply(local.get('n'), four)),
      ),
      following('pc', 'cStride'),
      when(
        local.get('accumulate'),
        places.map(({ row, quarter, acc }) => local.set(acc, f32x4.load(local.get(`pc${row}`), quarter * 16))),
        places.map(({ acc }) => local.set(acc, f32x4.constant(0))),
      ),
      local.set('k', i32.constant(unrolled)),
      whilst(i32.below(local.get('k'), i32.add(local.get('inner'), i32.constant(1))), [
        range(unrolled).map((at) => step(at * 4)),
        advance(unrolled),
        local.add('k', i32.constant(unrolled)),
      ]),
      local.add('k', i32.constant(-unrolled)),
      whilst(i32.below(local.get('k'), local.get('inner')), [step(0), advance(1), local.add('k', i32.constant(1))]),
      places.map(({ row, quarter, acc }) => f32x4.store(local.get(`pc${row}`), local.get(acc), quarter * 16)),
      local.add('m', i32.constant(rows)),
    ];
  };
  const strips = (local: Locals, columns: number): Code =>
    whilst(i32.below(i32.add(local.get('n'), i32.constant(columns - 1)), local.get('columns')), [
      local.set('m', i32.constant(0)),
      whilst(i32.below(i32.add(local.get('m'), i32.constant(3)), local.get('rows')), block(local, 4, columns / 4)),
      whilst(i32.below(local.get('m'), local.get('rows')), block(local, 1, columns / 4)),
      local.add('n', i32.constant(columns)),
    ]);
  return {
    name,
    parameters: ['a', 'aStride', 'b', 'bStride', 'c', 'cStride', 'rows', 'columns', 'inner', 'accumulate'].map(
      (key) => [key, 'i32'] as const,
    ),
    locals: [
      ...['m', 'n', 'k', 'pb', ...range(4).flatMap((row) => [`pa${row}`, `pc${row}`])].map((key) => [key, 'i32'] as const),
      ...['s', ...range(columnsMax / 4).map((quarter) => `b${quarter}`), ...range(columnsMax).map((at) => `acc${at}`)].map(
        (key) => [key, 'v128'] as const,
      ),
    ],
    body: (local) => [columnsMax > 8 ? strips(local, columnsMax) : [], strips(local, 8)],
  };
}
