import { fail } from '#shared/errors.ts';
import { listHosts } from '../accounts/index.ts';
import { outboundUrl } from '../base/outbound.ts';
import { type Env, settingsOf } from '../env.ts';
import type { Tenant } from './store.ts';

/** Refuses what the program may not reach, and for a brand what is not on one of its verified domains. Asked at every attempt, because both change. */
export async function assertAddress(env: Env, tenant: Tenant, address: string): Promise<void> {
  const url = outboundUrl(settingsOf(env), address);
  if (url.hash) fail('unprocessable', 'The address may not have a part after #.');
  if (tenant.kind !== 'brand') return;
  const hosts = await listHosts({ env }, tenant.id);
  if (!hosts.includes(url.host))
    fail('unprocessable', `${url.host} is not one of your verified domains. Verify it under Integration first.`, { host: url.host });
}
