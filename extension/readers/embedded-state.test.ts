import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { embeddedState } from './embedded-state.ts';

const stateOf = (script: string) => embeddedState(parseHTML(`<script>${script}</script>`).document, '__STATE__');

test.each<[string, string, unknown]>([
  ['an object', 'window.__STATE__={"a":1};(function(){}());', { a: 1 }],
  ['in brackets', 'window["__STATE__"] = {"a":1}', { a: 1 }],
  [
    'with bare undefined',
    '__STATE__={"a":undefined,"b":[undefined,undefined],"c":"x:undefined"}',
    { a: null, b: [null, null], c: 'x:undefined' },
  ],
  ['as an escaped string', String.raw`var __STATE__ = '\x7b\x22a\x22:\x22it\x5c\x22s \u00e9 \'\x22\x7d';`, { a: `it"s é '` }],
  ['as JSON in a string', String.raw`__STATE__ = JSON.parse("{\"a\":\"line\\nbreak\"}")`, { a: 'line\nbreak' }],
  ['a string that does not end', String.raw`__STATE__ = '\x7b`, undefined],
  ['something else', '__STATE__=function(){}', undefined],
  ['only named', 'console.log(__STATE__)', undefined],
  ['cut off', '__STATE__={"a":[1', undefined],
])('a state %s', (_, script, state) => {
  expect(stateOf(script)).toEqual(state);
});

test('the first script that assigns it counts', () => {
  const { document } = parseHTML('<script>x(__STATE__)</script><script>__STATE__={"a":1}</script><script>__STATE__={"a":2}</script>');
  expect(embeddedState(document, '__STATE__')).toEqual({ a: 1 });
});

test('a quoted state is what a browser would make of it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (state) => {
      const escaped = JSON.stringify(state).replace(/[^\w]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
      expect(stateOf(`__STATE__='${escaped}'`)).toEqual(JSON.parse(JSON.stringify(state)));
    }),
  );
});
