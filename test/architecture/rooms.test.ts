import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rooms, roomsWithoutContract } from './rooms.ts';
import { isShipped, readSources, root } from './sources.ts';

const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const sources = readSources();

test.each(rooms)('the room %s says what it owns, and has contract, flow test and a README row', (room) => {
  expect(read(`worker/${room}/index.ts`).startsWith('/**'), 'index.ts begins with what the room owns, promises and never does').toBe(true);
  if (!roomsWithoutContract.includes(room)) {
    expect(existsSync(path.join(root, `shared/contracts/${room}.ts`)), `shared/contracts/${room}.ts`).toBe(true);
    expect(existsSync(path.join(root, `test/flows/${room}.test.ts`)), `test/flows/${room}.test.ts`).toBe(true);
  }
  expect(read('README.md')).toContain(`| ${room} |`);
});

const isStoreOf = (room: string, file: string): boolean => new RegExp(`^worker/${room}/([a-z]+-)?store\\.ts$`).test(file);

test("a table is named by its room, and only in that room's store.ts, or in a second store of one noun beside it", () => {
  const naming = /\b(?:FROM|JOIN|INTO|UPDATE|TABLE)\s+([a-z]+)_[a-z_]+/g;
  const findings = sources
    .filter((source) => source.path.startsWith('worker/') && isShipped(source.path) && !source.path.startsWith('worker/books/'))
    .flatMap((source) =>
      [...source.text.matchAll(naming)]
        .filter((match) => rooms.includes(match[1] as (typeof rooms)[number]) && !isStoreOf(match[1] ?? '', source.path))
        .map((match) => `${source.path} names ${match[0]}`),
    );
  expect(findings).toEqual([]);
});

test('entrypoints are wiring: 40 lines at most', () => {
  const long = sources.filter((source) => /^extension\/entrypoints\/.*\.tsx?$/.test(source.path) && source.lines > 40);
  expect(long.map((source) => `${source.path}: ${source.lines}`)).toEqual([]);
});

test('clock and chance come from the call', () => {
  const places = ['worker/base/call.ts'];
  const findings = sources
    .filter(
      (source) =>
        /^(shared|worker)\//.test(source.path) && isShipped(source.path) && !/^worker\/(console|cli|model\/train)\//.test(source.path),
    )
    .filter((source) => !places.includes(source.path) && /\bDate\.now\(|\bMath\.random\(|\brandomUUID\(|new Date\(\)/.test(source.text));
  expect(findings.map((source) => source.path)).toEqual([]);
});

test('only money.ts divides, multiplies or rounds amounts', () => {
  const arithmetic = /\b\w*[mM]inor\b\s*[*/]|[*/]\s*\b\w*[mM]inor\b|\.toFixed\(/;
  const inComment = /^\s*(\/\/|\*|\/\*)/;
  const findings = sources
    .filter((source) => isShipped(source.path) && source.path !== 'shared/money.ts' && !source.path.endsWith('.tsx'))
    .flatMap((source) =>
      source.text
        .split('\n')
        .map((text, at) => ({ text, at: at + 1 }))
        .filter(({ text }) => !inComment.test(text) && /[mM]inor/.test(text) && arithmetic.test(text))
        .map(({ text, at }) => `${source.path}:${at} ${text.trim()}`),
    );
  expect(findings).toEqual([]);
});

test('the model does not know the words for money', () => {
  const money = /\b(commission|feeBps|rateBps|bid|sponsor|payout|amountMinor)\b/i;
  const code = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const findings = sources.filter(
    (source) =>
      /^(worker\/model|shared\/ranking|worker\/recommend\/rank\.ts)/.test(source.path) &&
      isShipped(source.path) &&
      money.test(code(source.text)),
  );
  expect(findings.map((source) => source.path)).toEqual([]);
});
