/** The form of a policy pack: how an address shows that a network earns, how long Gloss then stands down, and where that is written. */
export interface PackSet {
  /** Day of the last change and its number on that day. */
  version: string;
  /** Holds for every referral, whichever network it is of; a pack can only lengthen it. */
  baseline: Duration & { citations: readonly Citation[] };
  packs: readonly Pack[];
  never: readonly Never[];
  /** Places made for children: nothing earns there. */
  children: { hosts: readonly string[]; citations: readonly Citation[] };
}

export interface Pack {
  id: string;
  /** As people read it. */
  network: string;
  signals: Signals;
  standDown: Duration;
  /** Where the network is its own merchant: what else it asks on these hosts. */
  merchants?: {
    hosts: readonly string[];
    /** Only those who came like this may be shown something that earns. */
    referrers: readonly ReferrerClass[];
    /** On how many pages, at least one, something that earns may be offered within one session. */
    promptsMax: number;
  };
  citations: readonly Citation[];
}

/** How a person came to a page, as far as addresses tell. */
export type ReferrerClass = 'affiliate' | 'gloss' | 'paid_search' | 'social' | 'own_site' | 'organic' | 'referral' | 'direct';

/** Cookies are no signal: they are not read. */
export interface Signals {
  /** `awin1.com` is that host and all below it; `ebay.*` is that name under any country's ending. */
  hosts?: readonly string[];
  /** `awc` is a parameter of that name, `utm_source=aw` one of that value too; letters count alike, large or small. */
  parameters?: readonly string[];
  /** Parameters that mean something on these hosts only. */
  on?: { hosts: readonly string[]; parameters: readonly string[] };
  /** Paths on any host, `#` for digits. */
  paths?: readonly string[];
}

/** The longest of all that match holds. */
export interface Duration {
  /** As long as the merchant's session lasts: until nobody has been there for `idleMinutes`. */
  session: boolean;
  idleMinutes: number;
  minimumMinutes: number;
}

/** A merchant whose programme allows no earning link in an extension. */
export interface Never {
  merchant: string;
  hosts: readonly string[];
  /** What marks a link of that programme; it is taken off. */
  tags: readonly string[];
  citations: readonly Citation[];
}

export interface Citation {
  document: string;
  /** Empty where the document has no numbered parts. */
  section: string;
  address: string;
  /** Day on which the row was last gone over. */
  checked: string;
  /** The source itself was not read: known from secondary sources, to be confirmed there before a launch. */
  verify: boolean;
}
