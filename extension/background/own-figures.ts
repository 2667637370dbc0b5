/**
 * A creator's own figures beside their own content. Asked for only by who chose it, only where the page's creator is one of their verified
 * handles, and the only request that says who asks: with the sign-in at the worker in this browser.
 */
import { items } from '#extension/base/storage.ts';
import type { OwnFigures } from '#extension/stats/stats.tsx';
import { CallRefused } from '#shared/client.ts';
import { contentKey } from '#shared/content-key.ts';
import { getMe } from '#shared/contracts/accounts.ts';
import { contentFigures } from '#shared/contracts/creators.ts';
import type { AnyEndpoint } from '#shared/contracts/endpoint.ts';
import type { PageSnapshot } from '#shared/page.ts';
import { handleKey } from '#shared/platforms.ts';
import { hourMs } from '#shared/time.ts';
import type { Call } from './call.ts';
import { rememberSent } from './sent.ts';

type Creator = NonNullable<NonNullable<(typeof items.creator)['start']>['creator']>;

/** Null where the page is not the person's own, or they did not ask. Never throws. */
export async function ownFiguresOf(call: Call, site: string, page: PageSnapshot): Promise<OwnFigures | null> {
  if (!(await call.store.read(items.choices)).own || !page.creator || contentKey(page) === undefined) return null;
  const creator = await creatorSignedIn(call, site);
  if (!creator || !isOwn(page.creator, creator)) return null;
  try {
    const figures = await told(call, site, { of: contentFigures, body: { address: page.url } }, () =>
      call.api.signed(contentFigures, { address: page.url }),
    );
    return { state: 'shown', figures };
  } catch (error) {
    if (!(error instanceof CallRefused) || error.code !== 'unauthenticated') return { state: 'failed' };
    await call.store.change(items.creator, () => ({ at: call.now, creator: null }));
    return null;
  }
}

function isOwn({ platform, handle, id }: NonNullable<PageSnapshot['creator']>, { handles }: Creator): boolean {
  const names = [handle, id].flatMap((name) => (name === undefined ? [] : [handleKey(platform, name)]));
  return handles.some((own) => own.platform === platform && names.includes(handleKey(platform, own.handle)));
}

/** Asked once an hour, answered or not; where no answer comes, who it was before still holds. */
async function creatorSignedIn(call: Call, site: string): Promise<Creator | null> {
  const known = await call.store.read(items.creator);
  if (known && call.now - known.at < hourMs) return known.creator;
  const creator = await told(call, site, { of: getMe, body: null }, () => call.api.signed(getMe, {})).then(
    ({ tenant, handles }) => (tenant.kind === 'creator' ? { name: tenant.name, handles: verified(handles) } : null),
    (error: unknown) => (error instanceof CallRefused && error.code === 'unauthenticated' ? null : (known?.creator ?? null)),
  );
  await call.store.change(items.creator, () => ({ at: call.now, creator }));
  return creator;
}

const verified = (handles: readonly { platform: Creator['handles'][number]['platform']; handle: string; verifiedAt: number | null }[]) =>
  handles.filter(({ verifiedAt }) => verifiedAt !== null).map(({ platform, handle }) => ({ platform, handle }));

/** What was sent is remembered, and how it was answered. */
async function told<T>(call: Call, site: string, { of, body }: { of: AnyEndpoint; body: unknown }, ask: () => Promise<T>): Promise<T> {
  const remember = (answer: string) => rememberSent(call, { at: call.now, site, path: of.path, body, answer });
  try {
    const answer = await ask();
    await remember('ok');
    return answer;
  } catch (error) {
    await remember(error instanceof CallRefused ? error.code : 'bad_answer');
    throw error;
  }
}
