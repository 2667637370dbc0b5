/** What a shop of this program sells and how it looks; each shop is one file of data. */

// biome-ignore format: a list is read by lines
export type Drawing =
  | 'backpack' | 'tent' | 'tarp' | 'boot' | 'sock' | 'jacket' | 'vest' | 'cap' | 'headlamp' | 'lantern' | 'stove' | 'kettle'
  | 'pot' | 'mug' | 'sleeping-bag' | 'mat' | 'bottle' | 'filter' | 'poles' | 'knife' | 'board' | 'pan' | 'teapot' | 'grinder'
  | 'scale' | 'apron';

export interface Good {
  sku: string;
  maker: string;
  model: string;
  /** What it is, after maker and model. */
  what: string;
  priceMinor: number;
  inStock: boolean;
  gtin: string;
  category: string;
  drawing: Drawing;
  /** Two colours of the picture: the thing and its detail. */
  colours: readonly [string, string];
  text: string;
  facts: readonly string[];
}

export interface Shop {
  id: string;
  name: string;
  claim: string;
  welcome: string;
  currency: string;
  orderPrefix: string;
  taxBps: number;
  shippingMinor: number;
  freeShippingFromMinor: number;
  /** Coupon code to discount in basis points. */
  coupons: Readonly<Record<string, number>>;
  look: { paper: string; ink: string; accent: string; soft: string; line: string; headline: string };
  goods: readonly Good[];
}

export const titleOf = (good: Good): string => `${good.maker} ${good.model}`;
export const pathOf = (good: Good): string => `/products/${good.sku.toLowerCase()}`;
