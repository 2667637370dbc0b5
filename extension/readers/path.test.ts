import { expect, test } from 'vitest';
import { allUnder, at, textAt } from './path.ts';

const data = { a: [{ b: 'text', c: ' ' }], d: { item: 1, e: { item: 2 } } };

test('a path ends at the first step that is missing', () => {
  expect(at(data, 'a', 0, 'b')).toBe('text');
  expect(at(data, 'a', 1, 'b')).toBeUndefined();
  expect(at(undefined, 'a')).toBeUndefined();
  expect(at(data, '__proto__')).toBeUndefined();
  expect(at(data, 'constructor', 'name')).toBeUndefined();
});

test('a text is a string with something in it', () => {
  expect(textAt(data, 'a', 0, 'b')).toBe('text');
  expect(textAt(data, 'a', 0, 'c')).toBeUndefined();
  expect(textAt(data, 'd', 'item')).toBeUndefined();
});

test('the search is bounded and ends on circles', () => {
  expect(allUnder(data, ['item'], { nodesMax: 100, foundMax: 10 })).toEqual({ item: [1, 2] });
  expect(allUnder(data, ['item', 'b', '__proto__'], { nodesMax: 100, foundMax: 1 })).toEqual({ item: [1], b: ['text'], ['__proto__']: [] });
  const circle: { self?: unknown; item: number } = { item: 1 };
  circle.self = circle;
  expect(allUnder(circle, ['item'], { nodesMax: 50, foundMax: 1000 }).item).toHaveLength(50);
});
