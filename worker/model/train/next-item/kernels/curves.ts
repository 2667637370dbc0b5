import { type Code, f32x4, i32, i32x4, type Locals, type Routine, whilst } from '../../../wasm/assembler.ts';
import { along, halves, integers, singles } from './along.ts';

/** x becomes e^x, four at a time; uses locals x, t of this half. Relative error below 2e-7 where e^x is a normal number. */
function exponential(local: Locals, own: (name: string) => string): Code {
  const terms = [
    1.5353361883195e-4, 1.339887440266574e-3, 9.61843735767464e-3, 5.550332471162809e-2, 2.402264791363012e-1, 6.931472028550421e-1, 1,
  ];
  const [x, t] = [own('x'), own('t')];
  const clamped = f32x4.most(f32x4.least(local.get(x), f32x4.constant(87)), f32x4.constant(-87));
  const polynomial = terms
    .slice(1)
    .reduce((sum: Code, term) => f32x4.multiplyAdd(sum, local.get(x), f32x4.constant(term)), f32x4.constant(terms[0] ?? 0));
  return [
    local.set(x, f32x4.multiply(clamped, f32x4.constant(Math.LOG2E))),
    local.set(t, f32x4.nearest(local.get(x))),
    local.set(x, f32x4.subtract(local.get(x), local.get(t))),
    local.set(t, i32x4.shiftLeft(i32x4.add(f32x4.toInteger(local.get(t)), f32x4.bits(127)), 23)),
    local.set(x, f32x4.multiply(polynomial, local.get(t))),
  ];
}

/** Over rows of z [rows, columns]: z = e^(z - most of its column); sums gets each column's total. Columns a multiple of 8. */
const softmaxColumns: Routine = {
  name: 'softmaxColumns',
  parameters: integers('z', 'rows', 'columns', 'mosts', 'sums'),
  locals: [...integers('row', 'count', 'p', 'q', 'r'), ...halves('x', 't')],
  body: (local) => {
    const eachRow = (body: (at: number, own: (name: string) => string) => Code): Code => [
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
      eachRow((at) => f32x4.store(local.get('q'), f32x4.most(f32x4.load(local.get('q'), at), f32x4.load(local.get('p'), at)), at)),
      eachRow((at, own) => [
        local.set(own('x'), f32x4.subtract(f32x4.load(local.get('p'), at), f32x4.load(local.get('q'), at))),
        exponential(local, own),
        f32x4.store(local.get('p'), local.get(own('x')), at),
        f32x4.store(local.get('r'), f32x4.add(f32x4.load(local.get('r'), at), local.get(own('x'))), at),
      ]),
    ];
  },
};

/** Gate of the smooth rectifier x * sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3): gate = sigmoid(2u), y = x * gate. */
const smoothRectifier: Routine = {
  name: 'smoothRectifier',
  parameters: integers('p', 'gate', 'y', 'count'),
  locals: halves('x', 't', 'v'),
  body: (local) =>
    along(local, ['p', 'gate', 'y'], (at, own) => [
      local.set(own('v'), f32x4.load(local.get('p'), at)),
      local.set(
        own('x'),
        f32x4.multiply(
          f32x4.constant(-2 * Math.sqrt(2 / Math.PI)),
          f32x4.multiply(
            local.get(own('v')),
            f32x4.multiplyAdd(f32x4.constant(0.044715), f32x4.multiply(local.get(own('v')), local.get(own('v'))), f32x4.constant(1)),
          ),
        ),
      ),
      exponential(local, own),
      local.set(own('x'), f32x4.divide(f32x4.constant(1), f32x4.add(f32x4.constant(1), local.get(own('x'))))),
      f32x4.store(local.get('gate'), local.get(own('x')), at),
      f32x4.store(local.get('y'), f32x4.multiply(local.get(own('v')), local.get(own('x'))), at),
    ]),
};

/** dy becomes dx of the smooth rectifier at x with its gate. */
const smoothRectifierBack: Routine = {
  name: 'smoothRectifierBack',
  parameters: integers('p', 'gate', 'y', 'count'),
  locals: halves('v', 'g', 's'),
  body: (local) =>
    along(local, ['p', 'gate', 'y'], (at, own) => {
      const [v, g, s] = [own('v'), own('g'), own('s')];
      return [
        local.set(v, f32x4.load(local.get('p'), at)),
        local.set(g, f32x4.load(local.get('gate'), at)),
        local.set(s, f32x4.multiplyAdd(f32x4.constant(3 * 0.044715), f32x4.multiply(local.get(v), local.get(v)), f32x4.constant(1))),
        local.set(s, f32x4.multiply(f32x4.multiply(local.get(s), f32x4.constant(2 * Math.sqrt(2 / Math.PI))), local.get(v))),
        local.set(s, f32x4.multiply(local.get(s), f32x4.subtract(f32x4.constant(1), local.get(g)))),
        local.set(s, f32x4.multiplyAdd(local.get(s), local.get(g), local.get(g))),
        f32x4.store(local.get('y'), f32x4.multiply(f32x4.load(local.get('y'), at), local.get(s)), at),
      ];
    }),
};

/** One step of Adam over `count` numbers, with a slow mean of the weights beside them. Rates come corrected for their start. */
const adam: Routine = {
  name: 'adam',
  parameters: [...integers('weight', 'gradient', 'mean', 'square', 'slow', 'count'), ...singles('rate', 'squareScale', 'slowRate')],
  locals: halves('g', 'm', 'v'),
  body: (local) => {
    const blend = (old: Code, fresh: Code, keep: number) =>
      f32x4.multiplyAdd(old, f32x4.constant(keep), f32x4.multiply(fresh, f32x4.constant(1 - keep)));
    return along(local, ['weight', 'gradient', 'mean', 'square', 'slow'], (at, own) => {
      const load = (name: string) => f32x4.load(local.get(name), at);
      const [g, m, v] = [own('g'), own('m'), own('v')];
      return [
        local.set(g, load('gradient')),
        local.set(m, blend(load('mean'), local.get(g), 0.9)),
        local.set(v, blend(load('square'), f32x4.multiply(local.get(g), local.get(g)), 0.999)),
        f32x4.store(local.get('mean'), local.get(m), at),
        f32x4.store(local.get('square'), local.get(v), at),
        local.set(v, f32x4.add(f32x4.root(f32x4.multiply(local.get(v), f32x4.splat(local.get('squareScale')))), f32x4.constant(1e-8))),
        local.set(
          g,
          f32x4.subtract(load('weight'), f32x4.divide(f32x4.multiply(local.get(m), f32x4.splat(local.get('rate'))), local.get(v))),
        ),
        f32x4.store(local.get('weight'), local.get(g), at),
        local.set(m, load('slow')),
        f32x4.store(
          local.get('slow'),
          f32x4.multiplyAdd(f32x4.subtract(local.get(g), local.get(m)), f32x4.splat(local.get('slowRate')), local.get(m)),
          at,
        ),
      ];
    });
  },
};

export const curves: readonly Routine[] = [softmaxColumns, smoothRectifier, smoothRectifierBack, adam];
