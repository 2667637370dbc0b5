import type { Feature } from '../feature.ts';
import { convincing, mentionIn } from '../mention.ts';
import { worthOf } from '../seen.ts';

/** Words of the title that follow each other on the page as they do in the title: a name, not a coincidence. */
export const phraseOnPage: Feature = {
  name: 'phrase-on-page',
  sign: 1,
  of: ({ page: { headline, text }, product }) =>
    [headline, text].reduce((best, passage) => {
      const { runShare, runInformation } = mentionIn(passage, product);
      return Math.max(best, runShare * convincing(runInformation));
    }, 0),
  bound: (_, { headline, text }) => Math.max(worthOf(headline), worthOf(text)),
};
