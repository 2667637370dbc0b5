/** `npm run kernel:next-item`: writes the kernels' bytes, which the worker imports compiled because the runtime compiles none itself. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { assemble } from '../../wasm/assembler.ts';
import { routines } from './routines.ts';

writeFileSync(path.join(import.meta.dirname, 'kernel.wasm'), assemble(routines(8)));
