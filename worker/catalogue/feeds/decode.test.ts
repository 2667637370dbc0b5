import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decoded, within } from './decode.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string, isLittle: boolean): Uint8Array =>
  Uint8Array.from(
    [...`\ufeff${text}`]
      .flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8].sort(() => (isLittle ? 0 : -1)))
      .flat(),
  );

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.slice(at, at + size);
}
async function textOf(bytes: Uint8Array, size = bytes.byteLength + 1): Promise<string> {
  let text = '';
  for await (const chunk of decoded(chunksOf(bytes, size))) text += chunk;
  return text;
}

test.each([
  ['plain ASCII', bytesOf('id\tb'), 'id\tb'],
  ['UTF-8', bytesOf('Käse 奶酪 🧀'), 'Käse 奶酪 🧀'],
  ['UTF-8 with its mark', bytesOf('\ufeffKäse'), 'Käse'],
  ['a mark further on is text', bytesOf('a\ufeffb'), 'a\ufeffb'],
  ['Windows-1252, as spreadsheets save it', latin('caf\u00e9 \u0080 12 \u201c'.replace('\u201c', '\u0093')), 'café € 12 “'],
  ['one pasted byte in a UTF-8 file', new Uint8Array([...bytesOf('Käse '), 0xe9, ...bytesOf(' Käse')]), 'Käse é Käse'],
  ['once it is Windows-1252, it stays so', new Uint8Array([0xe9, 0x20, 0xc3, 0xa4]), 'é Ã¤'],
  ['UTF-16 little endian', utf16('Käse', true), 'Käse'],
  ['UTF-16 big endian', utf16('Käse', false), 'Käse'],
  [
    'the encoding that an XML file declares',
    latin('<?xml version="1.0" encoding="ISO-8859-2"?>\u00b3'),
    '<?xml version="1.0" encoding="ISO-8859-2"?>ł',
  ],
  ['Windows line ends', bytesOf('a\r\nb\r\n'), 'a\nb\n'],
  ['old line ends', bytesOf('a\rb'), 'a\nb'],
  ['a return at the very end', bytesOf('a\r'), 'a\n'],
  ['an overlong sequence is no UTF-8', new Uint8Array([0x41, 0xc0, 0xaf]), 'AÀ¯'],
  ['half a surrogate is no UTF-8', new Uint8Array([0x41, 0xed, 0xa0, 0x80]), 'Aí\u00a0€'],
  ['a sequence cut off at the end', new Uint8Array([...bytesOf('ä'), 0xe2, 0x82]), 'äâ‚'],
  ['nothing', new Uint8Array(), ''],
])('text is read as it was meant: %s', async (_, bytes, text) => {
  expect(await textOf(bytes)).toBe(text);
  expect(await textOf(bytes, 1)).toBe(text);
});

test('an encoding that is not known is refused by name', async () => {
  await expect(textOf(bytesOf('<?xml version="1.0" encoding="klingon"?>'))).rejects.toThrow(
    'encoding klingon is not known here: save it as UTF-8',
  );
});

test('wherever the bytes are cut, the text is the same', async () => {
  const bytes = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }).map(bytesOf), fc.uint8Array({ maxLength: 600 }));
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (feed, size) => {
      expect(await textOf(feed, size)).toBe(await textOf(feed));
    }),
  );
});

test('well-formed UTF-8 comes out as it went in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'binary', maxLength: 300 }).map((text) => text.toWellFormed().replaceAll(/[\r\ufeff]/g, '')),
      async (text) => {
        expect(await textOf(bytesOf(text), 7)).toBe(/^\0?<\0?/.test(text) && text.includes('\0') ? await textOf(bytesOf(text)) : text);
      },
    ),
  );
});

test('what is within the limit comes first, then the refusal', async () => {
  const seen: number[] = [];
  const reading = async (): Promise<void> => {
    for await (const chunk of within(chunksOf(new Uint8Array(25), 10), 18)) seen.push(chunk.byteLength);
  };
  await expect(reading()).rejects.toThrow('it is larger than');
  expect(seen).toEqual([10, 8]);
  const exact: number[] = [];
  for await (const chunk of within(chunksOf(new Uint8Array(20), 10), 20)) exact.push(chunk.byteLength);
  expect(exact).toEqual([10, 10]);
});
