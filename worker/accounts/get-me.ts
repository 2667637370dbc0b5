import type { getMe as contract } from '#shared/contracts/accounts.ts';
import type { Out } from '#shared/contracts/endpoint.ts';
import { assert } from '#shared/errors.ts';
import type { Call } from '../base/call.ts';
import { domainView, handleView } from './claim-view.ts';
import { getProfile } from './store.ts';

export async function getMe(call: Call): Promise<Out<typeof contract>> {
  assert(call.actor.kind !== 'nobody' && 'userId' in call.actor, 'only people ask who they are');
  const { user, name, handles, domains } = await getProfile(call, call.actor.userId);
  return {
    user: { id: user.id, email: user.email },
    tenant: { ...user.tenant, name },
    role: user.role,
    handles: handles.map((row) => handleView(call, row)),
    domains: domains.map((row) => domainView(call, row)),
  };
}
