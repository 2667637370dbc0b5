import { lowPass, type Shape } from '../../next-item/shape.ts';
import { line, makeAttention } from './attention.ts';
import type { Batch } from './batch.ts';
import type { Arena, Block } from './kernels/arena.ts';
import { addShift, drawMask, maskAdd, maskOnly, normalise, normaliseBack, sumRows, transpose } from './layers.ts';
import type { Random } from './random.ts';
import type { Tables } from './weights.ts';

export interface Pass {
  batch: Batch;
  weights: Tables;
  /** Absent: nothing is dropped. */
  random: Random | undefined;
  dropout: number;
}

export interface MixingBlock {
  output: Block;
  /** input [tokens, width] -> output [rows, width] */
  forward: (pass: Pass, input: Block) => void;
  /** outputBack [rows, width] (overwritten) -> inputBack [tokens, width] (overwritten); writes the block's gradients. */
  backward: (pass: Pass, input: Block, outputBack: Block, inputBack: Block, gradients: Tables) => void;
}

/**
 * One block: a low-pass filter and attention side by side, each with residual and norm, then a wide layer with residual and norm.
 * With `lastOnly` only the newest token of each history is worked out, since nothing else is read after the last block.
 */
export function makeMixingBlock(
  arena: Arena,
  shape: Shape,
  { name, lastOnly, batchMax }: { name: string; lastOnly: boolean; batchMax: number },
): MixingBlock {
  const { width, hidden, filterShare } = shape;
  const tokensMax = batchMax * (shape.historyMax + 1);
  const rowsMax = lastOnly ? batchMax : tokensMax;
  const row = width * 4;
  const make = (columns: number, rows = rowsMax) => arena.block(rows, columns);
  const own = lastOnly ? make(width) : undefined;
  const ownBack = lastOnly ? make(width) : undefined;
  const low = make(width);
  const lowBack = make(width);
  const filtered = make(width);
  const [filterMask, attentionMask, outputMask] = [make(width), make(width), make(width)];
  const sum = make(width);
  const [filterNorm, attentionNorm, outputNorm] = [make(width), make(width), make(width)];
  const inverses = [new Float32Array(rowsMax), new Float32Array(rowsMax), new Float32Array(rowsMax)] as const;
  const attending = {
    queries: make(width),
    keyValue: make(2 * width, tokensMax),
    mixed: make(width),
    chances: make(line),
    used: make(line),
    mask: make(line),
    mixedBack: make(width),
    queriesBack: make(width),
    keyValueBack: make(2 * width, tokensMax),
  };
  const [attended, together, wide, gate, bent, narrowed] = [
    make(width),
    make(width),
    make(hidden),
    make(hidden),
    make(hidden),
    make(width),
  ];
  const [togetherBack, branchBack, bentBack] = [make(width), make(width), make(hidden)];
  const output = make(width);
  const filter = arena.block(line, line);
  const attention = makeAttention(arena, width);
  const turnedWeights = arena.block(hidden, width);
  const ring = shape.historyMax + 1;
  lowPass(ring, shape.bins).forEach((value, at) => {
    filter.values[Math.floor(at / ring) * line + (at % ring)] = value;
  });
  const rowsOf = (batch: Batch) => (lastOnly ? batch.count : batch.tokens);

  const linear = (pass: Pass, part: string, from: Block, to: Block, rows: number, tokens = rows) => {
    const weight = pass.weights.table(`${name}.${part}.weight`);
    arena.run.product(from.at, from.columns * 4, weight.at, weight.columns * 4, to.at, to.columns * 4, tokens, to.columns, from.columns, 0);
    addShift(to.values, pass.weights.table(`${name}.${part}.shift`).values, tokens);
  };
  /** Gradients of a linear layer; the input's is added to (or replaces) `fromBack`. */
  const linearBack = (
    pass: Pass,
    part: string,
    gradients: Tables,
    { from, toBack, fromBack, rows, add }: { from: Block; toBack: Block; fromBack: Block; rows: number; add: boolean },
  ) => {
    const weight = pass.weights.table(`${name}.${part}.weight`);
    const weightBack = gradients.table(`${name}.${part}.weight`);
    arena.run.productTurned(
      from.at,
      from.columns * 4,
      toBack.at,
      toBack.columns * 4,
      weightBack.at,
      weightBack.columns * 4,
      from.columns,
      toBack.columns,
      rows,
      0,
    );
    sumRows(toBack.values, gradients.table(`${name}.${part}.shift`).values, rows);
    transpose(weight.values, turnedWeights.values, { rows: from.columns, columns: toBack.columns });
    arena.run.product(
      toBack.at,
      toBack.columns * 4,
      turnedWeights.at,
      from.columns * 4,
      fromBack.at,
      from.columns * 4,
      rows,
      from.columns,
      toBack.columns,
      add ? 1 : 0,
    );
  };
  const norm = (pass: Pass, part: string, rows: number) => ({
    gain: pass.weights.table(`${name}.${part}.gain`).values,
    shift: pass.weights.table(`${name}.${part}.shift`).values,
    rows,
    width,
  });
  const normBack = (pass: Pass, part: string, gradients: Tables, rows: number) => ({
    gain: pass.weights.table(`${name}.${part}.gain`).values,
    gainBack: gradients.table(`${name}.${part}.gain`).values,
    shiftBack: gradients.table(`${name}.${part}.shift`).values,
    rows,
    width,
  });
  /** Rows of the filter for one history's own rows: all of them, or the newest. */
  const filterAt = (length: number) => filter.at + (lastOnly ? length - 1 : 0) * line * 4;

  const forward: MixingBlock['forward'] = (pass, input) => {
    const { batch } = pass;
    const rows = rowsOf(batch);
    const mine = own ?? input;
    if (own)
      for (let index = 0; index < rows; index++) {
        const last = (batch.starts[index + 1] as number) - 1;
        own.values.set(input.values.subarray(last * width, (last + 1) * width), index * width);
      }
    for (let index = 0; index < batch.count; index++) {
      const start = batch.starts[index] as number;
      const length = (batch.starts[index + 1] as number) - start;
      const to = low.at + (lastOnly ? index : start) * row;
      arena.run.product(filterAt(length), line * 4, input.at + start * row, row, to, row, lastOnly ? 1 : length, width, length, 0);
    }
    const root = pass.weights.table(`${name}.filter.root`).values;
    for (let at = 0; at < rows * width; at++) {
      const share = (root[at % width] as number) ** 2;
      filtered.values[at] = share * (mine.values[at] as number) + (1 - share) * (low.values[at] as number);
    }
    drawMask(filterMask.values, rows * width, pass.dropout, pass.random);
    maskAdd(filtered.values, filterMask.values, mine.values, sum.values, rows * width);
    normalise(sum.values, together.values, filterNorm.values, inverses[0], norm(pass, 'filter.norm', rows));

    linear(pass, 'query', mine, attending.queries, rows);
    linear(pass, 'keyValue', input, attending.keyValue, batch.tokens);
    drawMask(attending.mask.values, rows * line, pass.dropout, pass.random);
    attention.forward(batch, lastOnly, attending);
    linear(pass, 'mixed', attending.mixed, attended, rows);
    drawMask(attentionMask.values, rows * width, pass.dropout, pass.random);
    maskAdd(attended.values, attentionMask.values, mine.values, sum.values, rows * width);
    normalise(sum.values, attended.values, attentionNorm.values, inverses[1], norm(pass, 'attention.norm', rows));
    for (let at = 0; at < rows * width; at++) {
      together.values[at] = filterShare * (together.values[at] as number) + (1 - filterShare) * (attended.values[at] as number);
    }

    linear(pass, 'widen', together, wide, rows);
    arena.run.smoothRectifier(wide.at, gate.at, bent.at, rows * hidden);
    linear(pass, 'narrow', bent, narrowed, rows);
    drawMask(outputMask.values, rows * width, pass.dropout, pass.random);
    maskAdd(narrowed.values, outputMask.values, together.values, sum.values, rows * width);
    normalise(sum.values, output.values, outputNorm.values, inverses[2], norm(pass, 'output.norm', rows));
  };

  const backward: MixingBlock['backward'] = (pass, input, outputBack, inputBack, gradients) => {
    const { batch } = pass;
    const rows = rowsOf(batch);
    const mine = own ?? input;
    const mineBack = ownBack ?? inputBack;
    normaliseBack(outputBack.values, togetherBack.values, outputNorm.values, inverses[2], normBack(pass, 'output.norm', gradients, rows));
    maskOnly(togetherBack.values, outputMask.values, branchBack.values, rows * width);
    linearBack(pass, 'narrow', gradients, { from: bent, toBack: branchBack, fromBack: bentBack, rows, add: false });
    arena.run.smoothRectifierBack(wide.at, gate.at, bentBack.at, rows * hidden);
    linearBack(pass, 'widen', gradients, { from: together, toBack: bentBack, fromBack: togetherBack, rows, add: true });

    for (let at = 0; at < rows * width; at++) branchBack.values[at] = (1 - filterShare) * (togetherBack.values[at] as number);
    normaliseBack(branchBack.values, mineBack.values, attentionNorm.values, inverses[1], normBack(pass, 'attention.norm', gradients, rows));
    maskOnly(mineBack.values, attentionMask.values, branchBack.values, rows * width);
    linearBack(pass, 'mixed', gradients, { from: attending.mixed, toBack: branchBack, fromBack: attending.mixedBack, rows, add: false });
    attention.backward(batch, lastOnly, attending);
    linearBack(pass, 'query', gradients, { from: mine, toBack: attending.queriesBack, fromBack: mineBack, rows, add: true });

    for (let at = 0; at < rows * width; at++) togetherBack.values[at] = filterShare * (togetherBack.values[at] as number);
    normaliseBack(togetherBack.values, togetherBack.values, filterNorm.values, inverses[0], normBack(pass, 'filter.norm', gradients, rows));
    const root = pass.weights.table(`${name}.filter.root`).values;
    const rootBack = gradients.table(`${name}.filter.root`).values;
    rootBack.fill(0);
    for (let at = 0; at < rows * width; at++) {
      const column = at % width;
      const factor = root[column] as number;
      const back = (togetherBack.values[at] as number) * (filterMask.values[at] as number);
      rootBack[column] = (rootBack[column] as number) + 2 * factor * back * ((mine.values[at] as number) - (low.values[at] as number));
      mineBack.values[at] = (mineBack.values[at] as number) + (togetherBack.values[at] as number) + factor * factor * back;
      lowBack.values[at] = (1 - factor * factor) * back;
    }
    linearBack(pass, 'keyValue', gradients, {
      from: input,
      toBack: attending.keyValueBack,
      fromBack: inputBack,
      rows: batch.tokens,
      add: ownBack === undefined,
    });
    for (let index = 0; index < batch.count; index++) {
      const start = batch.starts[index] as number;
      const length = (batch.starts[index + 1] as number) - start;
      const from = lowBack.at + (lastOnly ? index : start) * row;
      arena.run.productTurned(
        filterAt(length),
        line * 4,
        from,
        row,
        inputBack.at + start * row,
        row,
        length,
        width,
        lastOnly ? 1 : length,
        1,
      );
    }
    if (ownBack)
      for (let index = 0; index < rows; index++) {
        const last = ((batch.starts[index + 1] as number) - 1) * width;
        for (let at = 0; at < width; at++) {
          inputBack.values[last + at] = (inputBack.values[last + at] as number) + (ownBack.values[index * width + at] as number);
        }
      }
  };
  return { output, forward, backward };
}
