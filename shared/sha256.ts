/** SHA-256 in plain synchronous code: the book's chain is recomputed in browsers, in workerd and on the command line alike. */

const encoder = new TextEncoder();
// Scratch space, reused: hashing is synchronous and never nested.
const schedule = new Int32Array(64);
const state = new Int32Array(8);
const tail = new Uint8Array(128);

/** The digest of the text's UTF-8 bytes, 64 lower-case hex digits. */
export const sha256Hex = (text: string): string => sha256HexOf(encoder.encode(text));

export function sha256HexOf(bytes: Uint8Array): string {
  state.set(initial);
  const whole = bytes.length & ~63;
  for (let at = 0; at < whole; at += 64) compress(bytes, at);
  const tailLength = padTail(bytes, whole);
  for (let at = 0; at < tailLength; at += 64) compress(tail, at);
  let hex = '';
  for (let i = 0; i < 8; i++) hex += ((state[i] ?? 0) >>> 0).toString(16).padStart(8, '0');
  return hex;
}

/** The last bytes, the 1 bit, zeros and the length in bits. @returns 64 or 128 */
function padTail(bytes: Uint8Array, from: number): number {
  const rest = bytes.length - from;
  const length = rest < 56 ? 64 : 128;
  tail.fill(0, rest, length);
  for (let i = 0; i < rest; i++) tail[i] = bytes[from + i] ?? 0;
  tail[rest] = 0x80;
  const high = Math.floor(bytes.length / 0x2000_0000);
  const low = (bytes.length << 3) >>> 0;
  for (let i = 0; i < 4; i++) {
    tail[length - 8 + i] = high >>> (24 - 8 * i);
    tail[length - 4 + i] = low >>> (24 - 8 * i);
  }
  return length;
}

function compress(bytes: Uint8Array, start: number): void {
  // Typed arrays never miss within their bounds, which the types cannot know; `| 0` is free and keeps the engine in 32-bit integers.
  const w = schedule as { [index: number]: number };
  const input = bytes as { [index: number]: number };
  const k = constants as { [index: number]: number };
  for (let i = 0, at = start; i < 16; i++, at += 4)
    w[i] = (word(input[at]) << 24) | (word(input[at + 1]) << 16) | (word(input[at + 2]) << 8) | word(input[at + 3]);
  for (let i = 16; i < 64; i++) {
    const x = word(w[i - 15]);
    const y = word(w[i - 2]);
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (word(w[i - 16]) + s0 + word(w[i - 7]) + s1) | 0;
  }
  let a = word(state[0]);
  let b = word(state[1]);
  let c = word(state[2]);
  let d = word(state[3]);
  let e = word(state[4]);
  let f = word(state[5]);
  let g = word(state[6]);
  let h = word(state[7]);
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + word(k[i]) + word(w[i])) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  add(0, a);
  add(1, b);
  add(2, c);
  add(3, d);
  add(4, e);
  add(5, f);
  add(6, g);
  add(7, h);
}

const word = (value: number | undefined): number => (value as number) | 0;
const add = (at: number, value: number): void => {
  state[at] = (word(state[at]) + value) | 0;
};

const initial = Int32Array.of(0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19);
const constants = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
); // biome-ignore format: a table is read by columns
