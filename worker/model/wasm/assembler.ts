/**
 * Just enough of WebAssembly's binary format to write a few loops over f32x4 and rows of bytes by hand.
 * Plain JavaScript reaches a tenth of the speed here, and tfjs-wasm a third (transposes and copies between its operations).
 */
export type Code = readonly (number | Code)[];

const valueTypes = { i32: 0x7f, i64: 0x7e, f32: 0x7d, v128: 0x7b } as const;
type ValueType = keyof typeof valueTypes;

/** A function under construction: named locals, parameters first. */
export interface Routine {
  name: string;
  parameters: readonly (readonly [string, ValueType])[];
  locals: readonly (readonly [string, ValueType])[];
  body: (local: Locals) => Code;
}

export interface Locals {
  get: (name: string) => Code;
  set: (name: string, value: Code) => Code;
  /** local = local + value, for addresses and counters */
  add: (name: string, value: Code) => Code;
}

const unsigned = (value: number): number[] => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]);

function signed(value: number): number[] {
  const low = value & 0x7f;
  const rest = value >> 7;
  const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
  return done ? [low] : [low | 0x80, ...signed(rest)];
}

const floatBytes = (value: number): number[] => [...new Uint8Array(new Float32Array([value]).buffer)];
const simd = (operation: number, ...rest: readonly (number | Code)[]): Code => [0xfd, unsigned(operation), ...rest];
const two = (operation: number) => (left: Code, right: Code) => [left, right, simd(operation)];
const one = (operation: number) => (value: Code) => [value, simd(operation)];
const two32 = (operation: number) => (left: Code, right: Code) => [left, right, operation];

export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  add: (left: Code, right: Code): Code => [left, right, 0x6a],
  subtract: (left: Code, right: Code): Code => [left, right, 0x6b],
  multiply: (left: Code, right: Code): Code => [left, right, 0x6c],
  below: (left: Code, right: Code): Code => [left, right, 0x48],
  isZero: (value: Code): Code => [value, 0x45],
  and: two32(0x71),
  or: two32(0x72),
  exclusiveOr: two32(0x73),
  shiftLeft: two32(0x74),
  shiftRightSigned: two32(0x75),
  shiftRight: two32(0x76),
  load: (address: Code, offset = 0): Code => [address, 0x28, 0, unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [address, value, 0x36, 0, unsigned(offset)],
  ofFloatBits: (value: Code): Code => [value, 0xbc],
  ofLong: (value: Code): Code => [value, 0xa7],
};

export const i64 = {
  constant: (value: number): Code => [0x42, signed(value)],
  below: two32(0x54),
  or: two32(0x84),
  shiftLeft: two32(0x86),
  shiftRight: two32(0x88),
  ofUnsigned: (value: Code): Code => [value, 0xad],
  load: (address: Code): Code => [address, 0x29, 0, 0],
  store: (address: Code, value: Code): Code => [address, value, 0x37, 0, 0],
};

export const f32x4 = {
  constant: (value: number): Code => simd(0x0c, ...[0, 1, 2, 3].flatMap(() => floatBytes(value))),
  bits: (value: number): Code => simd(0x0c, ...[0, 1, 2, 3].flatMap(() => [...new Uint8Array(new Int32Array([value]).buffer)])),
  load: (address: Code, offset = 0): Code => [address, simd(0x00, 0, unsigned(offset))],
  splatFrom: (address: Code, offset = 0): Code => [address, simd(0x09, 0, unsigned(offset))],
  splat: (value: Code): Code => [value, simd(0x13)],
  store: (address: Code, value: Code, offset = 0): Code => [address, value, simd(0x0b, 0, unsigned(offset))],
  add: two(0xe4),
  subtract: two(0xe5),
  multiply: two(0xe6),
  divide: two(0xe7),
  least: two(0xea),
  most: two(0xeb),
  atLeast: two(0x46),
  anyTrue: one(0x53),
  root: one(0xe3),
  nearest: one(0x6a),
  /** left * right + plus, in one instruction where the machine has it */
  multiplyAdd: (left: Code, right: Code, plus: Code): Code => [left, right, plus, simd(0x105)],
  toInteger: one(0xf8),
  lane: (value: Code, lane: number): Code => [value, simd(0x1f, lane)],
};

/** Four whole numbers side by side. */
export const i32x4 = {
  splat: (value: Code): Code => [value, simd(0x11)],
  load: (address: Code, offset = 0): Code => [address, simd(0x00, 0, unsigned(offset))],
  store: (address: Code, value: Code, offset = 0): Code => [address, value, simd(0x0b, 0, unsigned(offset))],
  /** Eight bytes with their sign, as eight lanes of 16 bits. */
  loadBytes: (address: Code, offset = 0): Code => [address, simd(0x01, 0, unsigned(offset))],
  /** Products of lanes of 16 bits, neighbours added. */
  dot16: two(0xba),
  toFloat: one(0xfa),
  /** Lanes 0 to 3 are the left's, 4 to 7 the right's. */
  pick: (left: Code, right: Code, lanes: readonly number[]): Code => [
    left,
    right,
    simd(0x0d, ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte))),
  ],
  add: two(0xae),
  xor: two(0x51),
  and: two(0x4e),
  above: two(0x3b),
  shiftLeft: (value: Code, count: number): Code => [value, i32.constant(count), simd(0xab)],
  shiftRight: (value: Code, count: number): Code => [value, i32.constant(count), simd(0xad)],
};

export const f32 = {
  constant: (value: number): Code => [0x43, floatBytes(value)],
  load: (address: Code, offset = 0): Code => [address, 0x2a, 0, unsigned(offset)],
  store: (address: Code, value: Code, offset = 0): Code => [address, value, 0x38, 0, unsigned(offset)],
  atLeast: two32(0x60),
  ofBits: (value: Code): Code => [value, 0xbe],
  add: (left: Code, right: Code): Code => [left, right, 0x92],
  multiply: (left: Code, right: Code): Code => [left, right, 0x94],
  divide: (left: Code, right: Code): Code => [left, right, 0x95],
  root: (value: Code): Code => [value, 0x91],
  fromInteger: (value: Code): Code => [value, 0xb2],
};

/** `while (condition) body` */
export const whilst = (condition: Code, body: Code): Code => [
  0x02,
  0x40,
  0x03,
  0x40,
  i32.isZero(condition),
  0x0d,
  1,
  body,
  0x0c,
  0,
  0x0b,
  0x0b,
];
export const when = (condition: Code, yes: Code, no: Code): Code => [condition, 0x04, 0x40, yes, 0x05, no, 0x0b];

/** The bytes of a module that imports `env.memory` and exports every routine by its name. */
export function assemble(routines: readonly Routine[]): Uint8Array<ArrayBuffer> {
  const text = (value: string): number[] => [value.length, ...new TextEncoder().encode(value)];
  const section = (id: number, items: readonly Code[]): Code => {
    const content = bytesOf([unsigned(items.length), ...items]);
    return [id, unsigned(content.length), content];
  };
  const types = routines.map(({ parameters }): Code => [0x60, parameters.length, parameters.map(([, type]) => valueTypes[type]), 0]);
  return Uint8Array.from(
    bytesOf([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, types),
      section(2, [[text('env'), text('memory'), 0x02, 0x00, 1]]),
      section(
        3,
        routines.map((_, index) => [index]),
      ),
      section(
        7,
        routines.map(({ name }, index) => [text(name), 0x00, index]),
      ),
      section(10, routines.map(functionBytes)),
    ]),
  );
}

function functionBytes({ parameters, locals, body }: Routine): Code {
  const names = [...parameters, ...locals].map(([name]) => name);
  const index = (name: string): number => {
    const at = names.indexOf(name);
    if (at < 0) throw new Error(`no local ${name}`);
    return at;
  };
  const get = (name: string): Code => [0x20, unsigned(index(name))];
  const set = (name: string, value: Code): Code => [value, 0x21, unsigned(index(name))];
  const content = bytesOf([
    unsigned(locals.length),
    locals.map(([, type]) => [1, valueTypes[type]]),
    body({ get, set, add: (name, value) => set(name, i32.add(get(name), value)) }),
    0x0b,
  ]);
  return [unsigned(content.length), content];
}

const bytesOf = (code: Code): number[] => code.flatMap((part) => (typeof part === 'number' ? [part] : bytesOf(part)));
