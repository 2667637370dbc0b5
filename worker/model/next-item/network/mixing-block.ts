import type { Arena, Block } from '../kernels/arena.ts';
import { lowPass, type Shape } from '../shape.ts';
import { line, makeAttention } from './attention.ts';
import type { Batch } from './batch.ts';
import { type Chance, makeMasks, transpose } from './masks.ts';
import type { Tables } from './tables.ts';

export interface Pass {
  batch: Batch;
  weights: Tables;
  /** Absent: nothing is dropped. */
  random: Chance | undefined;
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
  const inverses = [make(1), make(1), make(1)] as const;
  const [share, shareBack] = [make(width, 1), make(width, 1)];
  const masks = makeMasks(arena);
  const { run } = arena;
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
    run.addShift(to.at, pass.weights.table(`${name}.${part}.shift`).at, tokens, to.columns);
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
    const shiftBack = gradients.table(`${name}.${part}.shift`);
    shiftBack.values.fill(0);
    run.sumRows(toBack.at, shiftBack.at, rows, toBack.columns);
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
  const normalise = (pass: Pass, part: string, blocks: { from: Block; to: Block; scaled: Block; inverse: Block }, rows: number) => {
    const { from, to, scaled, inverse } = blocks;
    const [gain, shift] = [pass.weights.table(`${name}.${part}.gain`), pass.weights.table(`${name}.${part}.shift`)];
    run.normalise(from.at, to.at, scaled.at, inverse.at, gain.at, shift.at, rows, width);
  };
  const normaliseBack = (
    pass: Pass,
    part: string,
    gradients: Tables,
    { from, to, scaled, inverse, rows }: { from: Block; to: Block; scaled: Block; inverse: Block; rows: number },
  ) => {
    const gain = pass.weights.table(`${name}.${part}.gain`);
    const [gainBack, shiftBack] = [gradients.table(`${name}.${part}.gain`), gradients.table(`${name}.${part}.shift`)];
    for (const { values } of [gainBack, shiftBack]) values.fill(0);
    run.normaliseBack(from.at, to.at, scaled.at, inverse.at, gain.at, gainBack.at, shiftBack.at, rows, width);
  };
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
    for (let at = 0; at < width; at++) share.values[at] = (root[at] as number) ** 2;
    run.mixRows(mine.at, low.at, share.at, filtered.at, rows, width);
    masks.draw(filterMask, rows * width, pass.dropout, pass.random);
    run.maskAdd(filtered.at, filterMask.at, mine.at, sum.at, rows * width);
    normalise(pass, 'filter.norm', { from: sum, to: together, scaled: filterNorm, inverse: inverses[0] }, rows);

    linear(pass, 'query', mine, attending.queries, rows);
    linear(pass, 'keyValue', input, attending.keyValue, batch.tokens);
    masks.draw(attending.mask, rows * line, pass.dropout, pass.random);
    attention.forward(batch, lastOnly, attending);
    linear(pass, 'mixed', attending.mixed, attended, rows);
    masks.draw(attentionMask, rows * width, pass.dropout, pass.random);
    run.maskAdd(attended.at, attentionMask.at, mine.at, sum.at, rows * width);
    normalise(pass, 'attention.norm', { from: sum, to: attended, scaled: attentionNorm, inverse: inverses[1] }, rows);
    run.addScaled(together.at, attended.at, together.at, rows * width, filterShare, 1 - filterShare);

    linear(pass, 'widen', together, wide, rows);
    run.smoothRectifier(wide.at, gate.at, bent.at, rows * hidden);
    linear(pass, 'narrow', bent, narrowed, rows);
    masks.draw(outputMask, rows * width, pass.dropout, pass.random);
    run.maskAdd(narrowed.at, outputMask.at, together.at, sum.at, rows * width);
    normalise(pass, 'output.norm', { from: sum, to: output, scaled: outputNorm, inverse: inverses[2] }, rows);
  };

  const backward: MixingBlock['backward'] = (pass, input, outputBack, inputBack, gradients) => {
    const { batch } = pass;
    const rows = rowsOf(batch);
    const mine = own ?? input;
    const mineBack = ownBack ?? inputBack;
    normaliseBack(pass, 'output.norm', gradients, { from: outputBack, to: togetherBack, scaled: outputNorm, inverse: inverses[2], rows });
    run.maskOnly(togetherBack.at, outputMask.at, branchBack.at, rows * width);
    linearBack(pass, 'narrow', gradients, { from: bent, toBack: branchBack, fromBack: bentBack, rows, add: false });
    run.smoothRectifierBack(wide.at, gate.at, bentBack.at, rows * hidden);
    linearBack(pass, 'widen', gradients, { from: together, toBack: bentBack, fromBack: togetherBack, rows, add: true });

    run.addScaled(togetherBack.at, togetherBack.at, branchBack.at, rows * width, 1 - filterShare, 0);
    normaliseBack(pass, 'attention.norm', gradients, { from: branchBack, to: mineBack, scaled: attentionNorm, inverse: inverses[1], rows });
    run.maskOnly(mineBack.at, attentionMask.at, branchBack.at, rows * width);
    linearBack(pass, 'mixed', gradients, { from: attending.mixed, toBack: branchBack, fromBack: attending.mixedBack, rows, add: false });
    attention.backward(batch, lastOnly, attending);
    linearBack(pass, 'query', gradients, { from: mine, toBack: attending.queriesBack, fromBack: mineBack, rows, add: true });

    run.addScaled(togetherBack.at, togetherBack.at, togetherBack.at, rows * width, filterShare, 0);
    normaliseBack(pass, 'filter.norm', gradients, { from: togetherBack, to: togetherBack, scaled: filterNorm, inverse: inverses[0], rows });
    run.addScaled(mineBack.at, togetherBack.at, mineBack.at, rows * width, 1, 1);
    shareBack.values.fill(0);
    run.mixRowsBack(...[togetherBack, filterMask, mine, low, share, mineBack, lowBack, shareBack].map(({ at }) => at), rows, width);
    const root = pass.weights.table(`${name}.filter.root`).values;
    const rootBack = gradients.table(`${name}.filter.root`).values;
    for (let at = 0; at < width; at++) rootBack[at] = 2 * (root[at] as number) * (shareBack.values[at] as number);
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
