import { type Code, f32x4, i32, type Locals, type Routine, when, whilst } from '../../../wasm/assembler.ts';

const four = i32.constant(4);
const eight = i32.constant(8);
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/**
 * c[m,n] (+)= a · b, row-major f32, n a multiple of 8, strides in bytes. `plain` reads a as [m,k]; `turned` reads a as [k,m],
 * so a product with the transpose needs no transposing. Four rows and eight columns of c stay in registers.
 */
function product(name: string, turned: boolean): Routine {
  const block = (local: Locals, rows: number): Code => {
    const accumulators = range(rows * 2).map((at) => `acc${at}`);
    const starts = accumulators.map((acc, at) => {
      const address = i32.add(local.get('pc'), i32.multiply(i32.constant(at >> 1), local.get('cStride')));
      return { acc, address, offset: (at & 1) * 16 };
    });
    const step = (offset: number): Code => [
      local.set('b0', f32x4.load(local.get('pb'))),
      local.set('b1', f32x4.load(local.get('pb'), 16)),
      range(rows).map((row) => [
        local.set('s', turned ? f32x4.splatFrom(local.get('pa0'), row * 4) : f32x4.splatFrom(local.get(`pa${row}`), offset)),
        [0, 1].map((half) =>
          local.set(`acc${row * 2 + half}`, f32x4.multiplyAdd(local.get('s'), local.get(`b${half}`), local.get(`acc${row * 2 + half}`))),
        ),
      ]),
      local.add('pb', local.get('bStride')),
      turned ? local.add('pa0', local.get('aStride')) : [],
    ];
    const advance = (by: number): Code => (turned ? [] : range(rows).map((row) => local.add(`pa${row}`, i32.constant(by * 4))));
    const unrolled = turned ? 2 : 4;
    return [
      local.set('pa0', i32.add(local.get('a'), i32.multiply(local.get('m'), turned ? four : local.get('aStride')))),
      turned ? [] : range(rows - 1).map((row) => local.set(`pa${row + 1}`, i32.add(local.get(`pa${row}`), local.get('aStride')))),
      local.set('pb', i32.add(local.get('b'), i32.multiply(local.get('n'), four))),
      local.set(
        'pc',
        i32.add(i32.add(local.get('c'), i32.multiply(local.get('m'), local.get('cStride'))), i32.multiply(local.get('n'), four)),
      ),
      when(
        local.get('accumulate'),
        starts.map(({ acc, address, offset }) => local.set(acc, f32x4.load(address, offset))),
        starts.map(({ acc }) => local.set(acc, f32x4.constant(0))),
      ),
      local.set('k', i32.constant(unrolled)),
      whilst(i32.below(local.get('k'), i32.add(local.get('inner'), i32.constant(1))), [
        range(unrolled).map((at) => step(at * 4)),
        advance(unrolled),
        local.add('k', i32.constant(unrolled)),
      ]),
      local.add('k', i32.constant(-unrolled)),
      whilst(i32.below(local.get('k'), local.get('inner')), [step(0), advance(1), local.add('k', i32.constant(1))]),
      starts.map(({ acc, address, offset }) => f32x4.store(address, local.get(acc), offset)),
      local.add('m', i32.constant(rows)),
    ];
  };
  return {
    name,
    parameters: ['a', 'aStride', 'b', 'bStride', 'c', 'cStride', 'rows', 'columns', 'inner', 'accumulate'].map(
      (key) => [key, 'i32'] as const,
    ),
    locals: [
      ...['m', 'n', 'k', 'pa0', 'pa1', 'pa2', 'pa3', 'pb', 'pc'].map((key) => [key, 'i32'] as const),
      ...['b0', 'b1', 's', ...range(8).map((at) => `acc${at}`)].map((key) => [key, 'v128'] as const),
    ],
    body: (local) =>
      whilst(i32.below(local.get('n'), local.get('columns')), [
        local.set('m', i32.constant(0)),
        whilst(i32.below(i32.add(local.get('m'), i32.constant(3)), local.get('rows')), block(local, 4)),
        whilst(i32.below(local.get('m'), local.get('rows')), block(local, 1)),
        local.add('n', eight),
      ]),
  };
}

/** x becomes e^x, four at a time; uses locals x, t. Relative error below 2e-7 where e^x is a normal number. */
function exponential(local: Locals): Code {
  const terms = [
    1.5353361883195e-4, 1.339887440266574e-3, 9.61843735767464e-3, 5.550332471162809e-2, 2.402264791363012e-1, 6.931472028550421e-1, 1,
  ];
  const clamped = f32x4.most(f32x4.least(local.get('x'), f32x4.constant(87)), f32x4.constant(-87));
  const polynomial = terms
    .slice(1)
    .reduce((sum: Code, term) => f32x4.multiplyAdd(sum, local.get('x'), f32x4.constant(term)), f32x4.constant(terms[0] ?? 0));
  return [
    local.set('x', f32x4.multiply(clamped, f32x4.constant(Math.LOG2E))),
    local.set('t', f32x4.nearest(local.get('x'))),
    local.set('x', f32x4.subtract(local.get('x'), local.get('t'))),
    local.set('t', f32x4.shiftLeft(f32x4.addBits(f32x4.toInteger(local.get('t')), f32x4.bits(127)), 23)),
    local.set('x', f32x4.multiply(polynomial, local.get('t'))),
  ];
}

const along = (local: Locals, pointers: readonly string[], body: Code): Code =>
  whilst(i32.below(i32.constant(0), local.get('count')), [
    body,
    pointers.map((pointer) => local.add(pointer, i32.constant(16))),
    local.add('count', i32.constant(-4)),
  ]);

/** Over rows of z [rows, columns]: z = e^(z - most of its column); sums gets each column's total. Columns a multiple of 4. */
const softmaxColumns: Routine = {
  name: 'softmaxColumns',
  parameters: ['z', 'rows', 'columns', 'mosts', 'sums'].map((key) => [key, 'i32'] as const),
  locals: [...['row', 'count', 'p', 'q', 'r'].map((key) => [key, 'i32'] as const), ['x', 'v128'], ['t', 'v128']],
  body: (local) => {
    const eachRow = (body: Code): Code => [
      local.set('p', local.get('z')),
      local.set('row', local.get('rows')),
      whilst(i32.below(i32.constant(0), local.get('row')), [
        local.set('q', local.get('mosts')),
        local.set('r', local.get('sums')),
        local.set('count', local.get('columns')),
        along(local, ['p', 'q', 'r'], body),
        local.add('row', i32.constant(-1)),
      ]),
    ];
    return [
      eachRow(f32x4.store(local.get('q'), f32x4.most(f32x4.load(local.get('q')), f32x4.load(local.get('p'))))),
      eachRow([
        local.set('x', f32x4.subtract(f32x4.load(local.get('p')), f32x4.load(local.get('q')))),
        exponential(local),
        f32x4.store(local.get('p'), local.get('x')),
        f32x4.store(local.get('r'), f32x4.add(f32x4.load(local.get('r')), local.get('x'))),
      ]),
    ];
  },
};

/** Gate of the smooth rectifier x * sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3): gate = sigmoid(2u), y = x * gate. */
const smoothRectifier: Routine = {
  name: 'smoothRectifier',
  parameters: ['p', 'gate', 'y', 'count'].map((key) => [key, 'i32'] as const),
  locals: [
    ['x', 'v128'],
    ['t', 'v128'],
    ['v', 'v128'],
  ],
  body: (local) =>
    along(
      local,
      ['p', 'gate', 'y'],
      [
        local.set('v', f32x4.load(local.get('p'))),
        local.set(
          'x',
          f32x4.multiply(
            f32x4.constant(-2 * Math.sqrt(2 / Math.PI)),
            f32x4.multiply(
              local.get('v'),
              f32x4.multiplyAdd(f32x4.constant(0.044715), f32x4.multiply(local.get('v'), local.get('v')), f32x4.constant(1)),
            ),
          ),
        ),
        exponential(local),
        local.set('x', f32x4.divide(f32x4.constant(1), f32x4.add(f32x4.constant(1), local.get('x')))),
        f32x4.store(local.get('gate'), local.get('x')),
        f32x4.store(local.get('y'), f32x4.multiply(local.get('v'), local.get('x'))),
      ],
    ),
};

/** dy becomes dx of the smooth rectifier at x with its gate. */
const smoothRectifierBack: Routine = {
  name: 'smoothRectifierBack',
  parameters: ['p', 'gate', 'y', 'count'].map((key) => [key, 'i32'] as const),
  locals: [
    ['v', 'v128'],
    ['g', 'v128'],
    ['s', 'v128'],
  ],
  body: (local) =>
    along(
      local,
      ['p', 'gate', 'y'],
      [
        local.set('v', f32x4.load(local.get('p'))),
        local.set('g', f32x4.load(local.get('gate'))),
        local.set('s', f32x4.multiplyAdd(f32x4.constant(3 * 0.044715), f32x4.multiply(local.get('v'), local.get('v')), f32x4.constant(1))),
        local.set('s', f32x4.multiply(f32x4.multiply(local.get('s'), f32x4.constant(2 * Math.sqrt(2 / Math.PI))), local.get('v'))),
        local.set('s', f32x4.multiply(local.get('s'), f32x4.subtract(f32x4.constant(1), local.get('g')))),
        local.set('s', f32x4.multiplyAdd(local.get('s'), local.get('g'), local.get('g'))),
        f32x4.store(local.get('y'), f32x4.multiply(f32x4.load(local.get('y')), local.get('s'))),
      ],
    ),
};

/** One step of Adam over `count` numbers, with a slow mean of the weights beside them. Rates come corrected for their start. */
const adam: Routine = {
  name: 'adam',
  parameters: [
    ...['weight', 'gradient', 'mean', 'square', 'slow', 'count'].map((key) => [key, 'i32'] as const),
    ...['rate', 'squareScale', 'slowRate'].map((key) => [key, 'f32'] as const),
  ],
  locals: [
    ['g', 'v128'],
    ['m', 'v128'],
    ['v', 'v128'],
  ],
  body: (local) => {
    const at = (name: string) => f32x4.load(local.get(name));
    const blend = (old: Code, fresh: Code, keep: number) =>
      f32x4.multiplyAdd(old, f32x4.constant(keep), f32x4.multiply(fresh, f32x4.constant(1 - keep)));
    return along(
      local,
      ['weight', 'gradient', 'mean', 'square', 'slow'],
      [
        local.set('g', at('gradient')),
        local.set('m', blend(at('mean'), local.get('g'), 0.9)),
        local.set('v', blend(at('square'), f32x4.multiply(local.get('g'), local.get('g')), 0.999)),
        f32x4.store(local.get('mean'), local.get('m')),
        f32x4.store(local.get('square'), local.get('v')),
        local.set('v', f32x4.add(f32x4.root(f32x4.multiply(local.get('v'), f32x4.splat(local.get('squareScale')))), f32x4.constant(1e-8))),
        local.set(
          'g',
          f32x4.subtract(at('weight'), f32x4.divide(f32x4.multiply(local.get('m'), f32x4.splat(local.get('rate'))), local.get('v'))),
        ),
        f32x4.store(local.get('weight'), local.get('g')),
        local.set('m', at('slow')),
        f32x4.store(
          local.get('slow'),
          f32x4.multiplyAdd(f32x4.subtract(local.get('g'), local.get('m')), f32x4.splat(local.get('slowRate')), local.get('m')),
        ),
      ],
    );
  },
};

export const routines: readonly Routine[] = [
  product('product', false),
  product('productTurned', true),
  softmaxColumns,
  smoothRectifier,
  smoothRectifierBack,
  adam,
];
