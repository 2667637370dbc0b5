/** Firefox with the built extension, every request of it led to one server of the test. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { findBrowser, firefox as onMachine, whatToInstall } from '#test/tools/setup/browser.mjs';

/** Built with `GLOSS_TEST=1` for Firefox: see extension/flavour.ts. */
export const testFirefoxExtension = path.resolve(import.meta.dirname, '../../.output/extension-test/firefox-mv3');

export interface LaunchedFirefox {
  browser: Browser;
  /** One of the extension's own pages: `welcome`, which it opens by itself, or `options`, `popup`, `sample` in a new tab. */
  open: (name: string) => Promise<Page>;
  /** A web page in a new tab. */
  visit: (address: string) => Promise<Page>;
  close: () => Promise<void>;
}

/** @param proxyPort a server that all requests go to, whole addresses in their first line. */
export async function launchFirefox({ proxyPort }: { proxyPort: number }): Promise<LaunchedFirefox> {
  const executablePath = findBrowser(onMachine);
  if (!executablePath) throw new Error(whatToInstall(onMachine, process.platform));
  if (!existsSync(path.join(testFirefoxExtension, 'manifest.json'))) throw new Error(`${testFirefoxExtension} is not built`);
  const browser = await launch({ browser: 'firefox', executablePath, headless: true, extraPrefsFirefox: prefsOf(proxyPort) });
  await browser.installExtension(testFirefoxExtension);
  const welcome = await pageOf(browser, new Set(await browser.pages()));
  const visit = async (address: string) => {
    const page = await browser.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(address);
    return page;
  };
  return {
    browser,
    visit,
    open: async (name) => {
      if (name === 'welcome') return welcome;
      const before = new Set(await browser.pages());
      await welcome.evaluate((file) => {
        const { tabs, runtime } = (globalThis as unknown as { browser: ExtensionApi }).browser;
        void tabs.create({ url: runtime.getURL(file) });
      }, `/${name}.html`);
      return await pageOf(browser, before);
    },
    close: () => browser.close(),
  };
}

interface ExtensionApi {
  tabs: { create: (tab: { url: string }) => Promise<unknown> };
  runtime: { getURL: (path: string) => string };
}

/** A tab that the extension itself opened: a driver may look into it and press, but not lead one there. Its first one is the welcome page. */
async function pageOf(browser: Browser, before: ReadonlySet<Page>): Promise<Page> {
  for (let tries = 0; tries < 100; tries += 1) {
    const page = (await browser.pages()).find((each) => !before.has(each));
    if (page && (await page.title()) !== '') return page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the extension opened no page');
}

function prefsOf(proxyPort: number): Record<string, unknown> {
  return {
    // A prompt of the browser itself cannot be pressed headless: asked for by a person's press all the same, it counts as granted.
    'extensions.webextOptionalPermissionPrompts': false,
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.no_proxies_on': '',
    'network.proxy.allow_hijacking_localhost': true,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'app.normandy.enabled': false,
    'browser.safebrowsing.enabled': false,
    'dom.security.https_first': false,
    'dom.security.https_first_schemeless': false,
    'intl.accept_languages': 'en-GB',
  };
}
