/** Where along the edge the tab covers nothing that the page wants pressed. */

/** Middles of the tab in percent of the window's height, the best first. */
const wide = [50, 36, 64, 24, 76];
const narrow = [78, 62, 46, 30];
const narrowPx = 520;
const tabPx = { width: 92, height: 44 };
const controls =
  'a[href], button, input, select, textarea, summary, label, video, audio, iframe, [role=button], [role=link], [role=slider], [role=tab], [role=menuitem], [contenteditable]:not([contenteditable=false])';

export function freePlace(document: Document, side: 'left' | 'right'): number {
  const { innerWidth, innerHeight } = document.defaultView ?? { innerWidth: 0, innerHeight: 0 };
  const places = innerWidth <= narrowPx ? narrow : wide;
  const across = [4, tabPx.width / 2, tabPx.width - 4].map((px) => (side === 'left' ? px : document.documentElement.clientWidth - px));
  const isFree = (place: number): boolean =>
    [-tabPx.height / 2, 0, tabPx.height / 2].every((off) =>
      across.every((x) => !document.elementFromPoint(x, (innerHeight * place) / 100 + off)?.closest(controls)),
    );
  return places.find(isFree) ?? places[0] ?? 50;
}
