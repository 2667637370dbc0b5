/** Stand-down sees addresses, the action and the clock: held by the compiler, and by what its files can reach. */
import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isShipped, readSources, root } from './sources.ts';

const sources = readSources();
const room = sources.filter(({ path: file }) => file.startsWith('extension/standdown/') && isShipped(file));
const code = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

test('it imports itself and the lengths of time, nothing else', () => {
  expect(room.length).toBeGreaterThan(10);
  const foreign = room.flatMap((source) =>
    source.imports
      .filter(({ target }) => !target.startsWith('extension/standdown/') && target !== 'shared/time.ts')
      .map(({ from }) => `${source.path} imports ${from}`),
  );
  expect(foreign).toEqual([]);
});

test('it reaches no network, storage, cookie, clock or chance by a global either', () => {
  const globals = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'browser', 'chrome', 'navigator', 'document', 'window', 'self'];
  const more = ['globalThis', 'localStorage', 'sessionStorage', 'indexedDB', 'cookieStore', 'performance', 'process', 'crypto', 'import'];
  const reaching = new RegExp(String.raw`\b(?:${[...globals, ...more].join('|')})\s*[.([]|\bcookie\b|Date\.now|new Date\(|Math\.random`);
  expect(room.filter(({ text }) => reaching.test(code(text))).map(({ path: file }) => file)).toEqual([]);
});

test('the chain is written in one place, which reaches the store and the clock only', () => {
  const writes = /\b(?:change|set)\(\s*items\.arrivals\b/;
  const writers = sources.filter(({ path: file, text }) => isShipped(file) && writes.test(text));
  expect(writers.map(({ path: file }) => file)).toEqual(['extension/background/arrivals.ts']);
  const [writer] = writers;
  const values = writer?.imports.filter(({ typesOnly }) => !typesOnly).map(({ target }) => target);
  expect(values).toEqual(['extension/base/storage.ts', 'extension/standdown/chain.ts']);
  expect(code(writer?.text ?? '')).not.toMatch(/\bapi\b|\bfetch\b|\bplatform\b|contracts\//);
});

test('the judgement is called in one place of the product, and repeated where a person checks it', () => {
  const callers = sources.filter(({ path: file, text, imports }) => {
    const isCaller =
      imports.some(({ target }) => /^extension\/standdown\/(?:choose|earn)\.ts$/.test(target)) && /\b(?:mayEarn|chosenLink)\(/.test(text);
    return isShipped(file) && isCaller && !file.startsWith('extension/standdown/');
  });
  const allowed = ['extension/background/link.ts', 'extension/receipt/judge.ts', 'worker/cli/standdown.ts'];
  expect(callers.map(({ path: file }) => file).filter((file) => !allowed.includes(file))).toEqual([]);
});

// One copy of the room for each change; whatever makes it know more than addresses, action and clock has to fail to compile.
const folder = path.join(root, '.output/standdown-law');
const typeIn = (name: string, before: string, after: string) => ({ name, file: 'evidence.ts', before, after });
const asked = "{ chain: [], from: '', to: '', action: { kind: 'none' }, now: 0 } as const";
const called = (name: string, text: string) => ({
  name,
  file: 'called.ts',
  before: '',
  after: `import { mayEarn } from './earn.ts';\n${text}\n`,
});

const broken = [
  typeIn('an account in the evidence', '  now: number;\n', '  now: number;\n  account: string;\n'),
  typeIn('a balance that may be left out', '  now: number;\n', '  now: number;\n  balance?: number;\n'),
  typeIn('the age of the account beside a step', '  at: number;\n', '  at: number;\n  accountAge?: number;\n'),
  typeIn('a cookie’s value in a step', '  at: number;\n', '  at: number;\n  cookie?: string;\n'),
  typeIn('points in the action', '      trusted: boolean;\n', '      trusted: boolean;\n      points: number;\n'),
  typeIn(
    'a server’s flag as another kind of action',
    "  | { kind: 'none' }\n",
    "  | { kind: 'none' }\n  | { kind: 'flagged'; flag: boolean }\n",
  ),
  typeIn(
    'a list of addresses with something beside each',
    '  via?: readonly string[] | undefined;\n',
    '  via?: readonly { url: string; ip: string }[] | undefined;\n',
  ),
  called('an account handed in', `mayEarn({ ...${asked}, account: 'crt_1' });`),
  called('a balance handed in by a variable', `const more = { ...${asked}, balance: 3 };\nmayEarn(more);`),
  called('a cookie handed in by a spread', `const more = { cookie: 'x' };\nmayEarn({ ...${asked}, ...more });`),
  called('a flag of a server handed in', `declare const answer: { silent: boolean };\nmayEarn({ ...${asked}, flag: answer.silent });`),
];
const whole = [typeIn('nothing changed', '', ''), called('the evidence alone', `mayEarn(${asked});`)];
let errors = '';

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  const shipped = globSync('**/*.ts', { cwd: path.join(root, 'extension/standdown') }).filter((file) => !file.endsWith('.test.ts'));
  for (const [at, { file, before, after }] of [...broken, ...whole].entries()) {
    const copy = path.join(folder, `case-${at}`);
    for (const name of shipped) cpSync(path.join(root, 'extension/standdown', name), path.join(copy, name), { recursive: true });
    const target = path.join(copy, file);
    const text = file === 'called.ts' ? '' : readFileSync(target, 'utf8');
    if (!text.includes(before)) throw new Error(`${file} has no ${before}`);
    writeFileSync(target, before === '' ? text + after : text.replace(before, after));
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { incremental: false, lib: ['ES2024', 'DOM', 'DOM.Iterable'] },
      include: ['**/*.ts'],
    }),
  );
  try {
    execFileSync(path.join(root, 'node_modules/.bin/tsc'), ['-p', folder, '--pretty', 'false'], { cwd: root, encoding: 'utf8' });
  } catch (error) {
    errors = (error as { stdout: string }).stdout;
  }
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fails = (at: number): boolean => new RegExp(`case-${at}/`).test(errors);

test.each(broken.map(({ name }, at) => [name, at] as const))('%s does not compile', (_, at) => {
  expect(fails(at)).toBe(true);
});

test.each(whole.map(({ name }, at) => [name, broken.length + at] as const))('%s compiles', (_, at) => {
  expect(errors.split('\n').filter((line) => line.includes(`case-${at}/`))).toEqual([]);
});
