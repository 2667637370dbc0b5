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
  'pst',
  'key',
  'req',
  'han',
  'dom',
  'out',
  'hok',
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

function uuid7(nowMs: number, random: RandomBytes): bigint {
  if (!Number.isSafeInteger(nowMs) || nowMs < 0 || nowMs >= 2 ** 48) throw new RangeError(`not a time an id can carry: ${nowMs}`);
  const chance = random(10);
  if (chance.length !== 10) throw new RangeError('an id needs ten bytes of chance');
  let value = BigInt(nowMs);
  for (const byte of chance) value = (value << 8n) | BigInt(byte);
  const version = (value & ~(0xfn << 76n)) | (7n << 76n);
  return (version & ~(3n << 62n)) | (2n << 62n);
}

function base32(value: bigint): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < 26; i++) {
    text = alphabet.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return text;
}
