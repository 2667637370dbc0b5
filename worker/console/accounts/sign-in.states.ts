import { busy, idle, nothing, refused } from '../samples.ts';
import type { Confirm } from './confirm.tsx';
import type { SignIn, SignUp } from './sign-in.tsx';

const signIn = (changes: Partial<SignIn> = {}): SignIn => ({
  ...idle,
  sent: null,
  ended: false,
  onSend: nothing,
  onAnother: nothing,
  ...changes,
});
const signUp = (changes: Partial<SignUp> = {}): SignUp => ({ ...idle, sent: null, onSend: nothing, onAnother: nothing, ...changes });
const confirm = (changes: Partial<Confirm> = {}): Confirm => ({ ...idle, onConfirm: nothing, onAskAgain: nothing, ...changes });
const sent = { email: 'lina@example.com', link: null };

export const signInStates: Readonly<Record<string, SignIn>> = {
  plain: signIn(),
  'session ended': signIn({ ended: true }),
  sending: signIn(busy),
  'too often': signIn(refused('rate_limited', { retryAfterSeconds: 3600 })),
  'no mail provider': signIn(refused('unavailable')),
  offline: signIn(refused('offline')),
  sent: signIn({ sent }),
  'sent on this machine': signIn({ sent: { ...sent, link: 'http://localhost:8787/sign-in#code=abc' } }),
};
export const signUpStates: Readonly<Record<string, SignUp>> = {
  plain: signUp(),
  sending: signUp(busy),
  sent: signUp({ sent }),
};
export const confirmStates: Readonly<Record<string, Confirm>> = {
  plain: confirm(),
  working: confirm(busy),
  used: confirm(refused('gone', { why: 'used' })),
  expired: confirm(refused('gone', { why: 'expired' })),
  'other browser': confirm(refused('forbidden', { why: 'other_browser' })),
  'malformed code': confirm(refused('invalid_request')),
  offline: confirm(refused('offline')),
};
