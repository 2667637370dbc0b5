/** Bytes of a feed as text: byte order marks, declared encodings, Windows-1252 where it is not UTF-8, one kind of line end. */
import { fail } from '#shared/errors.ts';

/** Stops a stream at a limit. What is within it comes first, so that nothing complete is lost. */
export async function* within(bytes: AsyncIterable<Uint8Array>, bytesMax: number): AsyncGenerator<Uint8Array> {
  let left = bytesMax;
  for await (const chunk of bytes) {
    if (chunk.byteLength > left) {
      if (left > 0) yield chunk.subarray(0, left);
      fail('too_large', `it is larger than ${bytesMax / 1024 / 1024} MB`, { bytesMax });
    }
    left -= chunk.byteLength;
    yield chunk;
  }
}

/** Text in chunks of any size, with `\n` for every line end and without a byte order mark. */
export async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decode: ((chunk: Uint8Array, ended: boolean) => string) | undefined;
  let waiting: Uint8Array = new Uint8Array();
  let endsInReturn = false;
  const tidy = (text: string, ended: boolean): string => {
    const whole = endsInReturn ? `\r${text}` : text;
    endsInReturn = !ended && whole.endsWith('\r');
    return (endsInReturn ? whole.slice(0, -1) : whole).replaceAll(/\r\n?/g, '\n');
  };
  for await (const chunk of bytes) {
    waiting = joined(waiting, chunk);
    if (!decode && waiting.byteLength < headBytes) continue;
    decode ??= decoderFor(waiting);
    const text = tidy(decode(waiting, false), false);
    waiting = new Uint8Array();
    if (text) yield text;
  }
  decode ??= decoderFor(waiting);
  const text = tidy(decode(waiting, true), true);
  if (text) yield text;
}

/** A byte order mark or an XML declaration stands within these. */
const headBytes = 256;

function decoderFor(head: Uint8Array): (chunk: Uint8Array, ended: boolean) => string {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return streamed('utf-16le');
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return streamed('utf-16be');
  const declared = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(latin1(head.subarray(0, headBytes)))?.[1];
  if (declared === undefined || /^(?:utf-?(?:8|16)|us-ascii|ascii)$/i.test(declared)) return lenientUtf8();
  try {
    return streamed(declared);
  } catch {
    return fail('unprocessable', `its encoding ${declared} is not known here: save it as UTF-8`);
  }
}

function streamed(label: string): (chunk: Uint8Array, ended: boolean) => string {
  const decoder = new TextDecoder(label);
  return (chunk, ended) => decoder.decode(chunk, { stream: !ended });
}

/**
 * UTF-8; a byte that cannot be UTF-8 is read as Windows-1252. Where nothing but ASCII came before it, the whole rest is, because then the
 * file was never UTF-8; otherwise only that byte, because then one row was pasted in from elsewhere.
 */
function lenientUtf8(): (chunk: Uint8Array, ended: boolean) => string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const western = new TextDecoder('windows-1252');
  let carried: Uint8Array = new Uint8Array();
  let seenUtf8 = false;
  let isWestern = false;
  let isStart = true;
  return (chunk, ended) => {
    const bytes = joined(carried, chunk);
    const end = ended ? bytes.byteLength : completeUntil(bytes);
    carried = bytes.slice(end);
    const text = pieceOf(bytes.subarray(0, end));
    const isMarked = isStart && text.startsWith('\ufeff');
    isStart &&= text === '';
    return isMarked ? text.slice(1) : text;
  };

  function pieceOf(bytes: Uint8Array): string {
    if (isWestern) return western.decode(bytes);
    try {
      const text = strict.decode(bytes);
      seenUtf8 ||= text.length !== bytes.byteLength;
      return text;
    } catch {
      return byteByByte(bytes);
    }
  }

  function byteByByte(bytes: Uint8Array): string {
    const out: string[] = [];
    let good = 0;
    for (let at = 0; at < bytes.byteLength; ) {
      const length = sequenceLength(bytes, at);
      if (length > 0) {
        seenUtf8 ||= length > 1;
        at += length;
        continue;
      }
      out.push(strict.decode(bytes.subarray(good, at)));
      isWestern = !seenUtf8;
      const until = isWestern ? bytes.byteLength : at + 1;
      out.push(western.decode(bytes.subarray(at, until)));
      good = until;
      at = until;
    }
    out.push(strict.decode(bytes.subarray(good)));
    return out.join('');
  }
}

/** Bytes of the well-formed UTF-8 sequence that starts here, or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.byteLength) return 0;
  for (let offset = 1; offset < length; offset++) if (((bytes[at + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  const isOverlongOrSurrogate =
    (first === 0xe0 && second < 0xa0) ||
    (first === 0xed && second > 0x9f) ||
    (first === 0xf0 && second < 0x90) ||
    (first === 0xf4 && second > 0x8f);
  return isOverlongOrSurrogate ? 0 : length;
}

/** Where the last sequence begins that could still become whole with the next chunk. */
function completeUntil(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.byteLength); back++) {
    const byte = bytes[bytes.byteLength - back] ?? 0;
    if (byte < 0x80) break;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    if (needs > 0) return needs > back ? bytes.byteLength - back : bytes.byteLength;
  }
  return bytes.byteLength;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.byteLength === 0) return b;
  const whole = new Uint8Array(a.byteLength + b.byteLength);
  whole.set(a);
  whole.set(b, a.byteLength);
  return whole;
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
