/** How fast this machine reads so many bytes at all: sums them in wasm, sixteen at a time, and does nothing else. */
import { assemble, type Code, i32, i32x4, type Routine, whilst } from '#worker/model/wasm/assembler.ts';

const pieces = [0, 16, 32, 48];
const read: Routine = {
  name: 'read',
  parameters: [
    ['at', 'i32'],
    ['bytes', 'i32'],
  ],
  locals: [['end', 'i32'], ...pieces.map((piece) => [`sum${piece}`, 'v128'] as const)],
  body: (local) => [
    local.set('end', i32.add(local.get('at'), local.get('bytes'))),
    whilst(i32.below(local.get('at'), local.get('end')), [
      pieces.map((piece): Code => local.set(`sum${piece}`, i32x4.add(local.get(`sum${piece}`), i32x4.load(local.get('at'), piece)))),
      local.add('at', i32.constant(64)),
    ]),
    // Stored, so that nothing of it can be left out.
    pieces.map((piece): Code => i32x4.store(i32.constant(0), local.get(`sum${piece}`), piece)),
  ],
};

/** Reads `bytes` so many times. */
export function makeFloor(bytes: number): (times: number) => void {
  const from = 64;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((bytes + 128) / 65_536) });
  new Uint8Array(memory.buffer).fill(7);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble([read])), { env: { memory } });
  const run = exports['read'] as (at: number, length: number) => void;
  return (times) => {
    for (let time = 0; time < times; time++) run(from, bytes);
  };
}
