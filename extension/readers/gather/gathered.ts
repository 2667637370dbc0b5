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
  /** Its words, cut at the limit. */
  text: string;
  /** Its title attribute, where it has no words. */
  title?: string | undefined;
  region: number;
  order: number;
}

/** An item of microdata or RDFa; a number among its values is the place of another item in the list, which comes later. */
export interface PageItem {
  types: string[];
  region: number;
  values: [name: string, value: string | number][];
}

/**
 * Everything that is taken along from a web page, gathered in one bounded walk: plain data that can be sent. What a reader makes of it,
 * it makes outside of the page.
 */
export interface GatheredPage {
  title: string;
  languages: string[];
  /** As stated; empty where none is. */
  canonical: string;
  meta: [name: string, values: string[]][];
  /** JSON-LD as the page has it. */
  linkedData: string[];
  items: PageItem[];
  blocks: TextBlock[];
  links: PageLink[];
  /** Orders of the controls that put the page's thing into a cart. */
  buying: number[];
  /** Class and id of the body: many shop systems name the kind of page there. */
  bodyNames: string;
  times: string[];
}
