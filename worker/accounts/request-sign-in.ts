import type { requestSignIn as contract } from '#shared/contracts/accounts.ts';
import type { In, Out } from '#shared/contracts/endpoint.ts';
import type { Call } from '../base/call.ts';
import { sendLink } from './sign-in-link.ts';

export async function requestSignIn(call: Call, { email }: In<typeof contract>): Promise<Out<typeof contract>> {
  return sendLink(call, email);
}
