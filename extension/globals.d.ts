import 'wxt/browser';

// What `wxt prepare` would generate for this project, by hand, so that types need no build first.
declare module 'wxt/browser' {
  interface WxtRuntime {
    getURL(path: string): string;
  }
  interface WxtI18n {
    getMessage(name: string): string;
  }
}

declare global {
  interface ImportMetaEnv {
    readonly GLOSS_ORIGIN?: string;
    readonly GLOSS_ROOT_MODE?: 'open' | 'closed';
    readonly GLOSS_SITES_ON?: string;
  }
}
