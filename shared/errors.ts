/** Every refusal a caller can meet, with its HTTP status. Messages say what is wrong and what to do. */
export const refusals = {
  invalid_request: 400,
  invalid_signature: 401,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;
export type RefusalCode = keyof typeof refusals;

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** An expected refusal. Only the worker's app and the extension's background turn it into an answer. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly facts: Facts;
  constructor(code: RefusalCode, message: string, facts: Facts = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}

export function fail(code: RefusalCode, message: string, facts: Facts = {}): never {
  throw new Refusal(code, message, facts);
}

/** For states that cannot be: a broken promise of our own code, never of a caller. */
export function assert(holds: unknown, promise: string): asserts holds {
  if (!holds) throw new Error(`broken promise: ${promise}`);
}
