import { defineConfig } from 'wxt';
import { flavourOf } from './extension/flavour.ts';
import { hardened } from './extension/hardened.ts';
import { manifestOf } from './extension/manifest.ts';

const flavour = flavourOf(process.env);

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: flavour.outDir,
  imports: false,
  zip: { name: 'gloss', excludeSources: ['worker/**', 'test/**', 'docs/**', '.ci/**'] },
  manifestVersion: 3,
  manifest: ({ browser, command }) => manifestOf({ flavour, browser, isServed: command === 'serve' }),
  vite: () => ({
    plugins: [hardened()],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: {
      'import.meta.env.GLOSS_ORIGIN': JSON.stringify(flavour.origin),
      'import.meta.env.GLOSS_ROOT_MODE': JSON.stringify(flavour.rootMode),
      'import.meta.env.GLOSS_SITES_ON': JSON.stringify(flavour.sitesOn.join(' ')),
    },
    // Older targets would have light-dark() rewritten so that it follows the system and no longer the page.
    build: { modulePreload: false, target: 'es2024', cssTarget: ['chrome124', 'firefox140'] },
  }),
});
