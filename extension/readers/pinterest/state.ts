import { scriptJson } from '../embedded-state.ts';
import { looseJson } from '../json.ts';
import { readerLimits as limits } from '../limits.ts';
import { at, textAt } from '../path.ts';
import type { Page } from '../reader.ts';

/**
 * What the page's scripts say of this pin: one part per answer of the server. A pin also has the number of the one it was saved from; the
 * state is under either, and names the other as its canonical address.
 */
export function pinParts(page: Page, id: string): unknown[] {
  const all = page.state === undefined ? answers(page) : [page.state].flatMap(pinsIn);
  const ids = new Set([id]);
  for (const pin of all) if (isCanonicalOf(pin, id)) ids.add(idOf(pin));
  const parts = all.filter((pin) => ids.has(idOf(pin)));
  return parts.length > 0 || page.state !== undefined ? parts : olderParts(page, id);
}

/** A field by its name in the state's two spellings: `gridTitle`, `grid_title`. */
export function pinAt(parts: readonly unknown[], ...path: readonly (string | number)[]): unknown {
  const older = path.map((step) => (typeof step === 'string' ? step.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : step));
  for (const part of parts) {
    const found = at(part, ...path) ?? at(part, ...older);
    if (found !== undefined && found !== null && found !== '') return found;
  }
  return undefined;
}

export function pinTextAt(parts: readonly unknown[], ...path: readonly (string | number)[]): string | undefined {
  for (const part of parts) {
    const found = pinAt([part], ...path);
    if (typeof found === 'string' && found.trim()) return found;
  }
  return undefined;
}

function answers({ document }: Page): unknown[] {
  const scripts = document.querySelectorAll('script[data-relay-response]');
  return Array.from({ length: Math.min(scripts.length, 30) }, (_, index) => scripts[index]?.textContent ?? '')
    .filter((text) => text.length <= limits.stateBytes / 4 && text.includes('v3GetPin'))
    .flatMap((text) => pinsIn(at(looseJson(text), 'response')));
}

function pinsIn(answer: unknown): unknown[] {
  const data = at(answer, 'data');
  const pins = [
    at(data, 'v3GetPinQuery', 'data'),
    at(answer, 'resource_response', 'data'),
    at(answer, 'response', 'data', 'v3GetPinQuery', 'data'),
  ];
  return pins.filter((pin) => typeof pin === 'object' && pin !== null);
}

/** Layouts before the relay answers keep all pins of a page in one store. */
function olderParts({ document }: Page, id: string): unknown[] {
  for (const name of ['__PWS_INITIAL_PROPS__', '__PWS_DATA__', 'initial-state']) {
    const state = scriptJson(document, `script[id="${name}"]`);
    const pins = at(state, 'initialReduxState', 'pins') ?? at(state, 'props', 'initialReduxState', 'pins') ?? at(state, 'pins');
    const pin = at(pins, id);
    if (pin !== undefined) return [pin];
  }
  return [];
}

function idOf(pin: unknown): string {
  return textAt(pin, 'entityId') ?? textAt(pin, 'id') ?? '';
}

function isCanonicalOf(pin: unknown, id: string): boolean {
  const address = textAt(pin, 'pinJoin', 'seoCanonicalUrl') ?? textAt(pin, 'seoUrl') ?? textAt(pin, 'seo_url') ?? '';
  return address.split(/\/|--/).includes(id);
}
