import { type Code, f32, f32x4, i32, i32x4, type Locals, type Routine, whilst } from '../../wasm/assembler.ts';
import { along, type Half, halves, integers, singles } from './along.ts';

/** Layers over row-major rows of `width` numbers, a multiple of 8. */

const eachRow = (local: Locals, body: Code): Code =>
  whilst(i32.below(i32.constant(0), local.get('rows')), [body, local.add('rows', i32.constant(-1))]);

const overRow = (local: Locals, pointers: readonly string[], half: Half): Code => [
  local.set('count', local.get('width')),
  along(local, pointers, half),
];

/** All lanes of both halves of `name` together, times `factor`. */
const total = (local: Locals, name: string, factor: Code): Code => {
  const lane = (at: number): Code => f32x4.lane(local.get(`${name}0`), at);
  return [
    local.set(`${name}0`, f32x4.add(local.get(`${name}0`), local.get(`${name}1`))),
    f32.multiply(f32.add(f32.add(lane(0), lane(1)), f32.add(lane(2), lane(3))), factor),
  ];
};

const rewind = (local: Locals, ...pointers: readonly string[]): Code =>
  pointers.map((pointer) => local.set(pointer, i32.subtract(local.get(pointer), i32.multiply(local.get('width'), i32.constant(4)))));

const clear = (local: Locals, ...names: readonly string[]): Code =>
  names.flatMap((name) => [local.set(`${name}0`, f32x4.constant(0)), local.set(`${name}1`, f32x4.constant(0))]);

/** y = gain * (x - mean) / deviation + shift, row by row. Keeps what the way back needs in `scaled` and `inverse`. */
const normalise: Routine = {
  name: 'normalise',
  parameters: integers('x', 'y', 'scaled', 'inverse', 'gain', 'shift', 'rows', 'width'),
  locals: [...integers('count', 'g', 's'), ...singles('mean', 'scale'), ...halves('sum', 'v', 'w')],
  body: (local) => {
    const share = f32.divide(f32.constant(1), f32.fromInteger(local.get('width')));
    return eachRow(local, [
      clear(local, 'sum'),
      overRow(local, ['x'], (at, own) => ({
        work: local.set(own('sum'), f32x4.add(local.get(own('sum')), f32x4.load(local.get('x'), at))),
      })),
      local.set('mean', total(local, 'sum', share)),
      rewind(local, 'x'),
      clear(local, 'sum'),
      overRow(local, ['x', 'scaled'], (at, own) => ({
        work: [
          local.set(own('v'), f32x4.subtract(f32x4.load(local.get('x'), at), f32x4.splat(local.get('mean')))),
          local.set(own('sum'), f32x4.multiplyAdd(local.get(own('v')), local.get(own('v')), local.get(own('sum')))),
        ],
        stores: [['scaled', local.get(own('v'))]],
      })),
      local.set('scale', f32.divide(f32.constant(1), f32.root(f32.add(total(local, 'sum', share), f32.constant(1e-12))))),
      f32.store(local.get('inverse'), local.get('scale')),
      local.add('inverse', i32.constant(4)),
      rewind(local, 'scaled'),
      local.set('g', local.get('gain')),
      local.set('s', local.get('shift')),
      overRow(local, ['scaled', 'y', 'g', 's'], (at, own) => ({
        work: [
          local.set(own('v'), f32x4.multiply(f32x4.load(local.get('scaled'), at), f32x4.splat(local.get('scale')))),
          local.set(own('w'), f32x4.multiplyAdd(local.get(own('v')), f32x4.load(local.get('g'), at), f32x4.load(local.get('s'), at))),
        ],
        stores: [
          ['scaled', local.get(own('v'))],
          ['y', local.get(own('w'))],
        ],
      })),
    ]);
  },
};

/** dx from dy (may be the same rows). The gradients of gain and shift are added to what is there. */
const normaliseBack: Routine = {
  name: 'normaliseBack',
  parameters: integers('dy', 'dx', 'scaled', 'inverse', 'gain', 'gainBack', 'shiftBack', 'rows', 'width'),
  locals: [...integers('count', 'g', 'gb', 'sb'), ...singles('mean', 'slope'), ...halves('sum', 'along', 'd', 'v', 'p', 'q')],
  body: (local) => {
    const share = f32.divide(f32.constant(1), f32.fromInteger(local.get('width')));
    return eachRow(local, [
      clear(local, 'sum', 'along'),
      local.set('g', local.get('gain')),
      local.set('gb', local.get('gainBack')),
      local.set('sb', local.get('shiftBack')),
      overRow(local, ['dy', 'scaled', 'g', 'gb', 'sb'], (at, own) => {
        const load = (name: string): Code => f32x4.load(local.get(name), at);
        const [d, v] = [local.get(own('d')), local.get(own('v'))];
        return {
          work: [
            local.set(own('d'), load('dy')),
            local.set(own('v'), load('scaled')),
            local.set(own('p'), f32x4.multiplyAdd(d, v, load('gb'))),
            local.set(own('q'), f32x4.add(d, load('sb'))),
            local.set(own('d'), f32x4.multiply(d, load('g'))),
            local.set(own('sum'), f32x4.add(local.get(own('sum')), d)),
            local.set(own('along'), f32x4.multiplyAdd(d, v, local.get(own('along')))),
          ],
          stores: [
            ['gb', local.get(own('p'))],
            ['sb', local.get(own('q'))],
          ],
        };
      }),
      local.set('mean', total(local, 'sum', share)),
      local.set('slope', total(local, 'along', share)),
      rewind(local, 'dy', 'scaled'),
      local.set('g', local.get('gain')),
      overRow(local, ['dy', 'dx', 'scaled', 'g'], (at, own) => {
        const inner = f32x4.multiply(f32x4.load(local.get('dy'), at), f32x4.load(local.get('g'), at));
        const slope = f32x4.splat(local.get('slope'));
        const shared = f32x4.multiplyAdd(f32x4.load(local.get('scaled'), at), slope, f32x4.splat(local.get('mean')));
        return {
          work: local.set(own('v'), f32x4.multiply(f32x4.subtract(inner, shared), f32x4.splat(f32.load(local.get('inverse'))))),
          stores: [['dx', local.get(own('v'))]],
        };
      }),
      local.add('inverse', i32.constant(4)),
    ]);
  },
};

/** A routine that stores one number for each it walks along, beside a line of `width` numbers that is the same for every row. */
const everyRow = (name: string, line: string, into: string, value: (load: (name: string) => Code) => Code): Routine => ({
  name,
  parameters: integers('x', line, 'rows', 'width'),
  locals: [...integers('count', 's'), ...halves('v')],
  body: (local) =>
    eachRow(local, [
      local.set('s', local.get(line)),
      overRow(local, ['x', 's'], (at, own) => ({
        work: local.set(
          own('v'),
          value((pointer) => f32x4.load(local.get(pointer), at)),
        ),
        stores: [[into, local.get(own('v'))]],
      })),
    ]),
});

/** x += shift, every row */
const addShift = everyRow('addShift', 'shift', 'x', (load) => f32x4.add(load('x'), load('s')));
/** sums += x of every row */
const sumRows = everyRow('sumRows', 'sums', 's', (load) => f32x4.add(load('x'), load('s')));

/** y = other + share * (x - other), a share for every column; y may be any of the others */
const mixRows: Routine = {
  name: 'mixRows',
  parameters: integers('x', 'other', 'share', 'y', 'rows', 'width'),
  locals: [...integers('count', 's'), ...halves('o')],
  body: (local) =>
    eachRow(local, [
      local.set('s', local.get('share')),
      overRow(local, ['x', 'other', 's', 'y'], (at, own) => {
        const [load, o] = [(name: string): Code => f32x4.load(local.get(name), at), local.get(own('o'))];
        return {
          work: [local.set(own('o'), load('other')), local.set(own('o'), f32x4.multiplyAdd(f32x4.subtract(load('x'), o), load('s'), o))],
          stores: [['y', o]],
        };
      }),
    ]),
};

/**
 * The way back of mixRows behind a mask: dy * mask goes to x by its share (added to xBack) and to the other by the rest (otherBack);
 * shareBack gets what the shares' gradients add up to.
 */
const mixRowsBack: Routine = {
  name: 'mixRowsBack',
  parameters: integers('dy', 'mask', 'x', 'other', 'share', 'xBack', 'otherBack', 'shareBack', 'rows', 'width'),
  locals: [...integers('count', 's', 'sb'), ...halves('d', 'part', 'p', 'q')],
  body: (local) =>
    eachRow(local, [
      local.set('s', local.get('share')),
      local.set('sb', local.get('shareBack')),
      overRow(local, ['dy', 'mask', 'x', 'other', 's', 'xBack', 'otherBack', 'sb'], (at, own) => {
        const load = (name: string): Code => f32x4.load(local.get(name), at);
        const [d, part] = [local.get(own('d')), local.get(own('part'))];
        return {
          work: [
            local.set(own('d'), f32x4.multiply(load('dy'), load('mask'))),
            local.set(own('part'), f32x4.multiply(d, load('s'))),
            local.set(own('p'), f32x4.multiplyAdd(d, f32x4.subtract(load('x'), load('other')), load('sb'))),
            local.set(own('q'), f32x4.add(load('xBack'), part)),
            local.set(own('d'), f32x4.subtract(d, part)),
          ],
          stores: [
            ['sb', local.get(own('p'))],
            ['xBack', local.get(own('q'))],
            ['otherBack', d],
          ],
        };
      }),
    ]),
};

/** A routine that works out y from the numbers of other blocks at the same place. */
const placeByPlace = (
  name: string,
  pointers: readonly string[],
  value: (load: (name: string) => Code, local: Locals) => Code,
  factors: readonly string[] = [],
): Routine => ({
  name,
  parameters: [...integers(...pointers, 'count'), ...singles(...factors)],
  locals: halves('v'),
  body: (local) =>
    along(local, pointers, (at, own) => ({
      work: local.set(
        own('v'),
        value((pointer) => f32x4.load(local.get(pointer), at), local),
      ),
      stores: [['y', local.get(own('v'))]],
    })),
});

/** y = x * mask + plus */
const maskAdd = placeByPlace('maskAdd', ['x', 'mask', 'plus', 'y'], (load) => f32x4.multiplyAdd(load('x'), load('mask'), load('plus')));
/** y = x * mask */
const maskOnly = placeByPlace('maskOnly', ['x', 'mask', 'y'], (load) => f32x4.multiply(load('x'), load('mask')));
/** y = factor * x + plus * z */
const addScaled = placeByPlace(
  'addScaled',
  ['x', 'z', 'y'],
  (load, local) => {
    const [factor, plus] = [f32x4.splat(local.get('factor')), f32x4.splat(local.get('plus'))];
    return f32x4.multiplyAdd(load('x'), factor, f32x4.multiply(load('z'), plus));
  },
  ['factor', 'plus'],
);

/** Fills mask with `keep` where a random number is above `bound`, else with 0. Eight generators (sfc32) start as `state` says. */
const drawMask: Routine = {
  name: 'drawMask',
  parameters: [...integers('mask', 'count', 'bound', 'state'), ...singles('keep')],
  locals: halves('a', 'b', 'c', 'd', 'x'),
  body: (local) => {
    const starts = [0, 1].map((half) =>
      ['a', 'b', 'c', 'd'].map((word, at) => local.set(`${word}${half}`, f32x4.load(local.get('state'), at * 32 + half * 16))),
    );
    return [
      starts,
      along(local, ['mask'], (_, own) => {
        const [a, b, c, d, x] = ['a', 'b', 'c', 'd', 'x'].map((name) => local.get(own(name))) as [Code, Code, Code, Code, Code];
        return {
          work: [
            local.set(own('x'), i32x4.add(i32x4.add(a, b), d)),
            local.set(own('d'), i32x4.add(d, f32x4.bits(1))),
            local.set(own('a'), i32x4.xor(b, i32x4.shiftRight(b, 9))),
            local.set(own('b'), i32x4.add(c, i32x4.shiftLeft(c, 3))),
            local.set(own('c'), i32x4.add(i32x4.xor(i32x4.shiftLeft(c, 21), i32x4.shiftRight(c, 11)), x)),
            local.set(own('x'), i32x4.and(i32x4.above(x, i32x4.splat(local.get('bound'))), f32x4.splat(local.get('keep')))),
          ],
          stores: [['mask', x]],
        };
      }),
    ];
  },
};

/** The inner product of every row with the vector. */
const scan: Routine = {
  name: 'scan',
  parameters: integers('x', 'vector', 'products', 'rows', 'width'),
  locals: [...integers('count', 'v'), ...halves('sum')],
  body: (local) =>
    eachRow(local, [
      clear(local, 'sum'),
      local.set('v', local.get('vector')),
      overRow(local, ['x', 'v'], (at, own) => ({
        work: local.set(
          own('sum'),
          f32x4.multiplyAdd(f32x4.load(local.get('x'), at), f32x4.load(local.get('v'), at), local.get(own('sum'))),
        ),
      })),
      f32.store(local.get('products'), total(local, 'sum', f32.constant(1))),
      local.add('products', i32.constant(4)),
    ]),
};

export const rowRoutines: readonly Routine[] = [
  scan,
  normalise,
  normaliseBack,
  addShift,
  sumRows,
  mixRows,
  mixRowsBack,
  maskAdd,
  maskOnly,
  addScaled,
  drawMask,
];
