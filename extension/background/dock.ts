import type { Ask } from '#extension/base/messages.ts';
import { items } from '#extension/base/storage.ts';
import type { PageCall } from './call.ts';

/** Where this person wants the tab, on every page. */
export async function keepDock(call: PageCall, dock: Ask<'page.dock'>): Promise<null> {
  await call.store.change(items.dock, () => dock);
  return null;
}
