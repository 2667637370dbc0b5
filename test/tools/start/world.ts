/** A whole Gloss on one machine: worker, two demo shops and a demo journal, kept running, with a demo world in it. */
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DemoRecord, Seeding } from '#test/harness/seed.ts';
import { type Build, consoleBuild, extensionBuilds, isFresh, outputs, root, runBuild, workerBuild } from './build.ts';
import { contentHash } from './content-hash.ts';
import { type Folder, readJson, takeFolder, writeJson } from './folder.ts';
import { choosePorts } from './ports.ts';
import type { Progress } from './progress.ts';
import type { RuntimeSettings } from './runtime.ts';
import { ensureSecrets, type Secrets } from './secrets.ts';
import { type Service, startService } from './supervise.ts';
import { Trouble } from './trouble.ts';

const defaultPorts = { worker: 8787, shop: 8788, journal: 8789, kitchen: 8790 };
type Ports = typeof defaultPorts;
const spoken: Record<keyof Ports, string> = { worker: 'worker', shop: 'demo shop', journal: 'demo journal', kitchen: 'second demo shop' };

export interface WorldOptions {
  dataDir: string;
  /** 0 takes any free port. Left out: the ports of the last start, or the usual ones. */
  ports?: Partial<Ports>;
  /** Whether the extension is built for this world's worker. */
  extension: boolean;
  progress: Progress;
  /** Ends the start, and what it has started. */
  signal: AbortSignal;
}
export interface World {
  folder: Folder;
  origins: Record<keyof Ports, string>;
  demo: DemoRecord;
  services: Record<keyof Ports, Service>;
  stop: () => Promise<void>;
}

export const operatorEmail = 'operator@demo.example';

export async function startWorld(asked: WorldOptions): Promise<World> {
  const folder = takeFolder(asked.dataDir);
  const started: Service[] = [];
  // What one step broke must also end the steps beside it.
  const broken = new AbortController();
  const options = { ...asked, signal: AbortSignal.any([asked.signal, broken.signal]) };
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((service) => service.stop()));
    folder.release();
  };
  try {
    const secrets = ensureSecrets(folder);
    if (!existsSync(folder.at('state'))) forgetDemo(folder);
    const known = readJson(folder.at('demo.json')) as DemoRecord | undefined;
    const content = contentHash(root, ['test/shop', 'test/site', 'test/harness/seed', 'test/harness/seed.ts']);
    const ports = await portsFor(options, folder);
    const origins = originsOf(ports);
    const services = await servicesFor({ ...options, folder, ports, origins, secrets, started });
    writeJson(folder.at('ports.json'), ports);
    const demo = known && isSeeded(known, { origins, content }) ? known : await seed({ ...options, folder, origins, content, known });
    return { folder, origins, demo, services, stop };
  } catch (error) {
    broken.abort();
    await stop();
    throw error;
  }
}

const isSeeded = (known: DemoRecord, now: Pick<DemoRecord, 'origins' | 'content'>): boolean =>
  known.ordersPlaced && known.content === now.content && JSON.stringify(known.origins) === JSON.stringify(now.origins);

/** Without the databases, what the shops remember of them is of no use. */
function forgetDemo(folder: Folder): void {
  for (const name of ['demo.json', 'journal.txt', 'shop', 'kitchen']) rmSync(folder.at(name), { recursive: true, force: true });
}

/** Loaded only when there is something to make: a start without news should not read the readers and feeds first. */
async function seed(parts: Seeding & { progress: Progress }): Promise<DemoRecord> {
  const { seedDemo } = await import('#test/harness/seed.ts');
  const work = (): Promise<DemoRecord> =>
    seedDemo(parts).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : String(error);
      throw new Trouble(
        `The demo world could not be made: ${said}. Start again to go on from here; the logs are in ${parts.folder.at('logs')}`,
      );
    });
  return parts.progress.step(parts.known ? 'bringing the demo world up to date' : 'making the demo world', work);
}

interface Making extends WorldOptions {
  folder: Folder;
  ports: Ports;
  origins: World['origins'];
  secrets: Secrets;
  started: Service[];
}

/** The extension is built while the rest starts: nothing waits for it. */
async function servicesFor(making: Making): Promise<World['services']> {
  const { origins, extension } = making;
  await Promise.all([workerBuild, consoleBuild].map((one) => build(one, making)));
  const extensions = extension ? buildAll(extensionBuilds(origins.worker), making) : Promise.resolve();
  takeProgram(making.folder);
  const services = making.progress.step('starting worker, shops and journal', () => startAll(making));
  await Promise.all([extensions, services]);
  return services;
}

/** A world runs on its own copy: a build that somebody makes meanwhile must not pull the program from under it. */
function takeProgram(folder: Folder): void {
  rmSync(folder.at('program'), { recursive: true, force: true });
  cpSync(outputs.worker, folder.at('program', 'worker'), { recursive: true });
  cpSync(outputs.console, folder.at('program', 'console'), { recursive: true });
}

async function buildAll(builds: readonly Build[], making: Making): Promise<void> {
  for (const one of builds) await build(one, making);
}

async function build(one: Build, { folder, progress, signal }: Making): Promise<void> {
  if (!isFresh(one)) await progress.step(`building the ${one.name}`, () => runBuild(one, { logFile: folder.log('build'), signal }));
}

async function startAll(making: Making): Promise<World['services']> {
  const { folder, ports, origins, progress, signal, started } = making;
  const begin = async (name: keyof Ports, script: string, more: { args?: string[]; settings?: RuntimeSettings }): Promise<Service> => {
    const service = await startService({
      name,
      script: path.join(root, script),
      healthUrl: `${origins[name]}${name === 'worker' ? '/v1/health' : '/healthz'}`,
      logFile: folder.log(name),
      signal,
      onRestart: (reason) => {
        progress.note(`The ${spoken[name]} ${reason} and is started again. Its log: ${folder.at('logs', `${name}.log`)}`);
        remember();
      },
      ...more,
    });
    started.push(service);
    remember();
    return service;
  };
  const remember = (): void =>
    folder.remember(
      started.flatMap((service) => service.group() ?? []),
      origins.worker,
    );
  const shop = (name: 'shop' | 'kitchen', which: string) =>
    begin(name, 'test/shop/main.ts', { args: ['--shop', which, '--port', String(ports[name]), '--data', folder.at(name)] });
  const [worker, outdoor, kitchen, journal] = await Promise.all([
    begin('worker', 'test/tools/start/runtime.ts', { settings: runtimeSettings(making) }),
    shop('shop', 'outdoor'),
    shop('kitchen', 'kitchen'),
    begin('journal', 'test/site/main.ts', { args: ['--port', String(ports.journal), '--proof', folder.at('journal.txt')] }),
  ]);
  return { worker, shop: outdoor, kitchen, journal };
}

function runtimeSettings({ folder, ports, origins, secrets }: Making): RuntimeSettings {
  const { worker, ...others } = origins;
  return {
    bundleDir: folder.at('program', 'worker'),
    consoleDir: folder.at('program', 'console'),
    dataDir: folder.path,
    port: ports.worker,
    bindings: {
      ENVIRONMENT: 'local',
      PUBLIC_ORIGIN: worker,
      TOKEN_KEYS: secrets.tokenKeys,
      SECRET_SEED: secrets.secretSeed,
      OPERATOR_EMAIL: operatorEmail,
      LOCAL_HOSTS: Object.values(others)
        .map((origin) => new URL(origin).host)
        .join(','),
    },
  };
}

async function portsFor({ ports: asked, progress }: WorldOptions, folder: Folder): Promise<Ports> {
  const saved = (readJson(folder.at('ports.json')) ?? {}) as Partial<Ports>;
  const wanted: Ports = { ...defaultPorts, ...saved, ...asked };
  const chosen = await choosePorts(wanted);
  for (const name of Object.keys(wanted) as (keyof Ports)[]) {
    if (wanted[name] !== 0 && chosen[name] !== wanted[name])
      progress.note(`Port ${wanted[name]} is taken by another program, so the ${spoken[name]} uses ${chosen[name]}.`);
  }
  return chosen;
}

const originsOf = (ports: Ports): World['origins'] => ({
  worker: `http://127.0.0.1:${ports.worker}`,
  shop: `http://127.0.0.1:${ports.shop}`,
  kitchen: `http://127.0.0.1:${ports.kitchen}`,
  journal: `http://127.0.0.1:${ports.journal}`,
});
