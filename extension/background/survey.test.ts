import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { type Ask, messages } from '#extension/base/messages.ts';
import { gather } from '#extension/readers/gather/walk.ts';
import { type FakeWorld, fakeWorld } from '#test/harness/background.ts';
import { answerConsent, setSite } from './settings.ts';
import { readSurvey } from './survey.ts';

const address = 'https://mara.example/lamps';

async function readyWorld(): Promise<FakeWorld> {
  const world = fakeWorld();
  world.granted.add('https://*.mara.example/*').add('http://*.mara.example/*');
  await answerConsent(world.call, { given: true });
  await setSite(world.call, { site: 'mara.example', on: true });
  return world;
}

function surveyOf(body: string): Ask<'page.survey'> {
  const { document } = parseHTML(`<html><head><title>Swan Kettle 1.7 l</title></head><body>${body}</body></html>`);
  const page = gather({ document, url: new URL(address) });
  return messages['page.survey'].ask.parse({ address, page, around: null, canDraw: true });
}

const product = '<h1>Swan Kettle 1.7 l</h1><p class="price">49,90 €</p><button class="add-to-cart">Add to cart</button>';
const article = `<article><h1>Three kettles</h1><p>${'A kettle boils water, and this one does it well. '.repeat(40)}</p></article>`;

test('an article is read at once', async () => {
  const world = await readyWorld();
  expect(await readSurvey(world.call, surveyOf(article))).toMatchObject({ kind: 'notes' });
  expect(world.requests[0]?.body).toMatchObject({ page: { kind: 'article', url: address } });
});

test('a page that sells something is asked once for what its scripts say of it, and answered then', async () => {
  const world = await readyWorld();
  const survey = surveyOf(product);
  const first = await readSurvey(world.call, survey);
  expect(first).toEqual({ kind: 'more', around: 'Swan Kettle 1.7 l' });
  expect(world.requests).toEqual([]);
  const objects = ['{"name":"Swan Kettle 1.7 l","brand":"Fernholm","sku":"SW-17"}'];
  const last = await readSurvey(world.call, { ...survey, around: { name: 'Swan Kettle 1.7 l', objects } });
  expect(last).toMatchObject({ kind: 'notes' });
  expect(world.requests[0]?.body).toMatchObject({
    page: { kind: 'product', products: [{ name: 'Swan Kettle 1.7 l', brand: 'Fernholm', sku: 'SW-17' }] },
  });
});

test('what a page says around another name is not taken', async () => {
  const world = await readyWorld();
  await readSurvey(world.call, {
    ...surveyOf(product),
    around: { name: 'Mini Kettle', objects: ['{"name":"Mini Kettle","brand":"Brewster"}'] },
  });
  expect(JSON.stringify(world.requests)).not.toContain('Brewster');
});

test('a page speaks of its own site only', async () => {
  const world = await readyWorld();
  await expect(readSurvey(world.call, { ...surveyOf(article), address: 'https://bank.example/' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(readSurvey(world.call, { ...surveyOf(article), address: 'nowhere' })).rejects.toMatchObject({ code: 'invalid_request' });
});

test('nothing leaves without consent', async () => {
  const world = await readyWorld();
  await answerConsent(world.call, { given: false });
  expect(await readSurvey(world.call, surveyOf(article))).toEqual({ kind: 'leave' });
  expect(world.requests).toEqual([]);
});

const good = surveyOf(article);
test.each<[string, unknown]>([
  ['too many blocks', { ...good.page, blocks: Array.from({ length: 4001 }, () => good.page.blocks[0]) }],
  ['a text beyond its length', { ...good.page, title: 'x'.repeat(501) }],
  ['an unknown key', { ...good.page, scripts: ['x'] }],
  ['a place that is none', { ...good.page, buying: [-1] }],
  ['nothing', null],
  ['a value of another type', { ...good.page, items: [{ types: [], region: 0, values: [['a', { b: {} }]] }] }],
])('a message with %s is refused', (_, page) => {
  expect(messages['page.survey'].ask.safeParse({ ...good, page }).success).toBe(false);
});
