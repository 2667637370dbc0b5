/**
 * The demo world, made only through what anybody can call: contracts, and the shops' and journal's own pages.
 * Every step looks first at what is there, so that a second run changes nothing and a run that was broken off goes on.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as accounts from '#shared/contracts/accounts.ts';
import { getTerms, setTerms, Terms } from '#shared/contracts/books.ts';
import { searchProducts } from '#shared/contracts/recommend.ts';
import { addTag, listTaggedContents } from '#shared/contracts/tags.ts';
import * as hooks from '#shared/contracts/webhooks.ts';
import { type Folder, readJson, writeJson } from '#test/tools/start/folder.ts';
import { type Session, signIn, withKey } from './seed/callers.ts';
import { importFeed } from './seed/feed.ts';
import { placeDemoOrders } from './seed/orders.ts';

export interface Origins {
  worker: string;
  shop: string;
  kitchen: string;
  journal: string;
}
export interface DemoBrand {
  id: string;
  name: string;
  email: string;
  /** An API key with all scopes. */
  key: string;
  webhookUrl: string;
  webhookSecret: string;
}
/** Kept in .data/demo.json: what a script needs to go on with the demo world. */
export interface DemoRecord {
  /** A hash of what the demo world is made from: when it changes, the world is brought up to date. */
  content: string;
  origins: Origins;
  brand: DemoBrand;
  kitchen: DemoBrand;
  creator: { id: string; name: string; email: string };
  /** Pages of the journal. */
  pages: { review: string; chinese: string; kitchen: string; nothing: string };
  ordersPlaced: boolean;
}

export interface Seeding {
  folder: Folder;
  content: string;
  origins: Origins;
  /** What an earlier run wrote down. */
  known: DemoRecord | undefined;
  signal: AbortSignal;
}

const brands = {
  shop: { name: 'Fellgate Outdoor (demo)', email: 'fellgate@demo.example' },
  kitchen: { name: 'Oat & Ember Kitchen (demo)', email: 'oatember@demo.example' },
} as const;
const wren = { name: 'Wren Halloway (demo)', email: 'wren@demo.example' };
const everyScope = ['catalogue:write', 'orders:read', 'books:read'] as const;

const terms: Record<keyof typeof brands, Terms> = {
  shop: Terms.parse({
    rateBps: 1000,
    windowDays: 30,
    model: 'last',
    holdDays: 14,
    benefit: { kind: 'discount', bps: 500, code: 'MARGIN5' },
    excludedSkus: [],
  }),
  kitchen: Terms.parse({
    rateBps: 600,
    windowDays: 7,
    model: 'last',
    holdDays: 0,
    benefit: { kind: 'donation', bps: 100, to: 'Northgate Repair Café' },
    excludedSkus: [],
  }),
};

export async function seedDemo(seeding: Seeding): Promise<DemoRecord> {
  const { folder, origins, content } = seeding;
  const [brand, kitchen, creator] = await Promise.all([aBrand(seeding, 'shop'), aBrand(seeding, 'kitchen'), aCreator(seeding)]);
  const { journal } = origins;
  const record: DemoRecord = {
    content,
    origins,
    brand,
    kitchen,
    creator,
    pages: {
      review: `${journal}/reviews/three-days-with-the-ridgeline-38`,
      chinese: `${journal}/zh/shanji-shang-de-liang-tian`,
      kitchen: `${journal}/kitchen/a-quiet-cup`,
      nothing: `${journal}/notes/the-choir-above-the-bakery`,
    },
    ordersPlaced: seeding.known?.ordersPlaced ?? false,
  };
  await putBeside(origins, record.pages.kitchen);
  writeJson(folder.at('demo.json'), record);
  if (!record.ordersPlaced) await placeDemoOrders(record, seeding.signal);
  const done = { ...record, ordersPlaced: true };
  writeJson(folder.at('demo.json'), done);
  return done;
}

async function aBrand({ folder, origins, known }: Seeding, which: keyof typeof brands): Promise<DemoBrand> {
  const { name, email } = brands[which];
  const session = await signIn(origins.worker, { kind: 'brand', name, email });
  const { secret: webhookSecret, url: webhookUrl } = await session(accounts.getWebhookSecret, {});
  const settingsFile = folder.at(which, 'settings.json');
  const kept = (): { hookSecret?: string } => (readJson(settingsFile) ?? {}) as { hookSecret?: string };
  const settings = (more: object): void => writeJson(settingsFile, { ...kept(), webhookUrl, webhookSecret, ...more });
  await ensureDomain(session, new URL(origins[which]).host, (proof) => settings({ proof }));
  await ensureHook(session, `${origins[which]}/hooks/gloss`, kept().hookSecret, (hookSecret) => settings({ hookSecret }));
  await ensureTerms(session, which);
  const before = known?.[which === 'shop' ? 'brand' : 'kitchen'];
  const key = before?.key ?? (await session(accounts.addKey, { name: `demo ${Date.now()}`, scopes: [...everyScope] })).secret;
  await importFeed(withKey(origins.worker, key), `${origins[which]}/feed.xml`);
  const { tenant } = await session(accounts.getMe, {});
  return { id: tenant.id, name, email, key, webhookUrl, webhookSecret };
}

async function ensureDomain(session: Session, host: string, publish: (proof: string) => void): Promise<void> {
  const { domains } = await session(accounts.getMe, {});
  const domain = domains.find((claimed) => claimed.host === host) ?? (await session(accounts.addDomain, { host }));
  publish([...new Set([...domains.map(({ code }) => code), domain.code])].join('\n'));
  if (domain.verifiedAt === null) await session(accounts.verifyDomain, { domainId: domain.id });
}

/** The shop hears what happens; where its secret was lost, it gets a new one. */
async function ensureHook(session: Session, url: string, known: string | undefined, keep: (secret: string) => void): Promise<void> {
  const { endpoints } = await session(hooks.listEndpoints, {});
  const ours = endpoints.find((one) => new URL(one.url).pathname === new URL(url).pathname);
  if (!ours) return keep((await session(hooks.addEndpoint, { url, eventTypes: [...hooks.eventTypes] })).secret);
  if (ours.url !== url) await session(hooks.changeEndpoint, { endpointId: ours.id, url, eventTypes: ours.eventTypes });
  if (known === undefined) keep((await session(hooks.rotateSecret, { endpointId: ours.id })).secret);
}

async function ensureTerms(session: Session, which: keyof typeof brands): Promise<void> {
  const { current } = await session(getTerms, {});
  if (!current) await session(setTerms, { terms: terms[which], requestId: 'demo-terms-1' });
}

async function aCreator({ folder, origins }: Seeding): Promise<DemoRecord['creator']> {
  const session = await signIn(origins.worker, { kind: 'creator', ...wren });
  const host = new URL(origins.journal).host;
  const { tenant, handles } = await session(accounts.getMe, {});
  const handle =
    handles.find((claimed) => claimed.handle === host) ?? (await session(accounts.addHandle, { platform: 'web', handle: host }));
  addLine(folder.at('journal.txt'), handle.code);
  if (handle.verifiedAt === null) await session(accounts.verifyHandle, { handleId: handle.id });
  return { id: tenant.id, ...wren };
}

/** What the creator says of things beside one article. */
const picks = [
  { query: 'Hobbart Swan Kettle 0.6', note: 'The one on the table. It keeps its heat for a second cup.' },
  { query: 'Hobbart Quiet Mill', note: 'Slow, and quiet enough for a morning' },
] as const;

/** Found and put there as the creator would. */
async function putBeside(origins: Origins, address: string): Promise<void> {
  const session = await signIn(origins.worker, { kind: 'creator', ...wren });
  const [{ contents }, { handles }] = [await session(listTaggedContents, {}), await session(accounts.getMe, {})];
  const handle = handles.find((one) => one.handle === new URL(address).host);
  if (!handle || contents.some((content) => content.address === address && content.tags.length > 0)) return;
  for (const { query, note } of picks) {
    const { products } = await session(searchProducts, { q: query });
    const product = products.find(({ programme }) => programme === 'open');
    if (!product) throw new Error(`no product in a programme was found for ${query}`);
    await session(addTag, { requestId: crypto.randomUUID(), handleId: handle.id, address, productId: product.id, note });
  }
}

function addLine(file: string, line: string): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!text.split('\n').includes(line)) writeFileSync(path.resolve(file), `${text}${line}\n`);
}
