import { readerLimits as limits } from '../limits.ts';
import type { Page, PageElement, PageNode } from '../reader.ts';
import { region, regionOf } from '../region.ts';
import { isFraction } from '../short-text.ts';
import { clip, fold } from '../words.ts';
import { buysBy, linkOf, saysBuy } from './controls.ts';
import type { GatheredPage } from './gathered.ts';
import { isHeadOnly, takeHead } from './head.ts';
import { openItem } from './items.ts';
import { allAtOnce, type Pieces } from './pieces.ts';

const SILENT = new Set('style noscript svg iframe object canvas video audio template textarea datalist math'.split(' '));
const BREAKING = new Set(
  'address article aside blockquote body br button caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main menu nav ol option p pre section select summary table tbody td th thead tr ul'.split(
    ' ',
  ),
);
/** Some tens of microseconds. */
const STEPS_A_PIECE = 48;
/** The frame's words matter only as a disclosure, and a shorter one is none. */
const FRAME_TEXT_MIN = 50;

/** Gathers a page in one go. */
export function gather(page: Page): GatheredPage {
  return allAtOnce(gatherInPieces(page));
}

/**
 * Walks the page once. Work and memory are bounded by `readerLimits`, whatever the page contains. A page may change while the walk is put
 * down: what it took out meanwhile ends the walk of that branch, and is missed.
 */
export function* gatherInPieces({ document, url }: Page): Pieces<GatheredPage> {
  const walk: Walk = {
    page: {
      title: '',
      languages: [],
      canonical: '',
      meta: [],
      linkedData: [],
      items: [],
      blocks: [],
      links: [],
      buying: [],
      bodyNames: '',
      times: [],
    },
    url,
    metas: new Map(),
    names: new Map(),
    open: [{ tag: '', bits: 0, item: undefined, isBreak: false, outerTag: '', next: document.documentElement }],
    nodes: 0,
    order: 0,
    length: 0,
    text: '',
    textTag: '',
    textRegion: 0,
    textOrder: 0,
  };
  for (let count = 1; walk.open.length > 0; count += 1) {
    step(walk);
    if (count % STEPS_A_PIECE === 0) yield;
  }
  flush(walk);
  finish(walk);
  return walk.page;
}

interface Walk {
  page: GatheredPage;
  url: URL;
  metas: Map<string, string[]>;
  /** What class names mean, as far as they were met. */
  names: Map<string, number>;
  open: Open[];
  nodes: number;
  order: number;
  /** Of the text taken so far. */
  length: number;
  text: string;
  textTag: string;
  textRegion: number;
  textOrder: number;
}

/** An element whose children are being walked. */
interface Open {
  element?: PageElement;
  tag: string;
  bits: number;
  /** Place of the item that holds what is inside. */
  item: number | undefined;
  isBreak: boolean;
  outerTag: string;
  next: PageNode | null;
}

function step(walk: Walk): void {
  const top = walk.open[walk.open.length - 1];
  if (!top) return;
  const node = top.next;
  if (node === null || walk.nodes > limits.nodes) {
    close(walk, top);
    return;
  }
  top.next = node.nextSibling;
  walk.nodes += 1;
  if (node.nodeType === 3) append(walk, node.nodeValue ?? '', top);
  else if (node.nodeType === 1 && walk.open.length <= limits.depth) enter(walk, elementOf(node), top);
}

function enter(walk: Walk, element: PageElement, { bits: outer, item }: Open): void {
  const tag = element.localName;
  if (SILENT.has(tag)) return;
  takeHead(walk.page, walk.metas, element, tag);
  if (isHeadOnly(tag)) {
    if (tag === 'meta' || tag === 'link') openItem(walk.page.items, { element, bits: outer, item });
    return;
  }
  const bits = regionOf(element, outer, walk.names);
  const inner = openItem(walk.page.items, { element, bits, item });
  const isBreak = BREAKING.has(tag) || ((bits ^ outer) & (region.struck | region.hidden | region.heading)) !== 0;
  if (isBreak) flush(walk);
  if (tag === 'a') takeLink(walk, element, bits);
  takeControl(walk, element, tag, bits);
  walk.open.push({ element, tag, bits, item: inner, isBreak, outerTag: walk.textTag, next: element.firstChild });
  if (BREAKING.has(tag)) walk.textTag = tag;
}

function close(walk: Walk, top: Open): void {
  walk.open.pop();
  if (top.isBreak) flush(walk);
  walk.textTag = top.outerTag;
}

/** A node of type 1 is an element by the DOM's definition, whichever parser made it. */
function elementOf(node: PageNode): PageElement {
  return node as PageElement;
}

function append(walk: Walk, text: string, { element, bits }: Open): void {
  if (!element) return;
  if (!walk.text.trim()) {
    if (!text.trim()) return;
    walk.text = '';
    walk.textRegion = 0;
    walk.order += 1;
    walk.textOrder = walk.order;
  }
  walk.textRegion |= bits;
  if (walk.text.length > limits.blockLength || walk.length > limits.textLength) return;
  const isCents =
    /^\s*\d{2}\s*$/.test(text) &&
    /\d\s*$/.test(walk.text) &&
    (isFraction(element) || (bits & region.price && !/\s$/.test(walk.text) && element.firstChild?.nextSibling === null));
  walk.text += isCents ? `.${text.trim()}` : text.slice(0, 2 * limits.blockLength);
}

function flush(walk: Walk): void {
  const text = walk.text && fold(walk.text);
  walk.text = '';
  const { blocks, buying } = walk.page;
  if (!text || blocks.length >= limits.blocks) return;
  walk.length += text.length;
  if (!isApart(walk.textRegion) && buying.length < limits.buyingWords && saysBuy(text)) buying.push(walk.textOrder);
  blocks.push({ text: clip(text, limits.blockLength), tag: walk.textTag, region: walk.textRegion, order: walk.textOrder });
}

function takeLink(walk: Walk, element: PageElement, bits: number): void {
  walk.order += 1;
  if (walk.page.links.length >= limits.links) return;
  const link = linkOf(element, walk.url, bits);
  if (link) walk.page.links.push({ ...link, region: bits, order: walk.order });
}

function takeControl(walk: Walk, element: PageElement, tag: string, bits: number): void {
  const { buying } = walk.page;
  if (!isApart(bits) && buying.length < limits.buyingControls && buysBy(element, tag)) buying.push(walk.order);
}

/** In the site's frame, or among other things. */
const isApart = (bits: number): boolean => (bits & (region.other | region.firmFrame)) !== 0;

function finish({ page, metas }: Walk): void {
  page.meta = [...metas];
  showMostlyHidden(page);
  page.blocks = page.blocks.filter(
    ({ text, region: bits }) => !(bits & region.firmFrame) || (text.length >= FRAME_TEXT_MIN && !(bits & region.footer)),
  );
}

/** Pages that hide everything until their scripts have run are read as if they were drawn. */
function showMostlyHidden({ blocks }: GatheredPage): void {
  const hidden = blocks.filter((block) => block.region & region.hidden);
  if (hidden.length * 10 > blocks.length * 7) for (const block of hidden) block.region &= ~region.hidden;
}
