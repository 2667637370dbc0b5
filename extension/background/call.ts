import type { Api } from '#extension/base/api.ts';
import type { Told } from '#extension/base/messages.ts';
import type { Store } from '#extension/base/store.ts';
import type { PageScript } from './scripts.ts';

/** The browser as the handlers need it; platform.ts gives the real one. */
export interface Platform {
  uiLanguage(): string;
  version: string;
  /** The address of a page of ours. */
  ownPage(path: string): string;
  openTab(ask: { url: string; openerTabId: number | null; behind: boolean }): Promise<void>;
  /** The browser's own consent for what is sent, where it has one (Firefox); elsewhere true. */
  isSendingAllowed(): Promise<boolean>;
  /** The same for what is told of seen and opened cards. */
  isTellingAllowed(): Promise<boolean>;
  areGranted(patterns: readonly string[]): Promise<boolean>;
  giveBack(patterns: readonly string[]): Promise<void>;
  /** Where our scripts run from now on, in open tabs too; everywhere else they leave. */
  runOn(scripts: readonly PageScript[]): Promise<void>;
  /** Hands the script that draws notes to a tab; whether it arrived. */
  drawIn(tabId: number): Promise<boolean>;
  tell(tabId: number, told: Told): Promise<boolean>;
  badge(tabId: number, text: string): Promise<void>;
}

export interface Call {
  now: number;
  store: Store;
  api: Api;
  /** Paid links and pictures are taken from here only. */
  workerOrigin: string;
  platform: Platform;
  sitesOn: readonly string[];
}
export interface PageCall extends Call {
  tabId: number;
  /** The address of the sending frame, as the browser knows it. */
  address: string;
}
