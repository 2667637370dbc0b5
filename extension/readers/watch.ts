/** How long to let a page draw after its address changed before anybody reads it. */
const SETTLE_MS = 400;
/** Pages that change their address without any event are noticed by looking. */
const LOOK_MS = 1000;

/** What `watchNavigation` needs: the page's document, a signal that ends everything, and whom to tell. */
export interface NavigationWatch {
  document: Document;
  signal: AbortSignal;
  /** Called after the page moved to another address without loading anew, at most once per address. */
  onNavigate: (url: URL) => void;
}

/**
 * Tells of navigation inside a page: YouTube's own event, the Navigation API, history events, and an address that has changed all the
 * same. Adds listeners only, and takes them back when the signal aborts. Times in milliseconds.
 */
export function watchNavigation({ document, signal, onNavigate }: NavigationWatch): void {
  const view = document.defaultView;
  if (!view || signal.aborted) return;
  let known = withoutFragment(view.location.href);
  let settling: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    const now = withoutFragment(view.location.href);
    if (now === known || signal.aborted) return;
    known = now;
    clearTimeout(settling);
    settling = setTimeout(() => onNavigate(new URL(now)), SETTLE_MS);
  };

  document.addEventListener('yt-navigate-finish', look, { signal });
  view.addEventListener('popstate', look, { signal });
  const { navigation } = view as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', look, { signal });
  const looking = setInterval(() => {
    if (!document.hidden) look();
  }, LOOK_MS);
  signal.addEventListener(
    'abort',
    () => {
      clearInterval(looking);
      clearTimeout(settling);
    },
    { once: true },
  );
}

/** A jump within the page is no navigation. */
function withoutFragment(href: string): string {
  return href.replace(/#.*$/s, '');
}
