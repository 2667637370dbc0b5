import path from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact({ devToolsEnabled: false })],
  build: {
    outDir: path.resolve(import.meta.dirname, '../../.output/console'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Everything comes from our own address: the content policy allows no `data:` script or style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
