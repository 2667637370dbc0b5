import { defineConfig } from 'wxt';
import { flavourOf, originPattern } from './extension/flavour.ts';

const flavour = flavourOf(process.env);

export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: flavour.outDir,
  imports: false,
  manifestVersion: 3,
  manifest: ({ browser, command }) => ({
    name: '__MSG_name__',
    short_name: 'Gloss',
    description: '__MSG_description__',
    default_locale: 'en',
    // Each line is justified in docs/PERMISSIONS.md, and a test compares the built manifest with it.
    permissions: ['activeTab', 'scripting', 'storage'],
    host_permissions: [originPattern(flavour.origin), ...flavour.hostsGranted],
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    incognito: 'not_allowed',
    action: { default_title: '__MSG_action__' },
    ...(command === 'build' ? { content_security_policy: { extension_pages: contentPolicy(flavour.origin) } } : {}),
    ...(browser === 'firefox' ? { browser_specific_settings: firefox } : { minimum_chrome_version: '124' }),
  }),
  vite: () => ({
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: {
      'import.meta.env.GLOSS_ORIGIN': JSON.stringify(flavour.origin),
      'import.meta.env.GLOSS_ROOT_MODE': JSON.stringify(flavour.rootMode),
      'import.meta.env.GLOSS_SITES_ON': JSON.stringify(flavour.sitesOn.join(' ')),
    },
    build: { modulePreload: false, target: 'es2024' },
  }),
});

const firefox = {
  gecko: {
    id: 'gloss@gloss.example',
    strict_min_version: '140.0',
    data_collection_permissions: { required: ['none' as const], optional: ['browsingActivity' as const, 'websiteContent' as const] },
  },
  gecko_android: { strict_min_version: '142.0' },
};

function contentPolicy(origin: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src ${origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
