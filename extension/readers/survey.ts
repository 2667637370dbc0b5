import { readerLimits as limits } from './limits.ts';
import type { LinkedNode } from './linked-data.ts';
import { microdataValue, typesOf } from './microdata.ts';
import type { Page, PageElement, PageNode } from './reader.ts';
import { region, regionOf } from './region.ts';
import { shortText } from './short-text.ts';
import { clip, fold } from './words.ts';

/** One piece of running text: what stands between two block boundaries. */
export interface TextBlock {
  text: string;
  tag: string;
  region: number;
  /** Place in the page, shared with links and controls. */
  order: number;
}

export interface PageLink {
  href: string;
  rel: string;
  element: PageElement;
  region: number;
  order: number;
}

/** Everything a reader may want of a page, gathered in one bounded walk. */
export interface PageSurvey {
  title: string;
  languages: string[];
  canonical?: string;
  meta: Map<string, string[]>;
  linkedData: string[];
  scripts: string[];
  microdata: LinkedNode[];
  blocks: TextBlock[];
  links: PageLink[];
  /** Orders of the controls that put the page's thing into a cart. */
  buying: number[];
  /** Class and id of the body: many shop systems name the kind of page there. */
  bodyNames: string;
  times: string[];
}

const SILENT = new Set([
  'style',
  'noscript',
  'svg',
  'iframe',
  'object',
  'canvas',
  'video',
  'audio',
  'template',
  'textarea',
  'datalist',
  'math',
]);
const BREAKING = new Set(
  'address article aside blockquote body br button caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main menu nav ol option p pre section select summary table tbody td th thead tr ul'.split(
    ' ',
  ),
);
const BUYING =
  /add[-_ ]?(?:item[-_ ]?)?to[-_ ]?(?:shopping[-_ ]?)?(?:cart|bag|basket|trolley)|add2cart|addcart|cart[-_ ]?add|buy[-_ ]?(?:now|button|box|it)|buybox|(?:^|[\s_-])btn-?(?:buy|cart)|basket[-_ ]?add|addtobasket|product-?form__submit|in-den-warenkorb|ajout(?:er)?[-_ ]?(?:au[-_ ]?)?panier|warenkorb-?button|purchase-?button|kup(?:ic|it)?-?button/i;

const BUYING_TEXT =
  /^(?:\+ ?)?(?:(?:add|put) (?:to|in) (?:my |your |the )?(?:cart|bag|basket|trolley)|buy (?:it )?now|in den (?:waren|einkaufs)korb|jetzt kaufen|ajouter au panier|acheter|añadir (?:al carrito|a la cesta)|agregar al carrito|comprar(?: agora| ahora)?|adicionar ao carrinho|aggiungi al carrello|acquista(?: ora)?|in (?:de )?winkelwagen|in winkelmand(?:je)?|lägg i (?:varukorgen|kundvagn(?:en)?)|læg i (?:kurv|indkøbskurv)|legg i handlekurv|lisää ostoskoriin|do koszyka|dodaj do koszyka|kup teraz|do košíka|do košíku|vložit do košíku|kosárba(?: teszem)?|adaug[aă] [iî]n co[sș]|в корзину|добавить в корзину|купить|купити|до кошика|sepete ekle|أضف إلى (?:الحقيبة|السلة|العربة)|カートに入れる|カートに追加|買い物かごに入れる|今すぐ購入|加入購物車|加入购物车|立即購買|立即购买|放入購物車|장바구니(?: 담기)?|바로 ?구매|구매하기|lisa (?:ostu)?korvi|ielikt grozā|pievienot grozam|į krepšelį)!?$/i;

/** Walks the page once. Work and memory are bounded by `readerLimits`, whatever the page contains. */
export function survey({ document }: Page): PageSurvey {
  const seen: PageSurvey = {
    title: '',
    languages: [],
    meta: new Map(),
    linkedData: [],
    scripts: [],
    microdata: [],
    blocks: [],
    links: [],
    buying: [],
    bodyNames: '',
    times: [],
  };
  const walk: Walk = { seen, names: new Map(), nodes: 0, order: 0, length: 0, text: '', textTag: '', textRegion: 0, textOrder: 0 };
  for (let node: PageNode | null = document.documentElement; node; node = node.nextSibling) visit(walk, node, 0, undefined, 0);
  flush(walk);
  showMostlyHidden(seen);
  return seen;
}

/** Pages that hide everything until their scripts have run are read as if they were drawn. */
function showMostlyHidden({ blocks }: PageSurvey): void {
  const hidden = blocks.filter((block) => block.region & region.hidden);
  if (hidden.length * 10 > blocks.length * 7) for (const block of hidden) block.region &= ~region.hidden;
}

interface Walk {
  seen: PageSurvey;
  names: Map<string, number>;
  nodes: number;
  order: number;
  /** Of the text taken so far. */
  length: number;
  text: string;
  textTag: string;
  textRegion: number;
  textOrder: number;
}

function visit(walk: Walk, node: PageNode, outer: number, item: LinkedNode | undefined, depth: number): void {
  walk.nodes += 1;
  if (node.nodeType !== 1 || walk.nodes > limits.nodes || depth > limits.depth) return;
  const element = elementOf(node);
  const tag = element.localName;
  if (SILENT.has(tag)) return;
  if (collected(walk.seen, element, tag)) {
    if (tag === 'meta' || tag === 'link') microdataOf(walk.seen, element, outer, item);
    return;
  }
  const bits = regionOf(element, outer, walk.names);
  const inner = microdataOf(walk.seen, element, bits, item);
  const isBreak = BREAKING.has(tag) || ((bits ^ outer) & (region.struck | region.hidden | region.heading)) !== 0;
  if (isBreak) flush(walk);
  control(walk, element, tag, bits);
  const outerTag = walk.textTag;
  if (BREAKING.has(tag)) walk.textTag = tag;
  for (let child = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3) append(walk, child.nodeValue ?? '', bits, tag, element);
    else visit(walk, child, bits, inner, depth + 1);
    if (walk.nodes > limits.nodes) break;
  }
  if (isBreak) flush(walk);
  walk.textTag = outerTag;
}

/** A node of type 1 is an element by the DOM's definition, whichever parser made it. */
function elementOf(node: PageNode): PageElement {
  return node as PageElement;
}

function append(walk: Walk, text: string, bits: number, tag: string, element: PageElement): void {
  walk.nodes += 1;
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
    (isFraction(tag, element) || (bits & region.price && !/\s$/.test(walk.text) && element.firstChild?.nextSibling === null));
  walk.text += isCents ? `.${text.trim()}` : text.slice(0, 2 * limits.blockLength);
}

/** `63<sup>07</sup>` is 63.07 to the eye. */
function isFraction(tag: string, element: PageElement): boolean {
  return tag === 'sup' || /cent|decimal|fraction|frac|superscript|minor|penny|pence/i.test(element.getAttribute('class') ?? '');
}

function flush(walk: Walk): void {
  const text = walk.text && fold(walk.text);
  walk.text = '';
  if (!text || walk.seen.blocks.length >= limits.blocks) return;
  walk.length += text.length;
  if (text.length <= 32 && BUYING_TEXT.test(text) && !(walk.textRegion & (region.other | region.firmFrame)))
    walk.seen.buying.push(walk.textOrder);
  walk.seen.blocks.push({ text: clip(text, limits.blockLength), tag: walk.textTag, region: walk.textRegion, order: walk.textOrder });
}

/** Takes in what stands in the head or is no text; true when there is nothing inside to walk. */
function collected(seen: PageSurvey, element: PageElement, tag: string): boolean {
  if (tag === 'html') return collectLanguage(seen, element);
  if (tag === 'body') seen.bodyNames = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`;
  if (tag === 'title') {
    seen.title ||= shortText(element);
    return true;
  }
  if (tag === 'meta') {
    collectMeta(seen, element);
    return true;
  }
  if (tag === 'script') {
    collectScript(seen, element);
    return true;
  }
  if (tag === 'link') {
    if (/\bcanonical\b/i.test(element.getAttribute('rel') ?? '')) seen.canonical ||= element.getAttribute('href') ?? '';
    return true;
  }
  if (tag === 'time') {
    const at = element.getAttribute('datetime');
    if (at && seen.times.length < 20) seen.times.push(at);
  }
  return false;
}

function collectLanguage(seen: PageSurvey, element: PageElement): false {
  const language = element.getAttribute('lang') || element.getAttribute('xml:lang');
  if (language) seen.languages.push(language);
  return false;
}

function collectMeta(seen: PageSurvey, element: PageElement): void {
  const key =
    element.getAttribute('property') ||
    element.getAttribute('name') ||
    element.getAttribute('itemprop') ||
    element.getAttribute('http-equiv');
  const content = element.getAttribute('content');
  if (!key || !content || seen.meta.size >= limits.metas) return;
  const name = key.trim().toLowerCase();
  const values = seen.meta.get(name);
  if (!values) seen.meta.set(name, [content]);
  else if (values.length < 10) values.push(content);
}

function collectScript(seen: PageSurvey, element: PageElement): void {
  const type = (element.getAttribute('type') ?? '').toLowerCase();
  const text = element.textContent ?? '';
  if (/ld\+json/.test(type)) {
    if (seen.linkedData.length < limits.linkedDataScripts && text.length <= limits.linkedDataBytes) seen.linkedData.push(text);
  } else if (text.length > 60 && text.length <= limits.scriptBytes && (!type || /json|javascript|module/.test(type)))
    seen.scripts.push(text);
}

function control(walk: Walk, element: PageElement, tag: string, bits: number): void {
  if (tag === 'a') {
    const href = element.getAttribute('href');
    walk.order += 1;
    if (href && walk.seen.links.length < limits.links)
      walk.seen.links.push({ href, rel: element.getAttribute('rel') ?? '', element, region: bits, order: walk.order });
  }
  if (bits & (region.other | region.firmFrame) || walk.seen.buying.length >= 20) return;
  if (tag !== 'button' && tag !== 'input' && tag !== 'a' && tag !== 'form' && tag !== 'div') return;
  const names = ['id', 'class', 'name', 'value', 'aria-label', 'title', 'data-action', 'data-test', 'data-testid', 'action'];
  const read = tag === 'div' ? names.slice(0, 2) : names;
  if (read.some((name) => BUYING.test(element.getAttribute(name) ?? ''))) walk.seen.buying.push(walk.order);
}

/** Opens an item, or adds a property to the open one; returns the item that holds what is inside. */
function microdataOf(seen: PageSurvey, element: PageElement, bits: number, item: LinkedNode | undefined): LinkedNode | undefined {
  const types = typesOf(element);
  const property = element.getAttribute('itemprop') ?? (item ? element.getAttribute('property') : null);
  let own: LinkedNode | undefined;
  if (types && seen.microdata.length < limits.microdataItems) {
    own = { '@type': types, '@region': bits };
    seen.microdata.push(own);
  }
  if (property && item)
    for (const name of property.trim().split(/\s+/)) {
      const value = own ?? microdataValue(element, name);
      if (value !== undefined) addValue(item, name.replace(/^.*[:/]/, ''), value);
    }
  return own ?? item;
}

function addValue(item: LinkedNode, name: string, value: unknown): void {
  if (name.startsWith('@') || name.startsWith('__')) return;
  const before = Object.hasOwn(item, name) ? item[name] : undefined;
  if (before === undefined) item[name] = value;
  else if (!Array.isArray(before)) item[name] = [before, value];
  else if (before.length < limits.offers) before.push(value);
}
