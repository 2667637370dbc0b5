import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonAt, looseJson } from './json.ts';

const kettle = { name: 'kettle' };

test.each([
  ['plain', '{"name":"kettle"}', kettle],
  ['in an HTML comment', '<!-- {"name":"kettle"} -->', kettle],
  ['in CDATA behind a comment', '//<![CDATA[\n{"name":"kettle"}\n//]]>', kettle],
  ['with a semicolon', '{"name":"kettle"};', kettle],
  ['trailing commas', '{"name":"kettle",}', kettle],
  ['trailing comma in a list', '[1,2,]', [1, 2]],
  ['comments', '{/* one */"name":"kettle" // two\n}', kettle],
  ['raw line break in a string', '{"name":"kett\nle"}', { name: 'kett le' }],
  ['bare quotes in a string', '{"name":"27" monitor","a":1}', { name: '27" monitor', a: 1 }],
  ['needless escapes', '{"name":"it\\\'s"}', { name: "it's" }],
  ['cut off', '{"name":"kettle","offers":{"price":"1"', { name: 'kettle', offers: { price: '1' } }],
  ['HTML-escaped', '{&quot;name&quot;:&quot;salt &amp;amp; pepper&quot;}', { name: 'salt &amp; pepper' }],
  ['a comma too few', '{"name":"kettle"\n"a":1}', { name: 'kettle', a: 1 }],
  ['a comma too few between objects', '[{"a":1}{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ['a missing value', '{"sku":,"name":"kettle","mpn":}', { sku: null, name: 'kettle', mpn: null }],
  ['single quotes', "{'name':'kettle','a':'it is \"one\"'}", { name: 'kettle', a: 'it is "one"' }],
  ['bare words', '{"name":kettle,"a":undefined,"b":NaN}', { name: 'kettle', a: null, b: null }],
  ['a bare code', '{"sku":FK-17,"n":007}', { sku: 'FK-17', n: '007' }],
  ['a decimal comma', '{"price":1.264,50,"name":"kettle"}', { price: '1.264,50', name: 'kettle' }],
  ['several values', '{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
  ['more behind the end', '{"name":"kettle"}} junk', kettle],
])('reads JSON as pages write it: %s', (_, source, value) => {
  expect(looseJson(source)).toEqual(value);
});

test.each([
  ['words', 'hello'],
  ['empty', ''],
  ['an assignment without JSON', 'var a = 1;'],
  ['null', 'null'],
])('nothing comes of %s', (_, source) => {
  expect(looseJson(source)).toBeUndefined();
});

test('a prototype key is only a key', () => {
  const value = looseJson('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
  expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('reads back whatever JSON writes, and never throws at anything', () => {
  fc.assert(
    fc.property(fc.object(), (value) => {
      expect(looseJson(`<!--${JSON.stringify(value)}-->`)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\/*-<!a1 \n&quot;'.split('')), maxLength: 200 }),
      (text) => void looseJson(text),
    ),
  );
});

test('jsonAt finds the value and ignores brackets in strings', () => {
  const script = 'var data = {"a":"}{\\"","b":[1,{"c":2}]};var more = {};';
  expect(jsonAt(script, 0, 1000)).toBe('{"a":"}{\\"","b":[1,{"c":2}]}');
  expect(jsonAt('x = [1,2] ', 0, 100)).toBe('[1,2]');
  expect(jsonAt(script, 0, 10)).toBeUndefined();
  expect(jsonAt('no brackets', 0, 10)).toBeUndefined();
});
