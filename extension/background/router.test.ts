import fc from 'fast-check';
import { expect, test } from 'vitest';
import { messages, type Name } from '#extension/base/messages.ts';
import { fakeWorld, workerOrigin } from '#test/harness/background.ts';
import { handlers } from './handlers.ts';
import { knownSender, makeRouter, type Sender } from './router.ts';

const own = { id: 'gloss', origin: 'chrome-extension://gloss' };
const page: Sender = { id: 'gloss', url: 'https://mara.example/lamps', origin: 'https://mara.example', frameId: 0, tab: { id: 7 } };
const popup: Sender = { id: 'gloss', url: 'chrome-extension://gloss/popup.html', origin: 'chrome-extension://gloss' };

test.each<[string, Sender, 'page' | 'extension' | undefined]>([
  ['our content script in a shown top frame', page, 'page'],
  ['our popup', popup, 'extension'],
  ['our page in a tab', { ...popup, tab: { id: 3 }, frameId: 0 }, 'extension'],
  ['another extension', { ...page, id: 'other' }, undefined],
  ['nobody', {}, undefined],
  ['a frame inside the page', { ...page, frameId: 4 }, undefined],
  ['a frame without a number', { ...page, frameId: undefined }, undefined],
  ['a page without a tab', { ...page, tab: undefined }, undefined],
  ['a tab without a number', { ...page, tab: {} }, undefined],
  ['a page of another origin than its address', { ...page, origin: 'https://evil.example' }, undefined],
  ['a sandboxed page', { ...page, origin: 'null' }, undefined],
  ['a page that is only prerendered', { ...page, documentLifecycle: 'prerender' }, undefined],
  ['a file', { ...page, url: 'file:///etc/hosts', origin: undefined }, undefined],
  ['a page that carries our address as a path', { ...page, url: 'https://evil.example/chrome-extension://gloss/' }, undefined],
  ['a host that begins like ours', { ...popup, url: 'chrome-extension://glossy/popup.html', origin: undefined }, undefined],
  ['our page with a foreign origin', { ...popup, origin: 'https://mara.example' }, undefined],
  ['no address', { ...page, url: 'nonsense' }, undefined],
])('%s is taken as: %s', (_, sender, from) => {
  expect(knownSender(sender, own)?.from).toBe(from);
});

const router = () => {
  const world = fakeWorld();
  return { world, route: makeRouter({ own, handlers, call: () => world.call }) };
};

test.each(Object.keys(messages) as Name[])('%s is refused to the other kind of sender', async (name) => {
  const { world, route } = router();
  const wrong = messages[name].from === 'page' ? popup : page;
  const reply = await route({ name, data: {} }, wrong);
  expect(reply).toMatchObject({ ok: false, code: 'forbidden' });
  expect(world.requests).toEqual([]);
});

test.each([
  ['nothing', undefined],
  ['a text', 'settings.get'],
  ['an unknown name', { name: 'tokens.get', data: {} }],
  ['a name every object has', { name: 'constructor', data: {} }],
  ['a name that is no text', { name: 1, data: {} }],
])('a message that is %s is refused', async (_, message) => {
  const { route } = router();
  expect(await route(message, popup)).toMatchObject({ ok: false, code: 'forbidden' });
});

test('unknown keys in a message are refused', async () => {
  const { route } = router();
  expect(await route({ name: 'settings.get', data: { token: true } }, popup)).toMatchObject({ ok: false, code: 'invalid_request' });
});

test('whatever is sent, the background answers in its own form, asks nobody before consent, and lets no paid link out', async () => {
  const names = fc.constantFrom(...(Object.keys(messages) as Name[]));
  await fc.assert(
    fc.asyncProperty(names, fc.oneof(fc.anything(), likely()), fc.constantFrom(page, popup), async (name, data, sender) => {
      const { world, route } = router();
      const reply = await route({ name, data }, sender);
      expect(typeof reply.ok).toBe('boolean');
      expect(world.requests).toEqual([]);
      expect(world.opened).toEqual([]);
      expect(JSON.stringify(reply)).not.toContain(`${workerOrigin}/c/`);
    }),
    { numRuns: 400 },
  );
});

/** Near misses: the keys that messages use, with any values. */
function likely() {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.webUrl());
  const keys = [
    'address',
    'reader',
    'snapshot',
    'why',
    'cardId',
    'trusted',
    'clearMs',
    'clearNow',
    'behind',
    'mark',
    'on',
    'site',
    'given',
    'tabId',
    'what',
    'came',
    'entry',
  ];
  return fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 6 });
}
