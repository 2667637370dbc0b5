/** Bytes that grow, with whole numbers in as few of them as they need: seven bits each, the lowest first, the eighth says that more follow. */
export interface Bytes {
  list: Uint8Array<ArrayBuffer>;
  length: number;
}

export const makeBytes = (room: number): Bytes => ({ list: new Uint8Array(Math.max(64, room)), length: 0 });

export function pushByte(bytes: Bytes, byte: number): void {
  if (bytes.length === bytes.list.length) {
    const longer = new Uint8Array(Math.ceil(bytes.length * 1.5));
    longer.set(bytes.list);
    bytes.list = longer;
  }
  bytes.list[bytes.length++] = byte;
}

/** At least 0, less than 2 to the power of 31. */
export function pushNumber(bytes: Bytes, number: number): void {
  let left = number;
  for (; left > 127; left >>>= 7) pushByte(bytes, (left & 127) | 128);
  pushByte(bytes, left);
}

/** 32 bits, the lowest first. */
export function pushWhole(bytes: Bytes, value: number): void {
  for (let shift = 0; shift < 32; shift += 8) pushByte(bytes, (value >>> shift) & 255);
}

export const wholeAt = (list: Uint8Array, at: number): number =>
  ((list[at] as number) | ((list[at + 1] as number) << 8) | ((list[at + 2] as number) << 16) | ((list[at + 3] as number) << 24)) >>> 0;
