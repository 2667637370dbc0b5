import { expect, test } from 'vitest';
import { pack } from '../../next-item/artefact.ts';
import { countSequences } from '../../next-item/counts.ts';
import { weightCount } from '../../next-item/network/tables.ts';
import { shapeFor } from '../../next-item/shape.ts';
import { artefactBytesMax, sizeThatFits } from './fit-size.ts';
import { randomFrom } from './random.ts';

test.each([
  [3, 2, { members: 2, width: 64 }],
  [12_101, 2, { members: 2, width: 64 }],
  [12_101, 1, { members: 1, width: 64 }],
  [12_101, 4, { members: 3, width: 48 }],
  [18_357, 2, { members: 2, width: 48 }],
  [30_000, 2, { members: 1, width: 64 }],
  [60_000, 2, { members: 1, width: 24 }],
  [80_000, 2, { members: 1, width: 16 }],
])('of %i items and %i networks wished, what fits is %o', (itemCount, members, size) => {
  expect(sizeThatFits(itemCount, members)).toEqual(size);
});

test('more items than any network fits are refused before anything is trained', () => {
  expect(() => sizeThatFits(200_000, 2)).toThrow(/The file has 200000 items: no network of them fits into 2960000 bytes/);
});

test.each([18_357, 60_000])('a model of %i items is packed below the bound, with some of its counts', (itemCount) => {
  const { members, width } = sizeThatFits(itemCount, 2);
  const random = randomFrom(3);
  const shape = shapeFor(itemCount, width);
  const networks = Array.from({ length: members }, () => Float32Array.from({ length: weightCount(shape) }, () => random.next() - 0.5));
  const bought = Array.from({ length: 40_000 }, () => Int32Array.from({ length: 8 }, () => Math.floor(random.next() * itemCount)));
  const { files, layout } = pack(
    { shape, networks, counts: countSequences(bought, itemCount), blend: { weight: 2, power: 0.5 } },
    artefactBytesMax,
  );
  expect(files.network.length + files.counts.length).toBeLessThanOrEqual(artefactBytesMax);
  expect(layout.sections.counts.find(({ name }) => name === 'counts/weight')?.length).toBeGreaterThan(90_000);
});
