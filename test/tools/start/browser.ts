import { spawn } from 'node:child_process';
import path from 'node:path';
import { chromium, findBrowser, whatToInstall } from '../setup/browser.mjs';
import { outputs } from './build.ts';
import { signalGroup } from './processes.ts';
import type { World } from './world.ts';

/**
 * Opens a browser of its own profile with the extension loaded, on the demo page; it closes with the world.
 * @returns what happened, in a sentence
 */
export async function openBrowser({ demo, folder }: World, signal: AbortSignal): Promise<string> {
  const program = findBrowser(chromium);
  if (!program) return `No browser was opened. ${whatToInstall(chromium, process.platform)}`;
  if (!hasDisplay()) return 'No browser was opened: this machine has no display. Open the demo page on one that has, or forward its ports.';
  const extension = path.join(outputs.extension, 'chrome-mv3');
  const args = [
    `--user-data-dir=${folder.at('browser')}`,
    `--disable-extensions-except=${extension}`,
    `--load-extension=${extension}`,
    '--disable-features=DisableLoadExtensionCommandLineSwitch',
    '--no-first-run',
    '--no-default-browser-check',
    // Chromium refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    demo.pages.review,
  ];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  const opened = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
  });
  if (!opened) return `${program} could not be started. Load the extension by hand as shown above.`;
  signal.addEventListener('abort', () => child.pid && signalGroup(child.pid, 'SIGTERM'));
  const byHand = /google-?chrome/i.test(program.replaceAll(' ', ''))
    ? ' Some versions of Chrome ignore the extension here: load it by hand as shown above.'
    : '';
  return `${path.basename(program)} is open on the demo page, with a profile of its own in ${folder.at('browser')}.${byHand}`;
}

const hasDisplay = (): boolean => process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
