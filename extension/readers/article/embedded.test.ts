import { expect, test } from 'vitest';
import { embeddedFacts } from './embedded.ts';

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
  expect(embeddedFacts([script], 'Swan Kettle 1.7 l')).toEqual(facts);
});

test('a script that repeats the name without end is looked at a bounded number of times', () => {
  const script = '{"name":"Swan Kettle"},'.repeat(50_000);
  expect(embeddedFacts([script], 'Swan Kettle')).toEqual({});
});
