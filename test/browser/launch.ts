/** Chromium with the built extension, cut off from every network but the servers that a test names. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page, type Route, type Worker } from 'playwright-core';
import { findBrowser, chromium as onMachine, whatToInstall } from '#test/tools/setup/browser.mjs';

const root = path.resolve(import.meta.dirname, '../..');
/** Built with `GLOSS_TEST=1`: see extension/flavour.ts. */
export const testExtension = path.join(root, '.output/extension-test/chrome-mv3');
/** The worker's origin in that build; hand `hosts` the server that stands for it. */
export const testOrigin = 'http://api.gloss.test';

const browserAgent = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36';

export interface LaunchOptions {
  extensionDir?: string;
  /** host name -> port on this machine, for plain http; every other name leads to `sinkPort`, or nowhere. */
  hosts?: Readonly<Record<string, number>>;
  /** Where all other names and addresses lead: a server that writes down who was asked for. */
  sinkPort?: number;
  /** Address pattern -> answer, for pages served under their real https address. */
  routes?: Readonly<Record<string, (route: Route) => Promise<void>>>;
  language?: string;
  colorScheme?: 'light' | 'dark';
  viewport?: { width: number; height: number };
}
export interface Launched {
  context: BrowserContext;
  background: Worker;
  extensionId: string;
  /** One of the extension's own pages in a new tab: `welcome`, `options`, `popup`, `sample`. */
  open: (name: string) => Promise<Page>;
  /** Goes through the welcome page as a person would; supporting creators and helping the ranking are off unless asked for. */
  agree: (choices?: { support?: boolean; learn?: boolean }) => Promise<void>;
  /** Switches a site on in the settings. */
  switchOn: (site: string) => Promise<void>;
  /** The popup's sentence for the tab that shows this page. */
  popupSays: (page: Page) => Promise<string>;
  close: () => Promise<void>;
}

export function chromiumPath(): string {
  const found = findBrowser(onMachine);
  if (!found) throw new Error(whatToInstall(onMachine, process.platform));
  return found;
}

export async function launchWithExtension(options: LaunchOptions = {}): Promise<Launched> {
  const { extensionDir = testExtension } = options;
  if (!existsSync(path.join(extensionDir, 'manifest.json'))) throw new Error(`${extensionDir} is not built: GLOSS_TEST=1 npx wxt build`);
  const { context, close } = await launchBrowser(options, [
    `--disable-extensions-except=${extensionDir}`,
    `--load-extension=${extensionDir}`,
  ]);
  const background = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(background.url()).host;
  const open = async (name: string) => {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/${name}.html`);
    return page;
  };
  return {
    context,
    background,
    extensionId,
    open,
    agree: async ({ support = false, learn = false } = {}) => {
      const page = await open('welcome');
      await page.getByRole('button', { name: 'Continue' }).click();
      if (support) await page.getByRole('switch', { name: 'Support creators' }).click();
      if (learn) await page.getByRole('switch', { name: 'Help the ranking learn' }).click();
      await page.getByRole('button', { name: 'Agree and continue' }).click();
      await page.getByRole('heading', { name: 'Where shall it begin?' }).waitFor();
      await page.close();
    },
    switchOn: async (site) => {
      const page = await open('options');
      await page.getByLabel('Another site').fill(site);
      await page.getByRole('button', { name: 'Switch on' }).click();
      await page.getByRole('switch', { name: site, checked: true }).waitFor();
      await page.close();
    },
    popupSays: (page) => popupSays(context, extensionId, page),
    close,
  };
}

/** The same browser without the extension. */
export async function launchWithout(options: LaunchOptions = {}): Promise<Pick<Launched, 'context' | 'close'>> {
  return await launchBrowser(options, []);
}

async function launchBrowser(options: LaunchOptions, args: readonly string[]): Promise<Pick<Launched, 'context' | 'close'>> {
  const { language = 'en-GB', colorScheme = 'light', viewport = { width: 1280, height: 800 } } = options;
  const profile = mkdtempSync(path.join(os.tmpdir(), 'gloss-profile-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    locale: language,
    colorScheme,
    viewport,
    args: [...fixedArgs, ...hostArgs(options), `--lang=${language}`, ...args],
    ignoreDefaultArgs: ['--disable-extensions'],
  });
  for (const [pattern, answer] of Object.entries(options.routes ?? {})) await context.route(pattern, answer);
  const close = async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, close };
}

const fixedArgs = [
  '--headless=new',
  // A headless browser names itself a robot, and robots' clicks do not count. By flag, because tabs that an extension opens ask before they can be told.
  `--user-agent=${browserAgent}`,
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=OptimizationHints,MediaRouter,Translate,DialMediaRouteProvider',
];

function hostArgs({ hosts = {}, sinkPort }: LaunchOptions): string[] {
  const rules = Object.entries(hosts).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`);
  const rest = sinkPort === undefined ? ['MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1'] : [`MAP * 127.0.0.1:${sinkPort}`];
  return [`--host-resolver-rules=${[...rules, ...rest].join(', ')}`];
}

/** The popup as the toolbar opens it cannot be reached headless: its page is opened while the wanted tab is in front of its window. */
async function popupSays(context: BrowserContext, extensionId: string, page: Page): Promise<string> {
  const popup = await context.newPage();
  await page.bringToFront();
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  const sentence = (await popup.locator('.sentence').textContent()) ?? '';
  await popup.close();
  return sentence;
}
