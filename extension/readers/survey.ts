import type { GatheredPage, PageItem } from './gather/gathered.ts';
import { gather } from './gather/walk.ts';
import type { LinkedNode } from './linked-data.ts';
import type { Page } from './reader.ts';

/** A gathered page, as readers ask it. */
export interface PageSurvey extends Omit<GatheredPage, 'meta' | 'items'> {
  meta: ReadonlyMap<string, string[]>;
  microdata: LinkedNode[];
}

export function surveyOf({ meta, items, ...rest }: GatheredPage): PageSurvey {
  return { ...rest, meta: new Map(meta), microdata: linked(items) };
}

/** Gathers and opens in one go, where nobody minds how long that takes. */
export function survey(page: Page): PageSurvey {
  return surveyOf(gather(page));
}

function linked(items: readonly PageItem[]): LinkedNode[] {
  const nodes = items.map(({ types, region }): LinkedNode => ({ '@type': types, '@region': region }));
  for (const [at, { values }] of items.entries()) {
    const node = nodes[at];
    // Only later items, so that no circle can be sent.
    for (const [name, value] of values)
      if (node) add(node, name, typeof value === 'string' ? value : value > at ? nodes[value] : undefined);
  }
  return nodes;
}

function add(node: LinkedNode, name: string, value: unknown): void {
  if (value === undefined || name.startsWith('@') || name.startsWith('__')) return;
  const before = Object.hasOwn(node, name) ? node[name] : undefined;
  if (before === undefined) node[name] = value;
  else if (Array.isArray(before)) before.push(value);
  else node[name] = [before, value];
}
