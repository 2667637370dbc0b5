import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { embeddedState } from '#extension/readers/embedded-state.ts';
import { looseJson } from '#extension/readers/json.ts';
import { readPage } from '#extension/readers/registry.ts';
import { PageSnapshot } from '#shared/page.ts';

/** Pages whose state or markup is broken in any place: they are read to a snapshot within its bounds, or to a reason. */
const names = ['ytInitialPlayerResponse', 'ytInitialData', '__INITIAL_STATE__', '__NEPTUNE_IS_MY_WAIFU__', '_sharedData'];
const saved = ['youtube', 'xiaohongshu', 'bilibili', 'tiktok', 'instagram', 'pinterest', 'reddit'].flatMap((platform) =>
  readdirSync(path.join(import.meta.dirname, platform))
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const html = readFileSync(path.join(import.meta.dirname, platform, file), 'utf8');
      const { url }: { url: string } = JSON.parse(
        readFileSync(path.join(import.meta.dirname, platform, file.replace('.html', '.json')), 'utf8'),
      );
      const { document } = parseHTML(html);
      const scripts = [...document.querySelectorAll('script[type="application/json"]')].map((script) =>
        looseJson(script.textContent ?? ''),
      );
      const states = [...names.map((name) => embeddedState({ document }, name)), ...scripts].filter((state) => state !== undefined);
      return { html, url: new URL(url), state: platform === 'youtube' ? states : states.at(-1) };
    }),
);
const stated = saved.filter(({ state }) => (Array.isArray(state) ? state.length > 0 : state !== undefined));

function read(html: string, url: URL, state?: unknown): void {
  const reading = readPage(parseHTML(html).document, url, state);
  expect(reading.why).not.toBe('failed');
  if (reading.snapshot) expect(PageSnapshot.parse(reading.snapshot)).toEqual(reading.snapshot);
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    0,
    -1,
    1e300,
    true,
    [],
    {},
    '__proto__',
    [[[]]],
    '9'.repeat(400),
    'x'.repeat(30_000),
    '\u0000\ud800',
    'undefined',
  ),
  fc.jsonValue(),
);

/** The value with what stands at some of its places replaced. */
function changed(value: unknown, at: () => { replace: boolean; by: unknown }): unknown {
  const { replace, by } = at();
  if (replace) return by;
  if (Array.isArray(value)) return value.map((inner) => changed(inner, at));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, changed(inner, at)]));
}

test('a state with anything in any of its places', () => {
  expect(stated.length).toBeGreaterThan(10);
  fc.assert(
    fc.property(
      fc.constantFrom(...stated),
      fc.array(odd, { minLength: 1, maxLength: 8 }),
      fc.nat(200),
      fc.nat(40),
      ({ url, state }, by, first, every) => {
        let seen = 0;
        const at = () => {
          seen += 1;
          return { replace: seen >= first && (seen - first) % (every + 1) === 0, by: by[seen % by.length] };
        };
        read('<html></html>', url, changed(state, at));
      },
    ),
    { numRuns: 600 },
  );
});

test('a page cut off or with parts taken out of it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...saved), fc.nat(100), fc.nat(30), ({ html, url }, at, length) => {
      const [from, to] = [Math.floor((html.length * at) / 100), Math.floor((html.length * Math.min(100, at + length)) / 100)];
      read(html.slice(0, from) + html.slice(to), url);
      read(html.slice(0, to), url);
    }),
    { numRuns: 300 },
  );
});

test('a page of any of the addresses with parts of any of the pages', () => {
  const parts = saved.flatMap(({ html }) => html.match(/<[^<]*/g) ?? []);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 80 }), fc.constantFrom(...saved), (some, { url }) =>
      read(some.join(''), url),
    ),
    { numRuns: 300 },
  );
});

test.each<[string, (state: string) => string]>([
  ['hundreds of thousands of objects', (name) => `${name}={"a":[${'{"commentEntityPayload":{"x":[]}},'.repeat(300_000)}{}]}`],
  ['three megabytes in one text', (name) => `${name}={"videoDetails":{"title":"${'x '.repeat(1_500_000)}"}}`],
  ['a state that nests for ever', (name) => `${name}=${'{"note":['.repeat(100_000)}`],
  ['a closed state that nests deep', (name) => `${name}=${'{"note":['.repeat(50_000)}${']}'.repeat(50_000)}`],
  ['a quoted state without end', (name) => `${name}='${'\\x7b'.repeat(500_000)}`],
  ['bare undefined without end', (name) => `${name}={"a":[${'undefined,'.repeat(300_000)}1]}`],
  ['ten thousand scripts', (name) => `${name}=1</script>${`<script>${name}=1</script>`.repeat(10_000)}<script>`],
])('%s', { timeout: 60_000 }, (_, stateOf) => {
  for (const { url, html } of saved) {
    if (url.searchParams.has('t') || (isOfScripts(url) && !html.includes('<script'))) continue;
    const started = performance.now();
    const { document } = parseHTML(`<html><body>${openingFor(url)}${stateOf(nameFor(url))}</script></body></html>`);
    const parsed = performance.now();
    expect(readPage(document, url).why).not.toBe('failed');
    expect(performance.now() - parsed, `${url} after ${Math.round(parsed - started)} ms of parsing`).toBeLessThan(4000);
  }
});

/** Where the state is a script of JSON, it is found by the script's own attributes, and some by what it names. */
function openingFor(url: URL): string {
  if (!isOfScripts(url)) return '<script>';
  const marks = `"${url.pathname.split('/').filter(Boolean).at(-1)}" "taken_at" v3GetPin`;
  return `<script id="__UNIVERSAL_DATA_FOR_REHYDRATION__" type="application/json" data-relay-response="true">${marks} `;
}

function isOfScripts({ hostname }: URL): boolean {
  return /tiktok|instagram|pinterest|reddit/.test(hostname);
}

function nameFor({ hostname }: URL): string {
  if (hostname.includes('youtube')) return 'ytInitialData';
  return hostname.startsWith('live') ? '__NEPTUNE_IS_MY_WAIFU__' : '__INITIAL_STATE__';
}
