import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ruleNames } from '#shared/contracts/integrity.ts';
import type { Effect } from '../rule.ts';
import { rules } from './registry.ts';

const root = path.join(import.meta.dirname, '../../..');

test('every rule has one file, one line in the registry and one table of cases', () => {
  expect(rules.map(({ name }) => name)).toEqual([...ruleNames]);
  for (const { name } of rules)
    for (const ending of ['ts', 'test.ts'])
      expect(existsSync(path.join(import.meta.dirname, `${name.replaceAll('_', '-')}.${ending}`)), `${name}.${ending}`).toBe(true);
});

test('docs/INTEGRITY.md says of every rule what the code says', () => {
  const text = readFileSync(path.join(root, 'docs/INTEGRITY.md'), 'utf8');
  const table = text.split('<!-- rules -->')[1]?.trim();
  expect(table, 'paste what is expected here between the marks').toBe(rulesTable().trim());
});

const effects: Readonly<Record<Effect, string>> = {
  not_counted: 'kept, not counted, no receipt',
  counted_once: 'kept, counted once',
  held: 'held for review',
  explained: 'explains what the book decides',
};

function rulesTable(): string {
  const rows = rules.map(({ name, version, finds, threshold, effect, suspicion, source }) =>
    [`\`${name}@${version}\``, finds, threshold, effects[effect], suspicion, source].join(' | '),
  );
  return [
    '| rule | finds | threshold | effect | creator is told | source |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
