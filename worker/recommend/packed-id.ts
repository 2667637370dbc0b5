/** Ids as bytes: an id is a prefix and 128 bits in 26 letters of base32, of which 16 bytes are kept. */
import type { Id, IdPrefix } from '#shared/ids.ts';

export const idBytes = 16;
const prefixLength = 4;
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Writes the id's bytes at `from`. The first letter holds three bits, the others five. */
export function packId(id: Id<IdPrefix>, bytes: Uint8Array, from: number): void {
  let [buffer, bits, at] = [0, 0, from];
  for (let letter = prefixLength; letter < id.length; letter++) {
    const width = letter === prefixLength ? 3 : 5;
    buffer = (buffer << width) | alphabet.indexOf(id.charAt(letter));
    bits += width;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = buffer >> bits;
    buffer &= (1 << bits) - 1;
  }
}

export function unpackId<P extends IdPrefix>(prefix: P, bytes: Uint8Array, from: number): Id<P> {
  let [buffer, bits, width, letter] = [0, 0, 3, 0];
  for (let at = from; at < from + idBytes; at++) {
    buffer = (buffer << 8) | (bytes[at] as number);
    for (bits += 8; bits >= width; width = 5) {
      bits -= width;
      letters[letter++] = alphabet.charCodeAt(buffer >> bits);
      buffer &= (1 << bits) - 1;
    }
  }
  return `${prefix}_${String.fromCharCode(...letters)}`;
}
/** All at once, because a text that grows letter by letter is as many texts. */
const letters = Array.from({ length: 26 }, () => 0);
