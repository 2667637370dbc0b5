import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { embeddedState, statesInPieces } from './embedded-state.ts';

const stateOf = (script: string) => embeddedState({ document: parseHTML(`<script>${script}</script>`).document }, '__STATE__');

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
  expect(embeddedState({ document }, '__STATE__')).toEqual({ a: 1 });
});

test('a quoted state is what a browser would make of it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (state) => {
      const escaped = JSON.stringify(state).replace(/[^\w]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
      expect(stateOf(`__STATE__='${escaped}'`)).toEqual(JSON.parse(JSON.stringify(state)));
    }),
  );
});

test('states that were parsed before, in pieces, are what a reader is given', () => {
  const document = parseHTML(`<script>a={"x":${JSON.stringify('x'.repeat(10_000))}}</script><script>b={"y":undefined}</script>`).document;
  const work = statesInPieces(document, ['a', 'b', 'c']);
  let pieces = 0;
  let step = work.next();
  for (; !step.done; step = work.next()) pieces += 1;
  expect(pieces).toBeGreaterThanOrEqual(6);
  const states = step.value;
  for (const name of ['a', 'b', 'c']) {
    expect(states.get(name)).toEqual(embeddedState({ document }, name));
    expect(embeddedState({ document: parseHTML('').document, states }, name)).toBe(states.get(name));
  }
});
