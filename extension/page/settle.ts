/** Waits that end with the visit: each resolves to false when the signal aborted meanwhile. */

/** Until the page has loaded, is looked at, and has a moment to spare. */
export async function settled(document: Document, signal: AbortSignal): Promise<boolean> {
  const { defaultView: window } = document;
  if (!window) return false;
  if (document.readyState !== 'complete' && !(await once(window, 'load', signal))) return false;
  while (document.visibilityState !== 'visible') if (!(await once(document, 'visibilitychange', signal))) return false;
  return await new Promise((resolve) => {
    const idle = window.requestIdleCallback(() => resolve(!signal.aborted), { timeout: 2000 });
    signal.addEventListener('abort', () => {
      window.cancelIdleCallback(idle);
      resolve(false);
    });
  });
}

export function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const timer = setTimeout(() => resolve(true), ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function once(target: EventTarget, name: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    target.addEventListener(name, () => resolve(true), { once: true, signal });
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
}
