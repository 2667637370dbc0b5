import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests of the book alone, for the mutants of the book. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '../..'),
  test: {
    environment: 'node',
    include: ['shared/book/**/*.test.ts', 'shared/money.test.ts'],
    setupFiles: ['test/mutation/setup.ts'],
    testTimeout: 60_000,
    isolate: false,
  },
});
