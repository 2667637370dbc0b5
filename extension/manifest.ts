import type { UserManifest } from 'wxt';
import { type Flavour, originPattern } from './flavour.ts';

/** What each browser is told of the extension. Every permission has its line in docs/PERMISSIONS.md; a test holds the two together. */
export function manifestOf({ flavour, browser, isServed }: { flavour: Flavour; browser: string; isServed: boolean }): UserManifest {
  return {
    name: '__MSG_name__',
    short_name: 'Gloss',
    description: '__MSG_description__',
    default_locale: 'en',
    permissions: ['activeTab', 'scripting', 'storage'],
    host_permissions: [originPattern(flavour.origin), ...flavour.hostsGranted],
    optional_host_permissions: ['http://*/*', 'https://*/*'],
    incognito: 'not_allowed',
    action: { default_title: '__MSG_action__' },
    // While it is served for development, code comes from the development server.
    ...(isServed ? {} : { content_security_policy: { extension_pages: contentPolicy(flavour.origin) } }),
    ...(browser === 'firefox' ? { browser_specific_settings: firefox } : { minimum_chrome_version: '124' }),
  };
}

const firefox: NonNullable<UserManifest['browser_specific_settings']> = {
  gecko: {
    id: 'gloss@gloss.example',
    strict_min_version: '140.0',
    data_collection_permissions: { required: ['none'], optional: ['browsingActivity', 'websiteContent', 'technicalAndInteraction'] },
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
