import type { signUp as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { Call } from '../base/call.ts';
import { sendLink } from './sign-in-link.ts';

export async function signUp(call: Call, { kind, name, email }: In<typeof contract>): Promise<Out<typeof contract>> {
  return sendLink(call, email, { kind, id: call.newId(kind === 'creator' ? 'crt' : 'brd'), name });
}
