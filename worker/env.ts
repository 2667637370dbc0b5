/** Bindings and settings. Settings are parsed once per isolate; a missing or weak one stops the start with its name. */
import * as z from 'zod';

export interface Env {
  DB: D1Database;
  BOOK: DurableObjectNamespace;
  LIMITER: DurableObjectNamespace;
  NIGHTLY: DurableObjectNamespace;
  COURIER: DurableObjectNamespace;
  PAYER: DurableObjectNamespace;
  FORGET: DurableObjectNamespace;
  SWITCHES: KVNamespace;
  FILES: R2Bucket;
  ASSETS: Fetcher;
  ENVIRONMENT: string;
  PUBLIC_ORIGIN?: string;
  TOKEN_KEYS?: string;
  SECRET_SEED?: string;
  OPERATOR_EMAIL?: string;
  LOCAL_HOSTS?: string;
}

const Settings = z.object({
  ENVIRONMENT: z.enum(['production', 'local', 'test']),
  /** Where this worker is reached from outside, without a trailing slash. */
  PUBLIC_ORIGIN: z.string().regex(/^https?:\/\/[^/]+$/),
  /** `kid:base64url` pairs, newest first; older ones only verify. At least 32 bytes each. */
  TOKEN_KEYS: z.string().min(40),
  /** What webhook secrets are derived from; at least 32 bytes in base64url. */
  SECRET_SEED: z.string().min(43),
  OPERATOR_EMAIL: z.string().optional(),
  /** `host:port` list that may be reached over plain http: only where ENVIRONMENT is local or test. */
  LOCAL_HOSTS: z.string().default(''),
});
export type Settings = z.output<typeof Settings>;

const parsed = new WeakMap<Env, Settings>();

export function settingsOf(env: Env): Settings {
  const known = parsed.get(env);
  if (known) return known;
  const result = Settings.safeParse(env);
  if (!result.success)
    throw new Error(`setting ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  if (result.data.ENVIRONMENT === 'production' && result.data.LOCAL_HOSTS) throw new Error('setting LOCAL_HOSTS is not for production');
  parsed.set(env, result.data);
  return result.data;
}

export const isLocalHost = (settings: Settings, host: string): boolean => settings.LOCAL_HOSTS.split(',').includes(host) && host !== '';
