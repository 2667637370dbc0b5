import type { Words } from '#extension/base/ui/words.ts';

/** Who is signed in. Shoppers have no account; this is the place of a creator's. */
export function Account({ words, creator }: { words: Words; creator: string | null }) {
  return (
    <p class="account faint" dir="auto">
      {creator === null ? words.signedOut : words.signedIn(creator)}
    </p>
  );
}
