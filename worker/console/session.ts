/** Who is signed in, for the whole console. */
import { signal } from '@preact/signals';
import { getMe, type Me, signOut } from '#shared/contracts/accounts.ts';
import { call, sessionOver, type Trouble, troubleOf } from './call.ts';

export type Session = { state: 'loading' } | { state: 'nobody' } | { state: 'failed'; trouble: Trouble } | { state: 'person'; me: Me };

export const session = signal<Session>({ state: 'loading' });

export async function loadSession(): Promise<void> {
  try {
    session.value = { state: 'person', me: await call(getMe, {}) };
    sessionOver.value = false;
  } catch (error) {
    const trouble = troubleOf(error);
    session.value = trouble.code === 'unauthenticated' ? { state: 'nobody' } : { state: 'failed', trouble };
    // Coming here without a session is no ending of one.
    sessionOver.value = false;
  }
}

export async function endSession(): Promise<void> {
  await call(signOut, {});
  session.value = { state: 'nobody' };
}
