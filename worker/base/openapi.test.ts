import { expect, test } from 'vitest';
import * as z from 'zod';
import { endpoint } from '#shared/contracts/endpoint.ts';
import { idOf, line } from '#shared/contracts/fields.ts';
import { openApi } from './openapi.ts';

const renameThing = endpoint({
  method: 'put',
  path: '/v1/things/{keyId}',
  summary: 'Renames a thing.',
  callers: ['brand'],
  roles: ['owner'],
  scope: 'orders:read',
  params: z.strictObject({ keyId: idOf('key') }),
  query: z.strictObject({ dryRun: z.coerce.number().int().default(0) }),
  body: z.strictObject({ name: line(10) }),
  answer: z.strictObject({ renamed: z.literal(true) }),
  refusals: ['not_found', 'conflict'],
});
const readThing = endpoint({
  method: 'get',
  path: '/v1/things/{keyId}',
  summary: 'Reads a thing.',
  callers: ['anyone'],
  params: z.strictObject({ keyId: idOf('key') }),
  answer: z.unknown(),
  answerType: 'application/x-ndjson',
});

test('a contract is printed whole: who may call, what goes in, what comes out, what can be refused', () => {
  const { paths } = openApi([renameThing, readThing], 'https://gloss.test') as { paths: Record<string, Record<string, unknown>> };
  expect(Object.keys(paths)).toEqual(['/v1/things/{keyId}']);
  expect(paths['/v1/things/{keyId}']?.['put']).toMatchObject({
    tags: ['things'],
    'x-callers': ['brand'],
    'x-roles': ['owner'],
    'x-scope': 'orders:read',
    security: [{ session: [] }, { key: [] }],
    parameters: [
      { name: 'keyId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'dryRun', in: 'query', required: false },
    ],
    requestBody: {
      content: { 'application/json': { schema: { type: 'object', required: ['name'], additionalProperties: false } } },
    },
    responses: {
      200: { content: { 'application/json': { schema: { properties: { renamed: { const: true } } } } } },
      400: { description: 'Refused: `invalid_request`' },
      401: { description: 'Refused: `unauthenticated`' },
      404: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } },
      409: { description: 'Refused: `conflict`' },
      413: { description: 'Refused: `too_large`' },
    },
  });
});

test('an open endpoint asks for no proof, and an answer that is not JSON says what it is', () => {
  const { paths } = openApi([readThing], 'https://gloss.test') as { paths: Record<string, Record<string, unknown>> };
  const operation = paths['/v1/things/{keyId}']?.['get'];
  expect(operation).toMatchObject({ security: [], responses: { 200: { content: { 'application/x-ndjson': {} } } } });
  expect(operation).not.toHaveProperty('requestBody');
  expect(operation).not.toHaveProperty('responses.401');
});
