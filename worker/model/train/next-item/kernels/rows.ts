import { type Code, f32, f32x4, i32, i32x4, type Locals, type Routine, whilst } from '../../../wasm/assembler.ts';
import { along, halves, integers, singles } from './along.ts';

/** Layers over row-major rows of `width` numbers, a multiple of 8. */

const eachRow = (local: Locals, body: Code): Code =>
  whilst(i32.below(i32.constant(0), local.get('rows')), [body, local.add('rows', i32.constant(-1))]);

const overRow = (local: Locals, pointers: readonly string[], body: Parameters<typeof along>[2]): Code => [
  local.set('count', local.get('width')),
  along(local, pointers, body),
];

/** All lanes of both halves of `name` together, times `factor`. */
const total = (local: Locals, name: string, factor: Code): Code => {
  const both = f32x4.add(local.get(`${name}0`), local.get(`${name}1`));
  const lane = (at: number): Code => f32x4.lane(local.get(`${name}0`), at);
  return [local.set(`${name}0`, both), f32.multiply(f32.add(f32.add(lane(0), lane(1)), f32.add(lane(2), lane(3))), factor)];
};

const rewind = (local: Locals, ...pointers: readonly string[]): Code =>
  pointers.map((pointer) => local.set(pointer, i32.subtract(local.get(pointer), i32.multiply(local.get('width'), i32.constant(4)))));

const clear = (local: Locals, ...names: readonly string[]): Code =>
  names.flatMap((name) => [local.set(`${name}0`, f32x4.constant(0)), local.set(`${name}1`, f32x4.constant(0))]);

/** y = gain * (x - mean) / deviation + shift, row by row. Keeps what the way back needs in `scaled` and `inverse`. */
const normalise: Routine = {
  name: 'normalise',
  parameters: integers('x', 'y', 'scaled', 'inverse', 'gain', 'shift', 'rows', 'width'),
  locals: [...integers('count', 'g', 's'), ...singles('mean', 'scale'), ...halves('sum', 'v')],
  body: (local) => {
    const share = f32.divide(f32.constant(1), f32.fromInteger(local.get('width')));
    return eachRow(local, [
      clear(local, 'sum'),
      overRow(local, ['x'], (at, own) => local.set(own('sum'), f32x4.add(local.get(own('sum')), f32x4.load(local.get('x'), at)))),
      local.set('mean', total(local, 'sum', share)),
      rewind(local, 'x'),
      clear(local, 'sum'),
      overRow(local, ['x', 'scaled'], (at, own) => [
        local.set(own('v'), f32x4.subtract(f32x4.load(local.get('x'), at), f32x4.splat(local.get('mean')))),
        f32x4.store(local.get('scaled'), local.get(own('v')), at),
        local.set(own('sum'), f32x4.multiplyAdd(local.get(own('v')), local.get(own('v')), local.get(own('sum')))),
      ]),
      local.set('scale', f32.divide(f32.constant(1), f32.root(f32.add(total(local, 'sum', share), f32.constant(1e-12))))),
      f32.store(local.get('inverse'), local.get('scale')),
      local.add('inverse', i32.constant(4)),
      rewind(local, 'scaled'),
      local.set('g', local.get('gain')),
      local.set('s', local.get('shift')),
      overRow(local, ['scaled', 'y', 'g', 's'], (at, own) => [
        local.set(own('v'), f32x4.multiply(f32x4.load(local.get('scaled'), at), f32x4.splat(local.get('scale')))),
        f32x4.store(local.get('scaled'), local.get(own('v')), at),
        f32x4.store(
          local.get('y'),
          f32x4.multiplyAdd(local.get(own('v')), f32x4.load(local.get('g'), at), f32x4.load(local.get('s'), at)),
          at,
        ),
      ]),
    ]);
  },
};

/** dx from dy (may be the same rows). The gradients of gain and shift are added to what is there. */
const normaliseBack: Routine = {
  name: 'normaliseBack',
  parameters: integers('dy', 'dx', 'scaled', 'inverse', 'gain', 'gainBack', 'shiftBack', 'rows', 'width'),
  locals: [...integers('count', 'g', 'gb', 'sb'), ...singles('mean', 'slope'), ...halves('sum', 'along', 'd', 'v')],
  body: (local) => {
    const share = f32.divide(f32.constant(1), f32.fromInteger(local.get('width')));
    const addTo = (pointer: string, value: Code, at: number): Code =>
      f32x4.store(local.get(pointer), f32x4.add(f32x4.load(local.get(pointer), at), value), at);
    return eachRow(local, [
      clear(local, 'sum', 'along'),
      local.set('g', local.get('gain')),
      local.set('gb', local.get('gainBack')),
      local.set('sb', local.get('shiftBack')),
      overRow(local, ['dy', 'scaled', 'g', 'gb', 'sb'], (at, own) => {
        const [d, v] = [local.get(own('d')), local.get(own('v'))];
        return [
          local.set(own('d'), f32x4.load(local.get('dy'), at)),
          local.set(own('v'), f32x4.load(local.get('scaled'), at)),
          addTo('gb', f32x4.multiply(d, v), at),
          addTo('sb', d, at),
          local.set(own('d'), f32x4.multiply(d, f32x4.load(local.get('g'), at))),
          local.set(own('sum'), f32x4.add(local.get(own('sum')), d)),
          local.set(own('along'), f32x4.multiplyAdd(d, v, local.get(own('along')))),
        ];
      }),
      local.set('mean', total(local, 'sum', share)),
      local.set('slope', total(local, 'along', share)),
      rewind(local, 'dy', 'scaled'),
      local.set('g', local.get('gain')),
      overRow(local, ['dy', 'dx', 'scaled', 'g'], (at, own) => {
        const inner = f32x4.multiply(f32x4.load(local.get('dy'), at), f32x4.load(local.get('g'), at));
        const shared = f32x4.multiplyAdd(
          f32x4.load(local.get('scaled'), at),
          f32x4.splat(local.get('slope')),
          f32x4.splat(local.get('mean')),
        );
        return [
          local.set(own('v'), f32x4.subtract(inner, shared)),
          f32x4.store(local.get('dx'), f32x4.multiply(local.get(own('v')), f32x4.splat(f32.load(local.get('inverse')))), at),
        ];
      }),
      local.add('inverse', i32.constant(4)),
    ]);
  },
};

/** x += shift, every row */
const addShift: Routine = {
  name: 'addShift',
  parameters: integers('x', 'shift', 'rows', 'width'),
  locals: integers('count', 's'),
  body: (local) =>
    eachRow(local, [
      local.set('s', local.get('shift')),
      overRow(local, ['x', 's'], (at) =>
        f32x4.store(local.get('x'), f32x4.add(f32x4.load(local.get('x'), at), f32x4.load(local.get('s'), at)), at),
      ),
    ]),
};

/** sums += x of every row */
const sumRows: Routine = {
  name: 'sumRows',
  parameters: integers('x', 'sums', 'rows', 'width'),
  locals: integers('count', 's'),
  body: (local) =>
    eachRow(local, [
      local.set('s', local.get('sums')),
      overRow(local, ['x', 's'], (at) =>
        f32x4.store(local.get('s'), f32x4.add(f32x4.load(local.get('x'), at), f32x4.load(local.get('s'), at)), at),
      ),
    ]),
};

/** y = other + share * (x - other), a share for every column; y may be any of the others */
const mixRows: Routine = {
  name: 'mixRows',
  parameters: integers('x', 'other', 'share', 'y', 'rows', 'width'),
  locals: [...integers('count', 's'), ...halves('o')],
  body: (local) =>
    eachRow(local, [
      local.set('s', local.get('share')),
      overRow(local, ['x', 'other', 's', 'y'], (at, own) => [
        local.set(own('o'), f32x4.load(local.get('other'), at)),
        f32x4.store(
          local.get('y'),
          f32x4.multiplyAdd(
            f32x4.subtract(f32x4.load(local.get('x'), at), local.get(own('o'))),
            f32x4.load(local.get('s'), at),
            local.get(own('o')),
          ),
          at,
        ),
      ]),
    ]),
};

/**
 * The way back of mixRows behind a mask: dy * mask goes to x by its share (added to xBack) and to the other by the rest (otherBack);
 * shareBack gets what the shares' gradients add up to.
 */
const mixRowsBack: Routine = {
  name: 'mixRowsBack',
  parameters: integers('dy', 'mask', 'x', 'other', 'share', 'xBack', 'otherBack', 'shareBack', 'rows', 'width'),
  locals: [...integers('count', 's', 'sb'), ...halves('d', 'part')],
  body: (local) =>
    eachRow(local, [
      local.set('s', local.get('share')),
      local.set('sb', local.get('shareBack')),
      overRow(local, ['dy', 'mask', 'x', 'other', 's', 'xBack', 'otherBack', 'sb'], (at, own) => {
        const load = (name: string): Code => f32x4.load(local.get(name), at);
        const [d, part] = [local.get(own('d')), local.get(own('part'))];
        return [
          local.set(own('d'), f32x4.multiply(load('dy'), load('mask'))),
          local.set(own('part'), f32x4.multiply(d, load('s'))),
          f32x4.store(local.get('sb'), f32x4.multiplyAdd(d, f32x4.subtract(load('x'), load('other')), load('sb')), at),
          f32x4.store(local.get('xBack'), f32x4.add(load('xBack'), part), at),
          f32x4.store(local.get('otherBack'), f32x4.subtract(d, part), at),
        ];
      }),
    ]),
};

/** y = x * mask + plus */
const maskAdd: Routine = {
  name: 'maskAdd',
  parameters: integers('x', 'mask', 'plus', 'y', 'count'),
  locals: [],
  body: (local) =>
    along(local, ['x', 'mask', 'plus', 'y'], (at) =>
      f32x4.store(
        local.get('y'),
        f32x4.multiplyAdd(f32x4.load(local.get('x'), at), f32x4.load(local.get('mask'), at), f32x4.load(local.get('plus'), at)),
        at,
      ),
    ),
};

/** y = x * mask */
const maskOnly: Routine = {
  name: 'maskOnly',
  parameters: integers('x', 'mask', 'y', 'count'),
  locals: [],
  body: (local) =>
    along(local, ['x', 'mask', 'y'], (at) =>
      f32x4.store(local.get('y'), f32x4.multiply(f32x4.load(local.get('x'), at), f32x4.load(local.get('mask'), at)), at),
    ),
};

/** y = factor * x + plus * z */
const addScaled: Routine = {
  name: 'addScaled',
  parameters: [...integers('x', 'z', 'y', 'count'), ...singles('factor', 'plus')],
  locals: [],
  body: (local) =>
    along(local, ['x', 'z', 'y'], (at) =>
      f32x4.store(
        local.get('y'),
        f32x4.multiplyAdd(
          f32x4.load(local.get('x'), at),
          f32x4.splat(local.get('factor')),
          f32x4.multiply(f32x4.load(local.get('z'), at), f32x4.splat(local.get('plus'))),
        ),
        at,
      ),
    ),
};

/** Fills mask with `keep` where a random number is above `bound`, else with 0. Eight generators (sfc32) start as `state` says. */
const drawMask: Routine = {
  name: 'drawMask',
  parameters: [...integers('mask', 'count', 'bound', 'state'), ...singles('keep')],
  locals: halves('a', 'b', 'c', 'd', 'x'),
  body: (local) => {
    const words = ['a', 'b', 'c', 'd'];
    const starts = [0, 1].map((half) =>
      words.map((word, at) => local.set(`${word}${half}`, f32x4.load(local.get('state'), at * 32 + half * 16))),
    );
    return [
      starts,
      along(local, ['mask'], (at, own) => {
        const get = (name: string): Code => local.get(own(name));
        return [
          local.set(own('x'), i32x4.add(i32x4.add(get('a'), get('b')), get('d'))),
          local.set(own('d'), i32x4.add(get('d'), f32x4.bits(1))),
          local.set(own('a'), i32x4.xor(get('b'), i32x4.shiftRight(get('b'), 9))),
          local.set(own('b'), i32x4.add(get('c'), i32x4.shiftLeft(get('c'), 3))),
          local.set(own('c'), i32x4.add(i32x4.xor(i32x4.shiftLeft(get('c'), 21), i32x4.shiftRight(get('c'), 11)), get('x'))),
          f32x4.store(
            local.get('mask'),
            i32x4.and(i32x4.above(get('x'), i32x4.splat(local.get('bound'))), f32x4.splat(local.get('keep'))),
            at,
          ),
        ];
      }),
    ];
  },
};

export const rowRoutines: readonly Routine[] = [
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
