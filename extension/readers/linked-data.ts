import { looseJson } from './json.ts';
import { readerLimits as limits } from './limits.ts';
import { fold, plain } from './words.ts';

/** A node of schema.org data, from JSON-LD or from microdata; values are whatever the page put there. */
export type LinkedNode = Record<string, unknown>;

/** All nodes of a page's JSON-LD in document order, with references between them resolved on reading. */
export interface LinkedData {
  nodes: LinkedNode[];
  byId: Map<string, LinkedNode>;
}

/** Parses and flattens JSON-LD scripts: `@graph`, arrays and nested nodes each become a node of their own. */
export function linkedDataOf(scripts: readonly string[]): LinkedData {
  const data: LinkedData = { nodes: [], byId: new Map() };
  let bytes = 0;
  for (const script of scripts) {
    bytes += script.length;
    if (bytes > limits.linkedDataBytes) break;
    collect(data, looseJson(script), 0);
  }
  return data;
}

function collect(data: LinkedData, value: unknown, depth: number): void {
  if (depth > limits.linkedDataDepth || data.nodes.length >= limits.linkedDataNodes) return;
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 500)) collect(data, one, depth + 1);
    return;
  }
  if (!isNode(value)) return;
  shortenKeys(value);
  const keys = Object.keys(value);
  const id = value['@id'];
  if (typeof id === 'string' && keys.length > 1 && !data.byId.has(id)) data.byId.set(id, value);
  if (value['@type'] !== undefined) data.nodes.push(value);
  for (const key of keys.slice(0, 200)) {
    const inner = value[key];
    if (typeof inner === 'object' && inner !== null) collect(data, inner, depth + 1);
  }
}

/** `schema:name` and `https://schema.org/name` are `name`. */
function shortenKeys(node: LinkedNode): void {
  for (const key of Object.keys(node).slice(0, 200)) {
    const short = /^(?:schema:|https?:\/\/schema\.org\/)([a-zA-Z0-9]+)$/.exec(key)?.[1];
    if (short && !Object.hasOwn(node, short)) node[short] = node[key];
  }
}

export function isNode(value: unknown): value is LinkedNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the node is of a type, however it is spelled (`http://schema.org/Product`, `schema:Product`, a list). */
export function isOfType(node: LinkedNode, types: RegExp): boolean {
  return listed(node['@type']).some((type) => typeof type === 'string' && types.test(type.replace(/^.*[/#:]/, '')));
}

/** A value as a list: nothing, one or many. */
export function listed(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, limits.offers) : [value];
}

/** The nodes a value stands for; a bare `@id` is looked up once, so that circles end. */
export function nodesOf(value: unknown, data: LinkedData): LinkedNode[] {
  return listed(value)
    .map((one) => (isNode(one) ? resolved(one, data) : undefined))
    .filter((one) => one !== undefined);
}

function resolved(node: LinkedNode, { byId }: LinkedData): LinkedNode {
  const id = node['@id'];
  return typeof id === 'string' && Object.keys(node).length <= 2 ? (byId.get(id) ?? node) : node;
}

/** The first value that is words: a string, a language-tagged value, or a named node. */
export function words(value: unknown, data: LinkedData, depth = 0): string | undefined {
  for (const one of listed(value)) {
    if (typeof one === 'string' || typeof one === 'number') {
      const text = typeof one === 'number' ? String(one) : plain(one);
      if (text) return text;
    } else if (isNode(one) && depth < 3) {
      const node = resolved(one, data);
      const text = words(node['name'] ?? node['@value'], data, depth + 1);
      if (text) return fold(text);
    }
  }
  return undefined;
}
