/** What runs in a measured page. Both are handed to the page as text: they can use nothing from outside. */

/** Before the page's own scripts: watches, with and without the extension alike. */
export function watchPage(): void {
  let seed = 7;
  // Pages draw lots; here they draw the same ones every time, so that two loads can be compared.
  Math.random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const watched = { shifts: 0, longTasks: [] as number[], notesAt: null as number | null, loadedAt: 0 };
  Object.defineProperty(window, 'watched', { value: watched, enumerable: false });
  const listen = (type: string, take: (entry: PerformanceEntry & { value?: number }) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry);
    }).observe({ type, buffered: true });
  listen('layout-shift', ({ value = 0 }) => {
    watched.shifts += value;
  });
  listen('longtask', ({ duration }) => watched.longTasks.push(duration));
  addEventListener('load', () => {
    watched.loadedAt = performance.now();
    scrollTo(0, 300);
    new MutationObserver(() => {
      if (watched.notesAt === null && document.body?.nextElementSibling) watched.notesAt = performance.now();
    }).observe(document.documentElement, { childList: true });
  });
}

export interface Seen {
  /** Of head and body, with all inside. */
  document: string;
  styles: string;
  globals: string[];
  sheets: number;
  history: string;
  scroll: string;
  /** Title, address, focus, cookies, stored keys. */
  rest: string;
  shifts: number;
  longTasks: number[];
  /** From the page's load to the notes' first appearance, ms. */
  notesAfterMs: number | null;
  /** Elements beside head and body. */
  hosts: number;
  mismatches: number;
  foreign: number;
}

/** Afterwards: what the page is now, our own host left out. */
export function lookAtPage(): Seen {
  const hash = (text: string) => {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at += 1) {
      a = Math.imul(a ^ text.charCodeAt(at), 2_654_435_761);
      b = Math.imul(b ^ text.charCodeAt(at), 1_597_334_677);
    }
    return `${text.length}:${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}`;
  };
  const { documentElement: html, body } = document;
  const page = window as unknown as {
    watched: { shifts: number; longTasks: number[]; notesAt: number | null; loadedAt: number };
    mismatches?: number;
    foreign?: number;
  };
  const own = [...html.children].filter((child) => ['HEAD', 'BODY', 'FRAMESET'].includes(child.tagName));
  const all = [...(body?.querySelectorAll('*') ?? [])];
  const step = Math.max(1, Math.floor(all.length / 150));
  const styles = [html, body, ...all.filter((_, at) => at % step === 0)].map((element) => {
    const style = element && getComputedStyle(element);
    // Variables come in another order every time.
    const names = style ? Array.from(style).sort() : [];
    return names.map((name) => `${name}:${style?.getPropertyValue(name)}`).join();
  });
  const stored = () => {
    try {
      return [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)];
    } catch {
      return [];
    }
  };
  const builtIn = [
    window,
    Document.prototype,
    Element.prototype,
    Node.prototype,
    EventTarget.prototype,
    History.prototype,
    Object.prototype,
  ];
  return {
    document: hash(html.getAttributeNames().join() + own.map((element) => element.outerHTML).join()),
    styles: hash(styles.join('\n')),
    globals: builtIn.flatMap((one, at) => Reflect.ownKeys(one).map((name) => `${at}.${String(name)}`)).sort(),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    history: JSON.stringify([history.length, history.state, history.scrollRestoration]),
    scroll: [scrollX, scrollY].map(Math.round).join(),
    rest: JSON.stringify([document.title, location.href, document.activeElement?.tagName, stored(), getSelection()?.rangeCount]),
    shifts: page.watched.shifts,
    longTasks: page.watched.longTasks,
    notesAfterMs: page.watched.notesAt === null ? null : page.watched.notesAt - page.watched.loadedAt,
    hosts: html.children.length - own.length,
    mismatches: page.mismatches ?? 0,
    foreign: page.foreign ?? 0,
  };
}
