/**
 * From a history to one vector, in plain TypeScript: the same arithmetic as training, for one history at a time.
 * Matrices are kept turned ([to, from]) so that every inner loop runs along both of its arrays.
 */
import { lowPass, type Shape } from './shape.ts';

export interface Member {
  /** Item rows, whole numbers; the real row is `itemScales[row]` times that. */
  items: Int8Array;
  itemScales: Float32Array;
  /** Everything but the items by its name in shape.ts, as trained. */
  tables: ReadonlyMap<string, Float32Array>;
}

export type Encoder = (history: ArrayLike<number>) => Float32Array;

const tiny = 1e-12;

/** Prepares the member's weights once; the returned function takes item rows, oldest first, and uses the newest `historyMax`. */
export function makeEncoder(member: Member, shape: Shape): Encoder {
  const { width, historyMax } = shape;
  const lines = historyMax + 1;
  const filter = lowPass(lines, shape.bins);
  const table = tableOf(member);
  const blocks = Array.from({ length: shape.blocks }, (_, index) =>
    makeBlock(table, shape, String(index), filter, index === shape.blocks - 1),
  );
  return (history) => {
    const length = Math.min(history.length, historyMax) + 1;
    const rows = new Float32Array(length * width);
    for (let at = 0; at < length; at++) {
      const item = at === 0 ? -1 : (history[history.length - length + at] as number);
      const place = (lines - length + at) * width;
      for (let column = 0; column < width; column++) {
        const own =
          item < 0 ? table('start')[column] : (member.items[item * width + column] as number) * (member.itemScales[item] as number);
        rows[at * width + column] = (own as number) + (table('positions')[place + column] as number);
      }
    }
    normalise(rows, width, table('input.norm.gain'), table('input.norm.shift'));
    return blocks.reduce<Float32Array>((input, block) => block(input, length), rows);
  };
}

type Table = (name: string) => Float32Array;

function tableOf({ tables }: Member): Table {
  return (name) => {
    const found = tables.get(name);
    if (found === undefined) throw new Error(`the artefact has no table ${name}`);
    return found;
  };
}

function makeBlock(table: Table, { width, hidden, filterShare, historyMax }: Shape, name: string, filter: Float64Array, lastOnly: boolean) {
  const own: Table = (part) => table(`${name}.${part}`);
  const dense = (part: string, from: number, to: number) => {
    const turned = new Float64Array(from * to);
    for (let row = 0; row < from; row++)
      for (let column = 0; column < to; column++) turned[column * from + row] = own(`${part}.weight`)[row * to + column] as number;
    return (input: Float32Array) => multiply(input, turned, own(`${part}.shift`), from, to);
  };
  const [query, keyValue, mixed] = [dense('query', width, width), dense('keyValue', width, 2 * width), dense('mixed', width, width)];
  const [widen, narrow] = [dense('widen', width, hidden), dense('narrow', hidden, width)];
  const settle = (rows: Float32Array, plus: Float32Array, part: string) => {
    for (let at = 0; at < rows.length; at++) rows[at] = (rows[at] as number) + (plus[at] as number);
    return normalise(rows, width, own(`${part}.norm.gain`), own(`${part}.norm.shift`));
  };
  return (input: Float32Array, length: number): Float32Array => {
    const first = lastOnly ? length - 1 : 0;
    const mine = input.subarray(first * width);
    const filtered = settle(
      filterRows(input, { length, first, width, filter, line: historyMax + 1, root: own('filter.root') }),
      mine,
      'filter',
    );
    const attended = settle(mixed(attend(query(mine), keyValue(input), { length, first, width })), mine, 'attention');
    const together = filtered.map((value, at) => filterShare * value + (1 - filterShare) * (attended[at] as number));
    return settle(narrow(bend(widen(together))), together, 'output');
  };
}

/** Four rows share each weight, which is most of the speed; the rows left over go one by one. */
function multiply(input: Float32Array, turned: Float64Array, shift: Float32Array, from: number, to: number): Float32Array {
  const rows = input.length / from;
  const output = new Float32Array(rows * to);
  // Doubles inside: the processor would turn every single into one again and again.
  const wide = new Float64Array(input);
  const inFours = rows - (rows % 4);
  for (let row = 0; row < inFours; row += 4) multiplyFour(wide, turned, { output, from, to, row });
  for (let row = inFours; row < rows; row++) multiplyOne(wide, turned, { output, from, to, row });
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < to; column++, at++) output[at] = (output[at] as number) + (shift[column] as number);
  return output;
}

interface Product {
  output: Float32Array;
  from: number;
  to: number;
  row: number;
}

function multiplyFour(wide: Float64Array, turned: Float64Array, { output, from, to, row }: Product): void {
  const first = row * from;
  const [second, third, fourth] = [first + from, first + 2 * from, first + 3 * from];
  for (let column = 0, weight = 0; column < to; column++) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let at = 0; at < from; at++, weight++) {
      const factor = turned[weight] as number;
      a += factor * (wide[first + at] as number);
      b += factor * (wide[second + at] as number);
      c += factor * (wide[third + at] as number);
      d += factor * (wide[fourth + at] as number);
    }
    const into = row * to + column;
    output[into] = a;
    output[into + to] = b;
    output[into + 2 * to] = c;
    output[into + 3 * to] = d;
  }
}

function multiplyOne(wide: Float64Array, turned: Float64Array, { output, from, to, row }: Product): void {
  const first = row * from;
  for (let column = 0; column < to; column++) {
    const weight = column * from;
    let a = 0;
    let b = 0;
    for (let at = 0; at < from; at += 2) {
      a += (turned[weight + at] as number) * (wide[first + at] as number);
      b += (turned[weight + at + 1] as number) * (wide[first + at + 1] as number);
    }
    output[row * to + column] = a + b;
  }
}

function normalise(rows: Float32Array, width: number, gain: Float32Array, shift: Float32Array): Float32Array {
  for (let start = 0; start < rows.length; start += width) {
    let sum = 0;
    for (let at = start; at < start + width; at++) sum += rows[at] as number;
    const mean = sum / width;
    let squares = 0;
    for (let at = start; at < start + width; at++) squares += ((rows[at] as number) - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / width + tiny);
    for (let column = 0; column < width; column++) {
      rows[start + column] = ((rows[start + column] as number) - mean) * scale * (gain[column] as number) + (shift[column] as number);
    }
  }
  return rows;
}

interface Filtering {
  length: number;
  first: number;
  width: number;
  filter: Float64Array;
  line: number;
  root: Float32Array;
}

function filterRows(input: Float32Array, { length, first, width, filter, line, root }: Filtering): Float32Array {
  const output = new Float32Array((length - first) * width);
  for (let row = first; row < length; row++) {
    const to = (row - first) * width;
    for (let other = 0; other < length; other++) {
      const factor = filter[row * line + other] as number;
      for (let at = 0; at < width; at++) output[to + at] = (output[to + at] as number) + factor * (input[other * width + at] as number);
    }
    for (let at = 0; at < width; at++) {
      const share = (root[at] as number) ** 2;
      output[to + at] = share * (input[row * width + at] as number) + (1 - share) * (output[to + at] as number);
    }
  }
  return output;
}

function attend(
  queries: Float32Array,
  keyValue: Float32Array,
  { length, first, width }: { length: number; first: number; width: number },
): Float32Array {
  const output = new Float32Array(queries.length);
  const chances = new Float64Array(length);
  for (let row = first; row < length; row++) {
    const query = (row - first) * width;
    let most = Number.NEGATIVE_INFINITY;
    for (let other = 0; other <= row; other++) {
      let sum = 0;
      for (let at = 0; at < width; at++) sum += (queries[query + at] as number) * (keyValue[other * 2 * width + at] as number);
      chances[other] = sum / Math.sqrt(width);
      most = Math.max(most, chances[other] as number);
    }
    let total = 0;
    for (let other = 0; other <= row; other++) {
      chances[other] = Math.exp((chances[other] as number) - most);
      total += chances[other] as number;
    }
    for (let other = 0; other <= row; other++) {
      const factor = (chances[other] as number) / total;
      const value = (other * 2 + 1) * width;
      for (let at = 0; at < width; at++) output[query + at] = (output[query + at] as number) + factor * (keyValue[value + at] as number);
    }
  }
  return output;
}

/** x * sigmoid(2u), u = sqrt(2/pi) (x + 0.044715 x^3) */
function bend(rows: Float32Array): Float32Array {
  const outer = -2 * Math.sqrt(2 / Math.PI);
  for (let at = 0; at < rows.length; at++) {
    const x = rows[at] as number;
    rows[at] = x / (1 + Math.exp(outer * x * (1 + 0.044715 * x * x)));
  }
  return rows;
}
