/** `npm run kernel`: writes the kernel's bytes, which the worker imports compiled because the runtime compiles none itself. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { dimensions } from '../encode.ts';
import { assemble } from '../wasm/assembler.ts';
import { routinesFor } from './routines.ts';

writeFileSync(path.join(import.meta.dirname, 'kernel.wasm'), assemble(routinesFor(dimensions)));
