import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { isAsExpected, outcomeOf, scenarios } from '#extension/standdown/scenarios.ts';
import { main } from './main.ts';
import { markdown, packRows, scenarioRows } from './standdown/tables.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gloss-standdown-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function gloss(...argv: string[]) {
  const said = { out: '', err: '', code: -1 };
  said.code = await main(['standdown', ...argv], {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
  });
  return said;
}

test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('scenario: %s', (_, scenario) => {
  const { outcome } = outcomeOf(scenario);
  expect([outcome, isAsExpected(outcome, scenario.expected)]).toEqual([outcome, true]);
});

test('the matrix has every way and every reason', () => {
  expect(new Set(scenarios.map(({ expected }) => expected.link))).toEqual(new Set(['paid', 'own', 'plain']));
  const reasons = ['never', 'children', 'standing_down', 'referrer', 'prompted', 'no_click', 'untrusted', 'covered', 'not_seen'];
  expect(reasons.filter((why) => !scenarios.some(({ expected }) => expected.why === why))).toEqual([]);
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});

test('anyone can run it: each scenario with what follows, and a sum', async () => {
  const { out, code } = await gloss();
  expect(code).toBe(0);
  expect(out).toContain(`${scenarios.length} scenarios, 0 differ. Packs ${shippedPacks.version}: ${shippedPacks.packs.length} networks.`);
  expect(out).toContain('plain: standing down, Awin, 80 min more');
  const json = JSON.parse((await gloss('--json')).out) as { scenarios: unknown[] };
  expect(json.scenarios).toHaveLength(scenarios.length);
});

test('one case is explained', async () => {
  const { out } = await gloss(
    '--chain',
    '75 https://shop.example/?awc=1',
    '--chain',
    '10 https://shop.example/cart',
    '--to',
    'https://shop.example/lamp',
  );
  expect(out).toContain('plain: standing down, Awin, 50 min more');
  expect(out).toContain('standing down: Awin (pack awin)');
  const own = await gloss('--link', 'https://shop.example/lamp?aff=m', '--json');
  expect(JSON.parse(own.out)).toMatchObject({ link: 'own', url: 'https://shop.example/lamp?aff=m' });
  const two = await gloss('--chain', '5 https://shop.example/ https://blog.example/ https://rstyle.me/', '--json');
  expect(JSON.parse(two.out)).toMatchObject({ link: 'plain', network: 'LTK' });
  const opened = await gloss('--chain', '5 opened https://shop.example/lamp https://shop.sjv.io/c/1/2/3', '--json');
  expect(JSON.parse(opened.out)).toMatchObject({ link: 'plain', network: 'impact', minutesLeft: 85 });
});

test('the packs are printed with where they are written', async () => {
  const { out } = await gloss('--packs');
  expect(out).toContain('Awin\n      shown by  awin1.com, zenaps.com');
  expect(JSON.parse((await gloss('--packs', '--json')).out)).toEqual(shippedPacks);
});

test('a changed set is held against the shipped one', async () => {
  const file = path.join(folder, 'packs.json');
  writeFileSync(file, JSON.stringify(shippedPacks));
  expect(await gloss('--against', file)).toMatchObject({ code: 0, out: `at least as strict as ${shippedPacks.version}\n` });
  writeFileSync(file, JSON.stringify({ ...shippedPacks, never: [] }));
  expect(await gloss('--against', file)).toMatchObject({ code: 1, out: expect.stringContaining('Amazon: may earn now') });
  writeFileSync(file, '{"version":"new"}');
  expect(await gloss('--against', file)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('is no set of packs') });
});

test.each([
  ['a step without a time', ['--chain', 'https://shop.example/']],
  ['a step without an address', ['--chain', '5 shop']],
  ['a product that is no address', ['--to', 'lamp']],
  ['a press that is none', ['--press', 'hard']],
  ['an unknown option', ['--nope']],
])('%s: called wrongly, nothing on stdout', async (_, argv) => {
  const { out, err, code } = await gloss(...argv);
  expect({ out, code }).toEqual({ out: '', code: 2 });
  expect(err).toMatch(/^gloss standdown/);
});

test('docs/STANDDOWN.md has every pack and every scenario as they are', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/STANDDOWN.md'), 'utf8');
  const cells = (line: string) =>
    line
      .split('|')
      .map((cell) => cell.trim())
      .join('|')
      .replaceAll(/-{3,}/g, '---');
  const lines = new Set(page.split('\n').map(cells));
  expect([...markdown(packRows()), ...markdown(scenarioRows())].filter((line) => !lines.has(cells(line)))).toEqual([]);
  expect(page).toContain(`Packs ${shippedPacks.version}`);
});
