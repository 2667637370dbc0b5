import type { Shape } from '../../next-item/shape.ts';
import type { Batch } from './batch.ts';
import type { Arena, Block } from './kernels/arena.ts';
import { drawMask, maskOnly, normalise, normaliseBack, transpose } from './layers.ts';
import { makeMixingBlock, type Pass } from './mixing-block.ts';
import type { Tables } from './weights.ts';

export interface Network {
  /** The vector [count, width] of each history. */
  encode: (pass: Pass) => Block;
  /** Mean cross-entropy of the targets over all items; fills `gradients`. */
  learn: (pass: Pass, gradients: Tables) => number;
  /** items x batch: the score of every item (row) for each history (column, `batchMax` of them) encoded last. */
  score: (weights: Tables) => Block;
}

/** Items worked on at once in the widest products, so that what they share stays near the processor. */
const itemsAtOnce = 128;

export function makeNetwork(arena: Arena, shape: Shape, batchMax: number): Network {
  const { itemCount, width } = shape;
  const tokensMax = batchMax * (shape.historyMax + 1);
  const [embedded, embeddedNorm, embeddedMask] = [
    arena.block(tokensMax, width),
    arena.block(tokensMax, width),
    arena.block(tokensMax, width),
  ];
  const [entered, back, otherBack] = [arena.block(tokensMax, width), arena.block(tokensMax, width), arena.block(tokensMax, width)];
  const inverse = new Float32Array(tokensMax);
  const blocks = Array.from({ length: shape.blocks }, (_, index) =>
    makeMixingBlock(arena, shape, { name: String(index), lastOnly: index === shape.blocks - 1, batchMax }),
  );
  const turned = arena.block(width, batchMax);
  const weighted = arena.block(batchMax, width);
  const vectorsBack = arena.block(batchMax, width);
  const scores = arena.block(itemCount, batchMax);
  const [mosts, sums] = [arena.block(1, batchMax), arena.block(1, batchMax)];
  const row = width * 4;
  const norm = (weights: Tables, rows: number) => ({
    gain: weights.table('input.norm.gain').values,
    shift: weights.table('input.norm.shift').values,
    rows,
    width,
  });

  const encode: Network['encode'] = (pass) => {
    const { batch, weights } = pass;
    const [items, start, positions] = ['items', 'start', 'positions'].map((name) => weights.table(name).values) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (let token = 0; token < batch.tokens; token++) {
      const item = batch.items[token] as number;
      const [table, from] = item < 0 ? [start, 0] : [items, item * width];
      const place = (batch.positions[token] as number) * width;
      for (let at = 0; at < width; at++)
        embedded.values[token * width + at] = (table[from + at] as number) + (positions[place + at] as number);
    }
    normalise(embedded.values, entered.values, embeddedNorm.values, inverse, norm(weights, batch.tokens));
    drawMask(embeddedMask.values, batch.tokens * width, pass.dropout, pass.random);
    maskOnly(entered.values, embeddedMask.values, entered.values, batch.tokens * width);
    return blocks.reduce((input, block) => {
      block.forward(pass, input);
      return block.output;
    }, entered);
  };

  const score: Network['score'] = (weights) => {
    const vectors = blocks[blocks.length - 1]?.output ?? entered;
    transpose(vectors.values, turned.values, { rows: batchMax, columns: width });
    arena.run.product(weights.table('items').at, row, turned.at, batchMax * 4, scores.at, batchMax * 4, itemCount, batchMax, width, 0);
    return scores;
  };

  /** Leaves the loss's gradient with respect to the vectors in `back`, and that of the item table in `gradients`. */
  const compare = ({ batch, weights }: Pass, gradients: Tables, vectors: Block): number => {
    vectors.values.fill(0, batch.count * width, batchMax * width);
    score(weights);
    mosts.values.fill(-1e30);
    sums.values.fill(0);
    arena.run.softmaxColumns(scores.at, itemCount, batchMax, mosts.at, sums.at);
    let loss = 0;
    for (let index = 0; index < batchMax; index++) {
      const total = sums.values[index] as number;
      const share = index < batch.count ? 1 / (total * batch.count) : 0;
      for (let at = index * width; at < (index + 1) * width; at++) weighted.values[at] = share * (vectors.values[at] as number);
      if (index >= batch.count) continue;
      const at = (batch.targets[index] as number) * batchMax + index;
      loss -= Math.log((scores.values[at] as number) / total + 1e-30);
      scores.values[at] = (scores.values[at] as number) - total;
    }
    const items = weights.table('items').at;
    const itemsBack = gradients.table('items').at;
    for (let item = 0; item < itemCount; item += itemsAtOnce) {
      const count = Math.min(itemsAtOnce, itemCount - item);
      const from = scores.at + item * batchMax * 4;
      arena.run.product(from, batchMax * 4, weighted.at, row, itemsBack + item * row, row, count, width, batchMax, 0);
      arena.run.productTurned(from, batchMax * 4, items + item * row, row, vectorsBack.at, row, batchMax, width, count, item === 0 ? 0 : 1);
    }
    for (let index = 0; index < batch.count; index++) {
      const share = 1 / ((sums.values[index] as number) * batch.count);
      for (let at = index * width; at < (index + 1) * width; at++) vectorsBack.values[at] = share * (vectorsBack.values[at] as number);
    }
    return loss / batch.count;
  };

  const learn: Network['learn'] = (pass, gradients) => {
    const { batch, weights } = pass;
    const vectors = encode(pass);
    const loss = compare(pass, gradients, vectors);
    let from = vectorsBack;
    for (let index = blocks.length - 1; index >= 0; index--) {
      const to = from === back ? otherBack : back;
      blocks[index]?.backward(pass, blocks[index - 1]?.output ?? entered, from, to, gradients);
      from = to;
    }
    maskOnly(from.values, embeddedMask.values, from.values, batch.tokens * width);
    normaliseBack(from.values, from.values, embeddedNorm.values, inverse, {
      ...norm(weights, batch.tokens),
      gainBack: gradients.table('input.norm.gain').values,
      shiftBack: gradients.table('input.norm.shift').values,
    });
    scatter(batch, from.values, gradients, width);
    return loss;
  };
  return { encode, learn, score };
}

function scatter(batch: Batch, from: Float32Array, gradients: Tables, width: number): void {
  const [items, start, positions] = ['items', 'start', 'positions'].map((name) => gradients.table(name).values) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  start.fill(0);
  positions.fill(0);
  for (let token = 0; token < batch.tokens; token++) {
    const item = batch.items[token] as number;
    const [table, into] = item < 0 ? [start, 0] : [items, item * width];
    const place = (batch.positions[token] as number) * width;
    for (let at = 0; at < width; at++) {
      const value = from[token * width + at] as number;
      table[into + at] = (table[into + at] as number) + value;
      positions[place + at] = (positions[place + at] as number) + value;
    }
  }
}
