/** Waits that end with the visit: each resolves to false when the signal aborted meanwhile. */
import type { Pieces } from '#extension/readers/gather/pieces.ts';

/** So long at most do we hold the page's thread in one go. */
const pieceMs = 4;
const settledAfterMs = 2000;
const nextPieceAfterMs = 250;

/** Until the page has loaded, is looked at, and has a moment to spare. */
export async function settled(document: Document, signal: AbortSignal): Promise<boolean> {
  const { defaultView: window } = document;
  if (!window) return false;
  if (document.readyState !== 'complete' && !(await once(window, 'load', signal))) return false;
  while (document.visibilityState !== 'visible') if (!(await once(document, 'visibilitychange', signal))) return false;
  return await idle(window, signal, settledAfterMs);
}

/** Does work in the page's idle moments, a few milliseconds each; undefined when the signal aborted meanwhile. */
export async function inPieces<T>({ defaultView: window }: Document, signal: AbortSignal, work: Pieces<T>): Promise<T | undefined> {
  while (window && (await idle(window, signal, nextPieceAfterMs))) {
    const until = performance.now() + pieceMs;
    do {
      const { done, value } = work.next();
      if (done) return value;
    } while (performance.now() < until);
  }
  return undefined;
}

export function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return ending(signal, (done) => {
    const timer = setTimeout(done, ms);
    return () => clearTimeout(timer);
  });
}

function idle(window: Window, signal: AbortSignal, timeout: number): Promise<boolean> {
  return ending(signal, (done) => {
    const handle = window.requestIdleCallback(done, { timeout });
    return () => window.cancelIdleCallback(handle);
  });
}

function once(target: EventTarget, name: string, signal: AbortSignal): Promise<boolean> {
  return ending(signal, (done) => {
    target.addEventListener(name, done, { once: true });
    return () => target.removeEventListener(name, done);
  });
}

/** Starts to wait; what `start` returns calls the waiting off. Nothing is left behind on either side. */
function ending(signal: AbortSignal, start: (done: () => void) => () => void): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const end = (isDone: boolean) => {
      signal.removeEventListener('abort', aborted);
      resolve(isDone);
    };
    const callOff = start(() => end(true));
    const aborted = () => {
      callOff();
      end(false);
    };
    signal.addEventListener('abort', aborted);
  });
}
