/** The kernel of `kernel.ts`: whole-byte rows against one query of 16-bit numbers, and the best of them in a heap, all in one pass. */
import { type Code, f32, f32x4, i32, i32x4, i64, type Locals, type Routine, when, whilst } from '../wasm/assembler.ts';

/** Where what stands in the kernel's memory, in bytes. The rows follow, wherever JavaScript puts them. */
export const layout = { found: 0, floor: 4, four: 16, query: 64, heap: 1024, rows: 8192 } as const;
/** As many as the heap has room for. */
export const nearestMax = (layout.rows - layout.heap) / 16;

const [zero, one, two] = [0, 1, 2].map(i32.constant) as [Code, Code, Code];
const zeroAddress = zero;
const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const entry = (index: Code): Code => i32.add(i32.constant(layout.heap), i32.shiftLeft(index, i32.constant(3)));

/** Floats as whole numbers of the same order: all bits of the negative ones turned over, the sign of the others. It undoes itself but for the sign. */
const signed = (bits: Code): Code => i32.or(i32.shiftRightSigned(bits, i32.constant(31)), i32.constant(-0x80000000));
const orderOf = (bits: Code): Code => i32.exclusiveOr(bits, signed(bits));
const bitsOf = (order: Code): Code => i32.exclusiveOr(order, signed(i32.exclusiveOr(order, i32.constant(-1))));

/** Moves `key` down from entry `i` of a heap of `size` entries, the weakest on top. Uses locals i, child, key. */
function siftDown(local: Locals, size: Code): Code {
  const child = local.get('child');
  const isWeaker = (at: Code, than: Code): Code => i64.below(i64.load(entry(at)), than);
  const firstChild = local.set('child', i32.add(i32.shiftLeft(local.get('i'), one), one));
  const weakerChild = when(
    i32.and(i32.below(i32.add(child, one), size), isWeaker(i32.add(child, one), i64.load(entry(child)))),
    local.add('child', one),
    [],
  );
  return [
    firstChild,
    weakerChild,
    whilst(i32.and(i32.below(child, size), isWeaker(child, local.get('key'))), [
      i64.store(entry(local.get('i')), i64.load(entry(child))),
      local.set('i', child),
      firstChild,
      weakerChild,
    ]),
    i64.store(entry(local.get('i')), local.get('key')),
  ];
}

/** Below the weakest of a full heap nothing gets in. */
const raiseFloor = f32.store(
  zeroAddress,
  f32.ofBits(bitsOf(i32.ofLong(i64.shiftRight(i64.load(entry(zero)), i64.constant(32))))),
  layout.floor,
);

/** Puts the row of lane `lane` where it belongs: a key is the score's order above the row's number turned over, so equal scores go by row. */
function insert(local: Locals): Code {
  const row = i32.add(local.get('first'), i32.add(local.get('done'), local.get('lane')));
  const [i, key, wanted] = [local.get('i'), local.get('key'), local.get('wanted')];
  const parent = i32.shiftRightSigned(i32.subtract(i, one), one);
  return [
    local.set('bits', i32.load(i32.shiftLeft(local.get('lane'), two), layout.four)),
    local.set(
      'key',
      i64.or(
        i64.shiftLeft(i64.ofUnsigned(orderOf(local.get('bits'))), i64.constant(32)),
        i64.ofUnsigned(i32.exclusiveOr(row, i32.constant(-1))),
      ),
    ),
    local.set('i', i32.load(zeroAddress, layout.found)),
    when(
      i32.below(i, wanted),
      [
        i32.store(zeroAddress, i32.add(i, one), layout.found),
        whilst(i32.and(i32.below(zero, i), i64.below(key, i64.load(entry(parent)))), [
          i64.store(entry(i), i64.load(entry(parent))),
          local.set('i', parent),
        ]),
        i64.store(entry(i), key),
        when(i32.isZero(i32.subtract(i32.load(zeroAddress, layout.found), wanted)), raiseFloor, []),
      ],
      when(i64.below(i64.load(entry(zero)), key), [local.set('i', zero), siftDown(local, wanted), raiseFloor], []),
    ),
  ];
}

/** Four sums of four lanes each, as one vector of four. */
function sums(local: Locals, [a, b, c, d]: readonly [string, string, string, string]): Code {
  const folded = (left: string, right: string): Code =>
    i32x4.add(i32x4.pick(local.get(left), local.get(right), [0, 4, 1, 5]), i32x4.pick(local.get(left), local.get(right), [2, 6, 3, 7]));
  return [
    local.set(a, folded(a, b)),
    local.set(c, folded(c, d)),
    i32x4.add(i32x4.pick(local.get(a), local.get(c), [0, 1, 4, 5]), i32x4.pick(local.get(a), local.get(c), [2, 3, 6, 7])),
  ];
}

/** Four rows at a time; rows beyond the count are read and not taken. */
const scan = (dimensions: number): Routine => ({
  name: 'scan',
  parameters: [...['rows', 'scales', 'first', 'count', 'wanted'].map((key) => [key, 'i32'] as const), ['scale', 'f32']],
  locals: [
    ...['done', 'lane', 'bits', 'i', 'child'].map((key) => [key, 'i32'] as const),
    ['key', 'i64'],
    ...['floor', 'four', ...range(4).map((row) => `sum${row}`), ...range(dimensions / 8).map((at) => `query${at}`)].map(
      (key) => [key, 'v128'] as const,
    ),
  ],
  body: (local) => {
    const products = range(4).map((row) =>
      local.set(
        `sum${row}`,
        range(dimensions / 8)
          .map((at) => i32x4.dot16(i32x4.loadBytes(local.get('rows'), row * dimensions + at * 8), local.get(`query${at}`)))
          .reduce((left, right) => i32x4.add(left, right)),
      ),
    );
    const score = i32.constant(0);
    const isTaken = i32.and(
      f32.atLeast(f32.load(i32.shiftLeft(local.get('lane'), two), layout.four), f32.load(score, layout.floor)),
      i32.below(i32.add(local.get('done'), local.get('lane')), local.get('count')),
    );
    return [
      range(dimensions / 8).map((at) => local.set(`query${at}`, i32x4.load(zeroAddress, layout.query + at * 16))),
      local.set('floor', f32x4.splatFrom(zeroAddress, layout.floor)),
      whilst(i32.below(local.get('done'), local.get('count')), [
        products,
        local.set(
          'four',
          f32x4.multiply(
            f32x4.multiply(i32x4.toFloat(sums(local, ['sum0', 'sum1', 'sum2', 'sum3'])), f32x4.load(local.get('scales'))),
            f32x4.splat(local.get('scale')),
          ),
        ),
        when(
          f32x4.anyTrue(f32x4.atLeast(local.get('four'), local.get('floor'))),
          [
            f32x4.store(zeroAddress, local.get('four'), layout.four),
            local.set('lane', zero),
            whilst(i32.below(local.get('lane'), i32.constant(4)), [when(isTaken, insert(local), []), local.add('lane', one)]),
            local.set('floor', f32x4.splatFrom(zeroAddress, layout.floor)),
          ],
          [],
        ),
        local.add('rows', i32.constant(4 * dimensions)),
        local.add('scales', i32.constant(16)),
        local.add('done', i32.constant(4)),
      ]),
    ];
  },
});

/** The heap becomes a list, best first. */
const sort: Routine = {
  name: 'sort',
  parameters: [['size', 'i32']],
  locals: [...['i', 'child'].map((key) => [key, 'i32'] as const), ['key', 'i64']],
  body: (local) =>
    whilst(i32.below(one, local.get('size')), [
      local.add('size', i32.constant(-1)),
      local.set('key', i64.load(entry(local.get('size')))),
      i64.store(entry(local.get('size')), i64.load(entry(zero))),
      local.set('i', zero),
      siftDown(local, local.get('size')),
    ]),
};

export const routinesFor = (dimensions: number): readonly Routine[] => [scan(dimensions), sort];
