import { describe, expect, test } from 'vitest';
import { mappedFields, mappedNames, parseMapping } from './mapping.ts';

const fields = { sku: 'id', title: 'name', url: 'link' };

describe('a mapping that cannot be used is refused in words', () => {
  test.each([
    ['no JSON', '{', 'The mapping is not valid JSON'],
    ['fields missing', '{"fields":{"sku":"a"}}', 'fields: sku, title and url must be there'],
    ['a field that is none', JSON.stringify({ fields: { ...fields, prize: 'x' } }), 'prize'],
    ['a key that is none', JSON.stringify({ fields, colums: {} }), 'colums'],
    ['an unknown currency', JSON.stringify({ fields, currencies: { $: 'XXX' } }), 'currencies.$: not a currency known here'],
    ['an unknown stock', JSON.stringify({ fields, availability: { yes: 'plenty' } }), 'availability.yes'],
    ['an unknown style', JSON.stringify({ fields, amounts: '1.2' }), 'amounts'],
  ])('%s', (_, text, message) => expect(() => parseMapping(text)).toThrow(message));
});

test('a field is the first source that says something, cut where the mapping says, or a constant', () => {
  const mapping = parseMapping(
    JSON.stringify({
      fields: { ...fields, currency: ['code', 'sign'], imageUrl: { from: ['big', 'images'], split: '~' }, maker: 'brand' },
      constants: { maker: 'Norrland', language: 'en' },
    }),
  );
  const row: Record<string, string> = { id: ' 7 ', name: 'Kettle', link: 'https://shop.example/7', code: ' ', sign: '$', images: 'a~b' };
  expect(mappedFields(mapping, (name) => row[name] ?? '')).toEqual({
    ...{ sku: '7', title: 'Kettle', url: 'https://shop.example/7', currency: '$', imageUrl: 'a', maker: 'Norrland', language: 'en' },
  });
  expect(mappedNames(mapping)).toEqual(['id', 'name', 'link', 'code', 'sign', 'big', 'images', 'brand']);
});
