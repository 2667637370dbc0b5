import { scriptJson } from '../embedded-state.ts';
import { jsonAt, looseJson } from '../json.ts';
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

/** Each answer is a script of JSON, or in the newer layout what a call in a script is given. */
function answers({ document }: Page): unknown[] {
  const scripts = document.querySelectorAll('script');
  const pins: unknown[] = [];
  for (let index = 0; index < scripts.length && index < 200 && pins.length < 20; index += 1) {
    const text = scripts[index]?.textContent ?? '';
    if (text.length > limits.stateBytes / 2 || !text.includes('v3GetPin')) continue;
    const calls = [...text.matchAll(/RELAY_REGISTER_COMPLETED_REQUEST__\(/g)].slice(0, 10);
    if (calls.length === 0) pins.push(...pinsIn(at(looseJson(text), 'response')));
    for (const call of calls) pins.push(...pinsIn(looseJson(jsonAt(text, call.index, limits.stateBytes) ?? '')));
  }
  return pins;
}

function pinsIn(answer: unknown): unknown[] {
  const data = [at(answer, 'data'), at(answer, 'response', 'data')];
  const pins = [
    ...data.flatMap((one) => [at(one, 'v3GetPinQuery', 'data'), at(one, 'v3GetPinQueryv2', 'data')]),
    at(answer, 'resource_response', 'data'),
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
