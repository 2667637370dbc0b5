/** The contracts, printed as an OpenAPI 3.1 document: what is served is what is described, because both come from one list. */
import * as z from 'zod';
import { type AnyEndpoint, RefusalAnswer } from '#shared/contracts/endpoint.ts';
import { type RefusalCode, refusals } from '#shared/errors.ts';

interface JsonObject {
  [name: string]: unknown;
}

/** @param origin where the worker is reached, without a trailing slash */
export function openApi(endpoints: readonly AnyEndpoint[], origin: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const endpoint of endpoints) paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operationOf(endpoint) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gloss',
      version: 'v1',
      description: 'Amounts are integers of minor units with their ISO 4217 currency; rates are basis points; times are UTC milliseconds.',
    },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { Refusal: schemaOf(RefusalAnswer, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-gloss', description: 'Of the console, after sign-in by one-time link.' },
        key: { type: 'http', scheme: 'bearer', description: 'An API key of a brand: `mk_live_…`.' },
        signature: { type: 'apiKey', in: 'header', name: 'webhook-signature', description: 'Standard Webhooks, over the raw body.' },
      },
    },
  };
}

function operationOf(endpoint: AnyEndpoint): JsonObject {
  const takesBody = !(endpoint.body instanceof z.ZodUndefined);
  const { callers, roles, scope } = endpoint;
  return {
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[2] ?? ''],
    'x-callers': callers,
    ...(roles ? { 'x-roles': roles } : {}),
    ...(scope ? { 'x-scope': scope } : {}),
    security: securityOf(endpoint),
    parameters: [...parametersOf(endpoint.params, 'path'), ...parametersOf(endpoint.query, 'query')],
    ...(takesBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(endpoint.body, 'input') } } } }
      : {}),
    responses: {
      200: {
        description: 'Done.',
        content: {
          [endpoint.answerType ?? 'application/json']: endpoint.answerType ? {} : { schema: schemaOf(endpoint.answer, 'output') },
        },
      },
      ...refusalsOf(endpoint, takesBody),
    },
  };
}

function securityOf({ callers, scope }: AnyEndpoint): JsonObject[] {
  if (callers.includes('anyone')) return [];
  if (callers.includes('signature')) return [{ signature: [] }];
  return scope ? [{ session: [] }, { key: [] }] : [{ session: [] }];
}

function parametersOf(schema: z.ZodType, where: 'path' | 'query'): JsonObject[] {
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

/** Those that the contract names and those that every call of its kind can meet. */
function refusalsOf(endpoint: AnyEndpoint, takesBody: boolean): JsonObject {
  const open = endpoint.callers.includes('anyone') || endpoint.callers.includes('signature');
  const codes: RefusalCode[] = [
    ...endpoint.refusals,
    ...(['invalid_request', 'internal'] as const),
    ...(open ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(takesBody ? (['unsupported_media_type', 'too_large'] as const) : []),
  ];
  const byStatus: JsonObject = {};
  for (const code of [...new Set(codes)].sort()) {
    const before = byStatus[refusals[code]] as { description: string } | undefined;
    byStatus[refusals[code]] = {
      description: before ? `${before.description}, \`${code}\`` : `Refused: \`${code}\``,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
    };
  }
  return byStatus;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonObject;
  return rest;
}
