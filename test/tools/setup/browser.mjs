import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { working } from './progress.mjs';
import { runQuietly } from './run-quietly.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Chromium or Chrome on this machine, GLOSS_BROWSER first. @returns {string | undefined} */
export function findBrowser() {
  const told = process.env.GLOSS_BROWSER;
  if (told) return told;
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = [...names.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...places];
  return candidates.find(isProgram);
}

/** Finds a browser for the tests; on Debian as root it installs one. @param {string} root @returns {Promise<string | undefined>} */
export async function ensureBrowser(root) {
  const found = findBrowser();
  if (found) return found;
  if (!canInstall()) {
    process.stderr.write(`  ! ${whatToInstall(process.platform)}\n`);
    return undefined;
  }
  const done = working('installing Chromium for the browser tests (once)');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const updated = await runQuietly('apt-get', ['update', '-q'], { cwd: root, env });
  const { code, output } = await runQuietly('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { cwd: root, env });
  done(code === 0);
  if (code !== 0)
    process.stderr.write(`  ! apt-get could not install Chromium:\n${(updated.code ? updated.output : output).slice(-600)}\n`);
  return findBrowser();
}

/** @param {string} platform */
export function whatToInstall(platform) {
  if (platform === 'linux')
    return 'The browser tests need Chromium or Chrome: install it (for example `sudo apt-get install chromium`) or set GLOSS_BROWSER to its path.';
  return 'The browser tests need Chrome: install it from google.com/chrome, or set GLOSS_BROWSER to the path of a Chromium.';
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
