/** `npm start`: everything on this machine, with a demo world, until Ctrl-C. */
import path from 'node:path';
import { signInLink } from '#test/harness/seed/callers.ts';
import { openBrowser } from './start/browser.ts';
import { outputs, root } from './start/build.ts';
import { type Options, parseOptions, usage } from './start/options.ts';
import { makeProgress } from './start/progress.ts';
import { Trouble } from './start/trouble.ts';
import { operatorEmail, startWorld, type World } from './start/world.ts';

const leaving = new AbortController();
const stop = (): void => leaving.abort();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
// npm and the set-up program before us: their end is ours.
process.on('message', stop);
process.on('disconnect', stop);

const options = parseOptions(process.argv.slice(2));
if (typeof options === 'string') {
  console.error(options);
  process.exit(2);
}
if (options.help) console.log(usage);
process.exit(options.help ? 0 : await run(options));

async function run(options: Options): Promise<number> {
  const begun = performance.now();
  const progress = makeProgress();
  console.log('\nGloss on this machine\n');
  let world: World | undefined;
  try {
    world = await startWorld({ ...options, dataDir: path.resolve(root, options.data), extension: true, progress, signal: leaving.signal });
    console.log(await greeting(world));
    console.log(`  Up in ${((performance.now() - begun) / 1000).toFixed(1)} s. Ctrl-C stops everything and keeps the data.\n`);
    if (options.browser) progress.note(await openBrowser(world, leaving.signal));
    await untilStopped();
    return 0;
  } catch (error) {
    if (leaving.signal.aborted) return 130;
    console.error(`\n${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    return 1;
  } finally {
    if (world) await progress.step('stopping everything', world.stop);
  }
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    if (leaving.signal.aborted) resolve();
    leaving.signal.addEventListener('abort', () => resolve());
  });
}

async function greeting({ origins, demo, folder }: World): Promise<string> {
  const [creator, brand] = await Promise.all([demo.creator, demo.brand].map(({ email }) => signInLink(origins.worker, email)));
  const here = (place: string): string => (place.startsWith(process.cwd()) ? path.relative(process.cwd(), place) : place);
  return `
  Console       ${origins.worker}
    creator     ${creator}
    brand       ${brand}
                Each link signs in once, within 15 minutes. For another, write ${demo.creator.email},
                ${demo.brand.email} or ${operatorEmail} on the sign-in page.

  Demo page     ${demo.pages.review}
  Demo shops    ${origins.shop} and ${origins.kitchen}

  Extension     ${here(outputs.extension)}
    Chrome      open chrome://extensions, switch on "Developer mode", choose "Load unpacked" and the folder
                ${path.join(outputs.extension, 'chrome-mv3')}
    Edge        the same at edge://extensions
    Firefox     open about:debugging#/runtime/this-firefox, choose "Load Temporary Add-on" and the file
                ${path.join(outputs.extension, 'firefox-mv3', 'manifest.json')}

  Data          ${here(folder.path)}, logs in ${here(folder.at('logs'))}
`;
}
