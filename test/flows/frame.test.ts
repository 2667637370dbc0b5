import { SELF } from 'cloudflare:test';
import { expect, test } from 'vitest';

test('an address that is nothing answers 404 in our own form', async () => {
  const answer = await SELF.fetch('https://gloss.test/v1/nowhere');
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ error: { code: 'not_found', requestId: expect.stringMatching(/^req_/) } });
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});
