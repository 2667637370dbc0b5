/** The layers between the products, over row-major rows of `width` numbers. Plain loops: the products take most of the time. */
import type { Random } from './random.ts';

type Numbers = Float32Array;

const tiny = 1e-12;

/** y = gain * (x - mean) / deviation + shift, row by row. Keeps what the way back needs in `scaled` and `inverse`. */
export function normalise(
  x: Numbers,
  y: Numbers,
  scaled: Numbers,
  inverse: Numbers,
  { gain, shift, rows, width }: { gain: Numbers; shift: Numbers; rows: number; width: number },
): void {
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let sum = 0;
    for (let at = start; at < start + width; at++) sum += x[at] as number;
    const mean = sum / width;
    let squares = 0;
    for (let at = start; at < start + width; at++) squares += ((x[at] as number) - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / width + tiny);
    inverse[row] = scale;
    for (let at = start, column = 0; column < width; at++, column++) {
      const value = ((x[at] as number) - mean) * scale;
      scaled[at] = value;
      y[at] = value * (gain[column] as number) + (shift[column] as number);
    }
  }
}

/** dx from dy (may be the same array); adds nothing to old gradients: gainBack and shiftBack are overwritten. */
export function normaliseBack(
  dy: Numbers,
  dx: Numbers,
  scaled: Numbers,
  inverse: Numbers,
  { gain, gainBack, shiftBack, rows, width }: { gain: Numbers; gainBack: Numbers; shiftBack: Numbers; rows: number; width: number },
): void {
  gainBack.fill(0);
  shiftBack.fill(0);
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let sum = 0;
    let along = 0;
    for (let at = start, column = 0; column < width; at++, column++) {
      const back = dy[at] as number;
      const value = scaled[at] as number;
      gainBack[column] = (gainBack[column] as number) + back * value;
      shiftBack[column] = (shiftBack[column] as number) + back;
      const inner = back * (gain[column] as number);
      sum += inner;
      along += inner * value;
    }
    const scale = inverse[row] as number;
    for (let at = start, column = 0; column < width; at++, column++) {
      const inner = (dy[at] as number) * (gain[column] as number);
      dx[at] = scale * (inner - (sum + (scaled[at] as number) * along) / width);
    }
  }
}

/** Fills `mask` with 0 (at `rate`) or 1 / (1 - rate). Without chance, all ones. */
export function drawMask(mask: Numbers, count: number, rate: number, random: Random | undefined): void {
  if (random === undefined || rate === 0) {
    mask.fill(1, 0, count);
    return;
  }
  const keep = 1 / (1 - rate);
  for (let at = 0; at < count; at++) mask[at] = random.next() < rate ? 0 : keep;
}

/** y = x * mask + plus */
export function maskAdd(x: Numbers, mask: Numbers, plus: Numbers, y: Numbers, count: number): void {
  for (let at = 0; at < count; at++) y[at] = (x[at] as number) * (mask[at] as number) + (plus[at] as number);
}

/** y = x * mask */
export function maskOnly(x: Numbers, mask: Numbers, y: Numbers, count: number): void {
  for (let at = 0; at < count; at++) y[at] = (x[at] as number) * (mask[at] as number);
}

export function addShift(x: Numbers, shift: Numbers, rows: number): void {
  const width = shift.length;
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < width; column++, at++) x[at] = (x[at] as number) + (shift[column] as number);
}

/** Sums of columns, which is a shift's gradient. */
export function sumRows(dx: Numbers, shiftBack: Numbers, rows: number): void {
  const width = shiftBack.length;
  shiftBack.fill(0);
  for (let row = 0, at = 0; row < rows; row++)
    for (let column = 0; column < width; column++, at++) shiftBack[column] = (shiftBack[column] as number) + (dx[at] as number);
}

/** into[column, row] = from[row, column]; `from` and `into` may have longer lines than columns and rows. */
export function transpose(
  from: Numbers,
  into: Numbers,
  {
    rows,
    columns,
    fromAt = 0,
    fromLine = columns,
    intoLine = rows,
  }: { rows: number; columns: number; fromAt?: number; fromLine?: number; intoLine?: number },
): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) into[column * intoLine + row] = from[fromAt + row * fromLine + column] as number;
}
