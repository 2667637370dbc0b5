import { hostListed, plainHttpsUrl } from '#shared/address.ts';
import { FeedProduct } from '#shared/contracts/catalogue.ts';

export interface RowRules {
  /** The brand's verified hosts. */
  hosts: readonly string[];
  /** Hosts that may be reached over plain http. */
  localHosts: readonly string[];
}

/** One row as a caller sent it: the product it tells, or why it is refused and what to do. */
export function judgeRow(value: unknown, rules: RowRules): { product: FeedProduct } | { reason: string } {
  const parsed = FeedProduct.safeParse(value);
  if (!parsed.success) return { reason: parsed.error.issues.slice(0, 3).map(issueInWords).join('; ') };
  const { url: link, imageUrl: image, ...rest } = parsed.data;
  const url = plainHttpsUrl(link, rules);
  if (!url) return { reason: `link ${shown(link)} is not a plain https address: no http, user name, backslash, blank or hidden character` };
  if (!hostListed(url, rules.hosts))
    return { reason: `link host ${url.host} is not among the verified domains of this brand: add it under Domains` };
  const imageUrl = image === undefined ? undefined : plainHttpsUrl(image, rules);
  if (image !== undefined && !imageUrl)
    return { reason: `image link ${shown(image)} is not a plain https address: correct it or leave it out` };
  return { product: { ...rest, url: url.href, ...(imageUrl ? { imageUrl: imageUrl.href } : {}) } };
}

const issueInWords = ({ path, message }: { path: PropertyKey[]; message: string }): string =>
  path.length > 0 ? `${path.join('.')}: ${message}` : message;

const shown = (text: string): string => JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
