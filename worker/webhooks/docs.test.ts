import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { eventTypes, testEventType } from '#shared/contracts/webhooks.ts';
import { examples } from '#test/harness/webhook-examples.ts';

const page = readFileSync('docs/WEBHOOKS.md', 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)\n```/g)].map(([, text]) => JSON.parse(text ?? '') as { type: string });

test.each([...eventTypes, testEventType])('the example of %s in docs/WEBHOOKS.md is what the program sends', (type) => {
  const shown = blocks.filter((block) => block.type === type);
  expect(shown).toEqual([JSON.parse(examples().get(type) ?? '')]);
});
