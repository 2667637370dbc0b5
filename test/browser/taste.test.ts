import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64 } from '#shared/base64.ts';
import { type Launched, launchWithExtension } from './launch.ts';
import { aCard, article, cardSet, outsideWorld, type World } from './world.ts';

let world: World;
let gloss: Launched;

const place = (x: number, y: number) => ({
  space: 'words-2',
  bytes: toBase64(new Uint8Array([x, y, ...Array.from({ length: 62 }, () => 0)])),
});
const [lamp, bulb] = [place(127, 0), place(0, 127)];

beforeAll(async () => {
  world = await outsideWorld();
  world.pages.set('mara.example/lamps', article());
  world.cards = () => cardSet([aCard(0, {}, { place: lamp }), aCard(2, {}, { place: bulb })]);
  gloss = await launchWithExtension({ sinkPort: world.port });
  await gloss.agree();
  await gloss.switchOn('mara.example');
});
afterAll(async () => {
  await gloss.close();
  await world.close();
});

/** A page as somebody of this taste sees it: the titles in order, and everything that left the browser meanwhile. */
async function visitAs(taste: { liked: typeof lamp; hidden: typeof lamp }): Promise<{ titles: string[]; sent: unknown[] }> {
  const signals = (['opened', 'kept', 'hidden'] as const).map((kind) => ({
    productId: `prd_${kind}`,
    title: kind,
    kind,
    at: Date.now(),
    ...(kind === 'hidden' ? taste.hidden : taste.liked),
  }));
  await gloss.background.evaluate(async (value) => {
    const { storage } = (globalThis as unknown as { chrome: { storage: Record<'local' | 'session', Area> } }).chrome;
    await storage.local.set({ taste: { version: 1, value } });
    const { choices } = (await storage.local.get('choices')) as { choices?: { version: number; value: object } };
    const start = { notes: true, support: false, learn: false, language: 'auto', labels: 'auto' };
    await storage.local.set({ choices: { version: 3, value: { ...start, ...choices?.value, personal: true } } });
    // The answer of a moment ago would be taken again, and nothing would be sent at all.
    await storage.session.remove('answers');
  }, signals);
  world.heard.length = 0;
  const page = await gloss.context.newPage();
  await page.goto('http://mara.example/lamps');
  await page.getByRole('button', { name: '2 notes on this page' }).click();
  const titles = await page.getByRole('article').getByRole('heading', { level: 3 }).allTextContents();
  await page.waitForTimeout(500);
  await page.close();
  return { titles, sent: world.heard.filter(({ address }) => !address.endsWith('favicon.ico')) };
}
interface Area {
  get: (key: string) => Promise<unknown>;
  set: (values: object) => Promise<void>;
  remove: (key: string) => Promise<void>;
}

test('two opposite tastes see another order, and the network sees no difference', async () => {
  const lamps = await visitAs({ liked: lamp, hidden: bulb });
  const bulbs = await visitAs({ liked: bulb, hidden: lamp });
  expect(lamps.titles).toEqual(['Desk lamp, oiled oak, dimmable', 'E27 bulb, 806 lm']);
  expect(bulbs.titles).toEqual(['E27 bulb, 806 lm', 'Desk lamp, oiled oak, dimmable']);
  expect(lamps.sent.length).toBeGreaterThan(1);
  expect(bulbs.sent).toEqual(lamps.sent);
});
