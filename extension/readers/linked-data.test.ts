import { expect, test } from 'vitest';
import { readerLimits } from './limits.ts';
import { isOfType, linkedDataOf, nodesOf, words } from './linked-data.ts';

const types = (script: string) => linkedDataOf([script]).nodes.map((node) => node['@type']);

test('nodes are found in lists, graphs and inside each other', () => {
  expect(types('[{"@type":"A","b":{"@type":"B"}},{"@graph":[{"@type":["C","D"]}]},{"x":1}]')).toEqual(['A', 'B', ['C', 'D']]);
});

test('a bare id is looked up, and circles end', () => {
  const data = linkedDataOf([
    '{"@graph":[{"@type":"Product","@id":"#p","brand":{"@id":"#b"}},{"@type":"Brand","@id":"#b","name":"Fernholm","owns":{"@id":"#p"}},{"@type":"X","@id":"#x","name":{"@id":"#x"}}]}',
  ]);
  expect(words(data.nodes[0]?.['brand'], data)).toBe('Fernholm');
  expect(nodesOf(data.nodes[1]?.['owns'], data)).toEqual([data.nodes[0]]);
  expect(words(data.nodes[2]?.['name'], data)).toBeUndefined();
});

test('types are told by their last part', () => {
  expect(isOfType({ '@type': 'http://schema.org/Product' }, /^Product$/)).toBe(true);
  expect(isOfType({ '@type': ['Thing', 'schema:Product'] }, /^Product$/)).toBe(true);
  expect(isOfType({ '@type': 7 }, /^Product$/)).toBe(false);
});

test('words come out of strings, numbers, named nodes and tagged values', () => {
  const data = linkedDataOf([]);
  expect(words(['', 'a  b'], data)).toBe('a b');
  expect(words(12, data)).toBe('12');
  expect(words({ '@value': 'Kessel', '@language': 'de' }, data)).toBe('Kessel');
  expect(words({ name: { name: { name: { name: 'too deep' } } } }, data)).toBeUndefined();
  expect(words(true, data)).toBeUndefined();
});

test('depth, number and size of nodes are bounded', () => {
  const deep = `${'{"@type":"A","b":'.repeat(5000)}1${'}'.repeat(5000)}`;
  expect(linkedDataOf([deep]).nodes.length).toBeLessThanOrEqual(readerLimits.linkedDataDepth + 1);
  const many = JSON.stringify({
    '@graph': Array.from({ length: 300 }, () => ({ '@type': 'A', offers: Array.from({ length: 300 }, () => ({ '@type': 'Offer' })) })),
  });
  expect(linkedDataOf([many]).nodes.length).toBeLessThanOrEqual(readerLimits.linkedDataNodes);
  expect(linkedDataOf(['x'.repeat(readerLimits.linkedDataBytes + 1)]).nodes).toEqual([]);
});
