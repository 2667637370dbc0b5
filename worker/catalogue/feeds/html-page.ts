/** What a saved page says about itself and its products in a form for machines: JSON-LD blocks, microdata items, its address and language. */
import { type HtmlToken, htmlTokens } from './html.ts';

/** A thing with its properties; a property that is told several times is a list. */
export type Thing = Record<string, unknown>;

export interface HtmlPage {
  jsonLd: { line: number; text: string }[];
  microdata: { line: number; thing: Thing }[];
  /** As the page tells it: canonical link, OpenGraph, or the note that browsers leave in saved pages. */
  address: string | undefined;
  base: string | undefined;
  language: string | undefined;
  /** Of the page's prices, as OpenGraph tells it. */
  currency: string | undefined;
}

export function readPage(page: string): HtmlPage {
  const lineOf = lineCounter(page);
  const found: HtmlPage = { jsonLd: [], microdata: [], address: undefined, base: undefined, language: undefined, currency: undefined };
  const addresses: { canonical?: string | undefined; graph?: string | undefined; saved?: string | undefined } = {};
  const items = microdataReader((thing, at) => found.microdata.push({ line: lineOf(at), thing }));
  for (const token of htmlTokens(page)) {
    items(token);
    if (token.kind === 'script' && /ld\+json/i.test(token.type)) found.jsonLd.push({ line: lineOf(token.at), text: token.text });
    if (token.kind === 'comment') addresses.saved ??= /saved from url=\(\d+\)(\S+)/.exec(token.text)?.[1];
    if (token.kind !== 'open') continue;
    const { name, attributes } = token;
    if (name === 'html') found.language ??= attributes.get('lang');
    if (name === 'base') found.base ??= attributes.get('href');
    if (name === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attributes.get('rel') ?? '')) addresses.canonical ??= attributes.get('href');
    if (name === 'meta' && /^(?:og|product):price:currency$/.test(attributes.get('property') ?? ''))
      found.currency ??= attributes.get('content');
    if (name === 'meta' && attributes.get('property') === 'og:url') addresses.graph ??= attributes.get('content');
  }
  found.address = [addresses.canonical, addresses.graph, addresses.saved].find((address) => /^https?:\/\/./.test(address ?? ''));
  return found;
}

interface Frame {
  name: string;
  /** The item that this element begins. */
  thing?: Thing;
  /** Where the text within it goes. */
  text?: { owner: Thing; names: string[]; parts: string[]; length: number; isPrice: boolean };
}

/** Elements that nobody closes end where the next of their kind begins. */
const selfEnding = new Set('li option tr td th dd dt p'.split(' '));
const collectorsMax = 16;
const textLengthMax = 20_000;

function microdataReader(onItem: (thing: Thing, at: number) => void): (token: HtmlToken) => void {
  const open: Frame[] = [];
  const openByName = new Map<string, number>();
  const things: Thing[] = [];
  const collecting: NonNullable<Frame['text']>[] = [];
  const close = (): void => {
    const frame = open.pop();
    if (!frame) return;
    openByName.set(frame.name, (openByName.get(frame.name) ?? 1) - 1);
    if (frame.thing) things.pop();
    if (!frame.text) return;
    collecting.pop();
    const { owner, names, parts: words } = frame.text;
    for (const name of names) add(owner, name, words.join('').replaceAll(/\s+/g, ' ').trim());
  };
  const begin = (token: HtmlToken & { kind: 'open' }): void => {
    if (selfEnding.has(token.name) && open.at(-1)?.name === token.name) close();
    const frame: Frame = { name: token.name };
    const owner = things.at(-1);
    const names = (token.attributes.get('itemprop') ?? '').split(/\s+/).filter((name) => name !== '');
    if (token.attributes.has('itemscope')) {
      frame.thing = { '@type': (token.attributes.get('itemtype') ?? '').split(/\s+/), '@id': token.attributes.get('itemid') };
      if (owner && names.length > 0) for (const name of names) add(owner, name, frame.thing);
      else onItem(frame.thing, token.at);
    } else if (owner && names.length > 0) {
      const value = valueIn(token, names);
      if (value !== undefined) for (const name of names) add(owner, name, value);
      else if (!token.isClosed && collecting.length < collectorsMax) frame.text = textOf(owner, names);
    }
    if (token.isClosed) return;
    open.push(frame);
    openByName.set(frame.name, (openByName.get(frame.name) ?? 0) + 1);
    if (frame.thing) things.push(frame.thing);
    if (frame.text) collecting.push(frame.text);
  };
  return (token) => {
    if (token.kind !== 'text') for (const collector of collecting) if (parts(token, collector.isPrice)) collector.parts.push(' ');
    if (token.kind === 'open') begin(token);
    if (token.kind === 'close' && (openByName.get(token.name) ?? 0) > 0) {
      while (open.at(-1)?.name !== token.name) close();
      close();
    }
    if (token.kind !== 'text') return;
    for (const collector of collecting) {
      if (collector.length > textLengthMax) continue;
      collector.parts.push(token.text);
      collector.length += token.text.length;
    }
  };
}

const textOf = (owner: Thing, names: string[]): NonNullable<Frame['text']> => ({
  owner,
  names,
  parts: [],
  length: 0,
  isPrice: names.some((name) => /price/i.test(name)),
});

/** Words in two blocks are two words; in a price any element parts, so that 10<sup>99</sup> is not read as 1099. */
const parts = (token: HtmlToken, isPrice: boolean): boolean =>
  (token.kind === 'open' || token.kind === 'close') && (isPrice || blocks.has(token.name));
const blocks = new Set('address article aside br dd div dl dt h1 h2 h3 h4 h5 h6 header li main ol p section table td th tr ul'.split(' '));

const wordy = new Set(['name', 'brand', 'manufacturer', 'category', 'description', 'sku', 'mpn', 'price']);

/** A value that an attribute holds; undefined: the text within is the value. */
function valueIn({ name, attributes }: HtmlToken & { kind: 'open' }, properties: readonly string[]): string | undefined {
  const content = attributes.get('content');
  if (content !== undefined || name === 'meta') return content ?? '';
  // Many pages mark a linked name where they mean its words.
  if (name === 'a' && properties.some((property) => wordy.has(property))) return undefined;
  if (name === 'a' || name === 'area' || name === 'link') return attributes.get('href');
  if (name === 'img' || name === 'source' || name === 'embed') return attributes.get('src') ?? attributes.get('data-src');
  if (name === 'time') return attributes.get('datetime');
  if (name === 'data' || name === 'meter') return attributes.get('value');
  return undefined;
}

function add(owner: Thing, name: string, value: unknown): void {
  if (name === '__proto__') return;
  const before = owner[name];
  owner[name] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value];
}

/** Lines of places that are asked for in rising order. */
function lineCounter(page: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (let newline = page.indexOf('\n', counted); newline >= 0 && newline < at; newline = page.indexOf('\n', counted)) {
      line += 1;
      counted = newline + 1;
    }
    return line;
  };
}
