/** Ids: a prefix that says what is named, then a UUIDv7 in 26 characters of Crockford base32 (the TypeID form), sortable by time. */

export const idPrefixes = [
  'usr',
  'crt',
  'brd',
  'prd',
  'car',
  'clk',
  'ord',
  'rfd',
  'evt',
  'crd',
  'rev',
  'adj',
  'pfl',
  'pst',
  'key',
  'req',
  'han',
  'dom',
  'out',
  'hok',
  'con',
  'tag',
] as const;
export type IdPrefix = (typeof idPrefixes)[number];
export type Id<P extends IdPrefix> = `${P}_${string}`;

/** Chance as callers hand it in, so that pure code and tests decide where it comes from. */
export type RandomBytes = (length: number) => Uint8Array;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const idPattern = /^[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** @param nowMs UTC milliseconds; it becomes the first 48 bits. */
export function makeId<P extends IdPrefix>(prefix: P, nowMs: number, random: RandomBytes): Id<P> {
  return `${prefix}_${base32(uuid7(nowMs, random))}`;
}

export function isId<P extends IdPrefix>(prefix: P, value: unknown): value is Id<P> {
  return typeof value === 'string' && value.startsWith(`${prefix}_`) && idPattern.test(value);
}

function uuid7(nowMs: number, random: RandomBytes): Uint8Array {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) throw new RangeError(`not a time an id can carry: ${nowMs}`);
  const chance = random(10);
  if (chance.length !== 10) throw new RangeError('an id needs ten bytes of chance');
  const bytes = new Uint8Array(16);
  for (let at = 0; at < 6; at++) bytes[at] = Math.floor(nowMs / 256 ** (5 - at));
  bytes.set(chance, 6);
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f);
  return bytes;
}

/** 128 bits in 26 letters: the first holds three of them, the others five. */
function base32(bytes: Uint8Array): string {
  let [text, buffer, bits, width] = ['', 0, 0, 3];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= width; width = 5) {
      bits -= width;
      text += alphabet.charAt(buffer >> bits);
      buffer &= (1 << bits) - 1;
    }
  }
  return text;
}
