import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonItems } from './json-items.ts';

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
async function itemsOf(text: string, path = '', size = text.length + 1): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const found of jsonItems(chunksOf(text, size), path)) items.push('reason' in found ? found : [found.line, found.item]);
  return items;
}
const missing = (line: number) => ({ line, reason: expect.stringContaining('quote') });

describe('objects of a JSON feed', () => {
  test.each<[string, string, string, unknown[]]>([
    [
      'a list',
      '[{"id":1},{"id":2}]',
      '',
      [
        [1, { id: 1 }],
        [1, { id: 2 }],
      ],
    ],
    [
      'a list over lines',
      '[\n  {\n "id": 1 },\n  { "id": 2 }\n]\n',
      '',
      [
        [2, { id: 1 }],
        [4, { id: 2 }],
      ],
    ],
    ['an empty list', ' [ ] ', '', []],
    [
      'one object a line',
      '{"id":1}\n{"id":2}\n',
      '',
      [
        [1, { id: 1 }],
        [2, { id: 2 }],
      ],
    ],
    [
      'brackets and quotes in strings',
      '[{"id":"}]\\"{"},{"id":"\\\\"}]',
      '',
      [
        [1, { id: '}]"{' }],
        [1, { id: '\\' }],
      ],
    ],
    ['a list within an object', '{"total":2,"skip":[{"id":9}],"data":{"products":[{"id":1}],"x":1}}', 'data.products', [[1, { id: 1 }]]],
    ['what follows the list is left', '{"products":[{"id":1}],"more":[{"id":2}]}', 'products', [[1, { id: 1 }]]],
    [
      'an entry that is no object',
      '[{"id":1},7,{"id":2}]',
      '',
      [[1, { id: 1 }], { line: 1, reason: expect.stringContaining('object in braces') }, [1, { id: 2 }]],
    ],
    ['a missing quote costs its object', '[\n{"id":1},\n{"id":2,"a":"x},\n{"id":3}\n]', '', [[2, { id: 1 }], missing(3), [4, { id: 3 }]]],
    ['a missing quote costs its line', '{"id":1}\n{"id":2,"a":"x}\n{"id":3}', '', [[1, { id: 1 }], missing(2), [3, { id: 3 }]]],
    [
      'brackets that do not match',
      '[{"id":1,"a":[1}},{"id":2}]',
      '',
      [{ line: 1, reason: expect.stringContaining('brackets') }, [1, { id: 2 }]],
    ],
    [
      'something that JSON does not know',
      '[{"id":NaN},{"id":2}]',
      '',
      [{ line: 1, reason: expect.stringContaining('not valid JSON') }, [1, { id: 2 }]],
    ],
    ['a file that is cut off', '[{"id":1},{"id":2', '', [[1, { id: 1 }], { line: 1, reason: expect.stringContaining('cut off') }]],
  ])('%s', async (_, text, path, items) => {
    expect(await itemsOf(text, path)).toEqual(items);
    for (const size of [1, 2, 5]) expect(await itemsOf(text, path, size)).toEqual(items);
  });

  test.each([
    ['no list where the mapping says', '{"a":[1]}', 'data.products', 'it has no list at data.products'],
    ['something else than JSON', 'id,title', '', 'it begins with neither [ nor {'],
    ['nothing but blanks', '  \n ', '', 'it holds no list of objects'],
    ['one huge object', `{"products":[${'{"id":1},'.repeat(40_000)}]}`, '', 'say where with "items" in the mapping'],
  ])('%s is told', async (_, text, path, message) => {
    await expect(itemsOf(text, path, 65_536)).rejects.toThrow(message);
  });
});

test('what JSON.stringify writes is read back, as list and as lines, wherever it is cut', async () => {
  const objects = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(objects, fc.integer({ min: 1, max: 9 }), fc.constantFrom(0, 2), async (items, size, indent) => {
      const plain = JSON.parse(JSON.stringify(items)) as unknown[];
      const inItems = async (text: string) => (await itemsOf(text, '', size)).map((found) => (found as [number, unknown])[1]);
      expect(await inItems(JSON.stringify(items, null, indent))).toEqual(plain);
      expect(await inItems(items.map((item) => JSON.stringify(item)).join('\n'))).toEqual(plain);
    }),
  );
});
