/** What one page may cost. A page beyond a limit is read up to it, never refused for its size alone. */
export const readerLimits = {
  nodes: 40_000,
  depth: 300,
  blocks: 4000,
  blockLength: 2000,
  /** Of all blocks together. */
  textLength: 250_000,
  /** Of one property or link, for which a name is enough. */
  shortTextLength: 500,
  shortTextNodes: 60,
  links: 3000,
  metas: 400,
  microdataItems: 200,
  linkedDataBytes: 1_500_000,
  mendedBytes: 200_000,
  linkedDataScripts: 40,
  linkedDataNodes: 4000,
  linkedDataDepth: 14,
  offers: 60,
  stateBytes: 4_000_000,
  scriptBytes: 1_500_000,
  fragments: 40,
  fragmentLength: 3000,
} as const;
