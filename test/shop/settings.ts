import { readFileSync } from 'node:fs';

/** What the shop's owner has written down from the Gloss console. */
export interface Settings {
  webhookUrl: string;
  /** `whsec_…` */
  webhookSecret: string;
  /** The text of /.well-known/gloss.txt, which proves that the domain is the shop's. */
  proof: string;
  /** Of the endpoint that hears what happens at Gloss. */
  hookSecret: string;
}

const empty: Settings = { webhookUrl: '', webhookSecret: '', proof: '', hookSecret: '' };

/** Read at each use, so that a changed file counts at once; a missing one means "not set up yet". */
export function readSettings(file: string): Settings {
  try {
    return { ...empty, ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Settings>) };
  } catch {
    return empty;
  }
}
