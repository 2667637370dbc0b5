import { expect, test } from 'vitest';
import { dimensions } from './encode.ts';
import { blockRows, plainScan } from './scan.ts';

const row = (at: number): Float32Array => Float32Array.from({ length: dimensions }, (_, column) => (column === at ? 1 : 0));
const rowsOf = (...vectors: Float32Array[]): Float32Array => Float32Array.from(vectors.flatMap((vector) => [...vector]));
const none = new Int32Array();

test('nearest rows come first, and rows asked for by number are told', () => {
  const scan = plainScan();
  scan.setBlock(
    0,
    rowsOf(
      row(0),
      row(1),
      row(0).map((value) => value / 2),
    ),
  );
  const found = scan.scan(row(0), 2, Int32Array.of(2, 1));
  expect([...found.rows]).toEqual([0, 2]);
  expect([...found.closeness]).toEqual([1, 0.5]);
  expect([...found.wanted]).toEqual([0.5, 0]);
});

test('a block that is set again takes the old one’s place, and blocks follow each other', () => {
  const scan = plainScan();
  scan.setBlock(0, new Float32Array(blockRows * dimensions));
  scan.setBlock(1, rowsOf(row(3)));
  scan.setBlock(1, rowsOf(row(2), row(3)));
  expect([...scan.scan(row(3), 1, none).rows]).toEqual([blockRows + 1]);
  expect(scan.bytes()).toBe((blockRows + 2) * dimensions * 4);
});

test('without rows, or after it was put away, it knows nothing', () => {
  const scan = plainScan();
  expect(scan.scan(row(0), 5, Int32Array.of(0))).toEqual({ rows: none, closeness: new Float32Array(), wanted: new Float32Array(1) });
  scan.setBlock(0, rowsOf(row(0)));
  scan.dispose();
  expect(scan.scan(row(0), 5, none).rows).toHaveLength(0);
});
