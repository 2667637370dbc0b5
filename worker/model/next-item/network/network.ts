import type { Arena, Block } from '../kernels/arena.ts';
import type { Shape } from '../shape.ts';
import type { Batch } from './batch.ts';
import { makeMasks, transpose } from './masks.ts';
import { makeMixingBlock, type Pass } from './mixing-block.ts';
import type { Tables } from './tables.ts';

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
  const inverse = arena.block(tokensMax, 1);
  const masks = makeMasks(arena);
  const blocks = Array.from({ length: shape.blocks }, (_, index) =>
    makeMixingBlock(arena, shape, { name: String(index), lastOnly: index === shape.blocks - 1, batchMax }),
  );
  const turned = arena.block(width, batchMax);
  const weighted = arena.block(batchMax, width);
  const vectorsBack = arena.block(batchMax, width);
  const scores = arena.block(itemCount, batchMax);
  const [mosts, sums] = [arena.block(1, batchMax), arena.block(1, batchMax)];
  const row = width * 4;
  const encode: Network['encode'] = (pass) => {
    const { batch, weights } = pass;
    eachToken(batch, weights, row, (token, item, place) => arena.run.addScaled(item, place, embedded.at + token * row, width, 1, 1));
    const [gain, shift] = [weights.table('input.norm.gain'), weights.table('input.norm.shift')];
    arena.run.normalise(embedded.at, entered.at, embeddedNorm.at, inverse.at, gain.at, shift.at, batch.tokens, width);
    masks.draw(embeddedMask, batch.tokens * width, pass.dropout, pass.random);
    arena.run.maskOnly(entered.at, embeddedMask.at, entered.at, batch.tokens * width);
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
    arena.run.maskOnly(from.at, embeddedMask.at, from.at, batch.tokens * width);
    const [gainBack, shiftBack] = [gradients.table('input.norm.gain'), gradients.table('input.norm.shift')];
    for (const { values } of [gainBack, shiftBack]) values.fill(0);
    const gain = weights.table('input.norm.gain');
    arena.run.normaliseBack(from.at, from.at, embeddedNorm.at, inverse.at, gain.at, gainBack.at, shiftBack.at, batch.tokens, width);
    for (const name of ['start', 'positions']) gradients.table(name).values.fill(0);
    eachToken(batch, gradients, row, (token, item, place) => {
      for (const table of [item, place]) arena.run.addScaled(table, from.at + token * row, table, width, 1, 1);
    });
    return loss;
  };
  return { encode, learn, score };
}

/** Where each token's rows of the item and position tables are. */
function eachToken(batch: Batch, tables: Tables, row: number, visit: (token: number, item: number, place: number) => void): void {
  const [items, start, positions] = [tables.table('items').at, tables.table('start').at, tables.table('positions').at];
  for (let token = 0; token < batch.tokens; token++) {
    const item = batch.items[token] as number;
    visit(token, item < 0 ? start : items + item * row, positions + (batch.positions[token] as number) * row);
  }
}

/** Memory for so many tables of weights, the scores of all items for a batch, and what every token carries through the blocks. */
export function megabytesFor({ itemCount, width, hidden, historyMax, blocks }: Shape, most: { tables: number; batch: number }): number {
  const perToken = blocks * (24 * width + 4 * hidden + 3 * 32) + 8 * width;
  const numbers = most.tables * itemCount * width + itemCount * (most.batch + 4) + most.batch * (historyMax + 1) * perToken;
  return Math.ceil((numbers * 4) / 2 ** 20) + 16;
}
