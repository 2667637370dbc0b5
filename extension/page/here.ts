import type { Ask } from '#extension/base/messages.ts';
import { world } from './world.ts';

const addressMax = 4096;

/** What every look tells of the place that it looks at. */
export function hereIn(document: Document): Pick<Ask<'page.read'>, 'address' | 'came' | 'canDraw'> {
  return { address: document.location.href, came: cameTo(document), canDraw: world.glossShow !== undefined };
}

/** A page may shorten its address before anybody looks; the browser remembers what was loaded. Later pages of the same document came from it. */
function cameTo({ location, referrer }: Document): NonNullable<Ask<'page.read'>['came']> {
  const loaded = performance.getEntriesByType('navigation')[0]?.name ?? '';
  const isFirst = URL.parse(loaded)?.pathname === location.pathname;
  const of = (address: string) => (address.length <= addressMax ? address : '');
  return isFirst ? { referrer: of(referrer), loaded: of(loaded) } : { referrer: location.origin, loaded: '' };
}
