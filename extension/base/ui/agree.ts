import { browser } from 'wxt/browser';

/** Firefox keeps a consent of its own for what an extension sends and asks the person itself; elsewhere there is nothing to ask. */
/** @param learn whether also for telling which notes were seen and opened */
export async function agreeInBrowser({ learn }: { learn: boolean }): Promise<boolean> {
  if (import.meta.env.BROWSER !== 'firefox') return true;
  const wanted = { data_collection: ['browsingActivity', 'websiteContent', ...(learn ? ['technicalAndInteraction'] : [])] };
  // The type is Chrome's, which does not know this permission.
  return await browser.permissions.request(wanted as Parameters<typeof browser.permissions.request>[0]);
}
