import { describe, expect, test } from 'vitest';
import { makeClient, type SentRequest } from './client.ts';
import { requestSignIn, revokeKey } from './contracts/accounts.ts';
import { listOrders } from './contracts/orders.ts';

function recorder(status: number, body: unknown) {
  const sent: SentRequest[] = [];
  const client = makeClient(async (request) => {
    sent.push(request);
    return { status, json: async () => body };
  });
  return { sent, client };
}

describe('the client', () => {
  test('puts path, query and body where the contract says', async () => {
    const { sent, client } = recorder(200, { orders: [], next: null });
    await client(listOrders, { limit: 5 });
    expect(sent).toEqual([{ method: 'GET', path: '/v1/orders/list?limit=5', body: undefined }]);
    const signIn = recorder(200, { sent: true });
    await signIn.client(requestSignIn, { email: 'a@b.test' });
    expect(signIn.sent[0]).toEqual({ method: 'POST', path: '/v1/accounts/sign-in/request', body: { email: 'a@b.test' } });
  });

  test('a refusal keeps its code, message and facts', async () => {
    const { client } = recorder(404, { error: { code: 'not_found', message: 'no such key', facts: { a: 1 }, requestId: 'req_x' } });
    await expect(client(revokeKey, { keyId: 'key_01h2xcejqtf2nbrexx3vqjhp41' })).rejects.toMatchObject({
      code: 'not_found',
      message: 'no such key',
      status: 404,
      facts: { a: 1 },
    });
  });

  test('an answer that is not of the contract is refused, not passed on', async () => {
    const { client } = recorder(200, { orders: 'all' });
    await expect(client(listOrders, {})).rejects.toThrow();
    const html = makeClient(async () => ({ status: 502, json: () => Promise.reject(new Error('not JSON')) }));
    await expect(html(listOrders, {})).rejects.toMatchObject({ code: 'bad_answer', status: 502 });
  });

  test('no answer at all is `offline`', async () => {
    const client = makeClient(() => Promise.reject(new TypeError('fetch failed')));
    await expect(client(listOrders, {})).rejects.toMatchObject({ code: 'offline' });
  });
});
