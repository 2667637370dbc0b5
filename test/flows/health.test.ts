import { SELF } from 'cloudflare:test';
import { expect, test } from 'vitest';

test('health says that program and database answer, to anyone, and is never cached', async () => {
  const answer = await SELF.fetch('https://gloss.test/v1/health');
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ ok: true, database: true });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});
