import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { objectsAround } from '../gather/around.ts';
import { allAtOnce } from '../gather/pieces.ts';
import { embeddedFacts } from './embedded.ts';

const factsIn = (script: string, name: string) => {
  const { document } = parseHTML(`<html><head><script>${script.padEnd(61)}</script></head></html>`);
  return embeddedFacts(allAtOnce(objectsAround(document, name)));
};

test.each([
  [
    'JSON',
    '{"products":[{"name":"Swan Kettle 1.7 l","brand":"Fernholm","sku":"SW-17","gtin13":"4006381333931"}]}',
    { brand: 'Fernholm', sku: 'SW-17', gtin: '4006381333931' },
  ],
  ['a nested brand', '{"name":"Swan Kettle 1.7 l","brand":{"id":3,"name":"Fernholm"}}', { brand: 'Fernholm' }],
  ['a script literal', "dataLayer.push({'name': 'Swan Kettle 1.7 l', 'brand': 'Fernholm', id: 12})", { brand: 'Fernholm' }],
  ['escapes', '{"name":"Swan Kettle 1.7 l","brand":"F\\u00e9rnholm \\u0026 Co"}', { brand: 'Férnholm & Co' }],
  ['another product', '[{"name":"Mini Kettle","brand":"Brewster"},{"name":"Swan Kettle 1.7 l","price":1}]', {}],
  [
    'a price in its currency',
    '{"name":"Swan Kettle 1.7 l","price":{"was":"","now":"136.00","currency":"GBP"}}',
    { amount: '136', currency: 'GBP' },
  ],
  ['a price in no currency', '{"name":"Swan Kettle 1.7 l","price":136}', {}],
  ['nothing', 'var a = "Swan Kettle 1.7 l";', {}],
  ['empty values', '{"name":"Swan Kettle 1.7 l","brand":"null","sku":"undefined"}', {}],
])('facts beside the name in a script: %s', (_, script, facts) => {
  expect(factsIn(script, 'Swan Kettle 1.7 l')).toEqual(facts);
});

test('a script that repeats the name without end is looked at a bounded number of times', () => {
  const script = '{"name":"Swan Kettle"},'.repeat(50_000);
  expect(factsIn(script, 'Swan Kettle')).toEqual({});
});
