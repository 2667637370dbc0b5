import { browser } from 'wxt/browser';

/** Firefox keeps a consent of its own for what an extension sends and asks the person itself; elsewhere there is nothing to ask. */
export async function agreeInBrowser(): Promise<boolean> {
  if (import.meta.env.BROWSER !== 'firefox') return true;
  const wanted = { data_collection: ['browsingActivity', 'websiteContent'] };
  // The type is Chrome's, which does not know this permission.
  return await browser.permissions.request(wanted as Parameters<typeof browser.permissions.request>[0]);
}
