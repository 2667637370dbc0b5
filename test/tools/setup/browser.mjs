import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { working } from './progress.mjs';
import { runQuietly } from './run-quietly.mjs';

/**
 * A browser that the tests need: how it is named on a machine, where else it may stand, which Debian package it is, and the variable
 * that names another one.
 * @typedef {{ title: string, names: string[], places: string[], debian: string, variable: string }} Browser
 */

/** @type {Browser} */
export const chromium = {
  title: 'Chromium',
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
  debian: 'chromium',
  variable: 'GLOSS_BROWSER',
};

/** @type {Browser} */
export const firefox = {
  title: 'Firefox',
  names: ['firefox-esr', 'firefox'],
  places: ['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  debian: 'firefox-esr',
  variable: 'GLOSS_FIREFOX',
};

/** The program on this machine, the one named by its variable first. @param {Browser} browser @returns {string | undefined} */
export function findBrowser({ names, places, variable }) {
  const told = process.env[variable];
  if (told) return told;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...places];
  return candidates.find(isProgram);
}

/**
 * Finds the browsers for the tests; on Debian as root it installs what is missing. Returns the variables that name them.
 * @param {string} root @returns {Promise<Record<string, string>>}
 */
export async function ensureBrowsers(root) {
  const wanted = [chromium, firefox];
  const missing = wanted.filter((browser) => !findBrowser(browser));
  if (missing.length > 0 && canInstall()) await install(root, missing);
  for (const browser of missing) if (!findBrowser(browser)) process.stderr.write(`  ! ${whatToInstall(browser, process.platform)}\n`);
  return Object.fromEntries(
    wanted.flatMap((browser) => [findBrowser(browser)].flatMap((file) => (file ? [[browser.variable, file]] : []))),
  );
}

/** @param {string} root @param {Browser[]} missing */
async function install(root, missing) {
  const done = working(`installing ${missing.map(({ title }) => title).join(' and ')} for the browser tests (once)`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await runQuietly('apt-get', ['update', '-q'], { cwd: root, env });
  const packages = missing.map(({ debian }) => debian);
  const { code, output } = await runQuietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], { cwd: root, env });
  done(code === 0);
  if (code !== 0)
    process.stderr.write(
      `  ! apt-get could not install ${packages.join(', ')}:\n${(updated.code ? updated.output : output).slice(-600)}\n`,
    );
}

/** @param {Browser} browser @param {string} platform */
export function whatToInstall({ title, debian, variable }, platform) {
  const how = platform === 'linux' ? `install it (for example \`sudo apt-get install ${debian}\`)` : 'install it';
  return `The browser tests need ${title}: ${how} or set ${variable} to its path.`;
}

/** Ubuntu's package of this name is only a hint to use snap. */
function canInstall() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID="?debian"?$/m.test(release) && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
