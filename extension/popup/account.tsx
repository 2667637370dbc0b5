import type { Words } from '#extension/base/ui/words.ts';

/** Who is signed in. Shoppers have no account; this is the place of a creator's. */
export function Account({ words }: { words: Words }) {
  return <p class="account faint">{words.signedOut}</p>;
}
