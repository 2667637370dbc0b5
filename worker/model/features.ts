/** What the scorer looks at, in the order of its weights. A new feature is one file and one line here. */
import type { Feature } from './feature.ts';
import { accessoryMissing } from './features/accessory-missing.ts';
import { codeOnPage } from './features/code-on-page.ts';
import { codeRootOnPage } from './features/code-root-on-page.ts';
import { gtinOnPage } from './features/gtin-on-page.ts';
import { headlineMention } from './features/headline-mention.ts';
import { linkedOnPage } from './features/linked-on-page.ts';
import { makerMissing } from './features/maker-missing.ts';
import { makerOnPage } from './features/maker-on-page.ts';
import { modelNamed } from './features/model-named.ts';
import { nameAgreement } from './features/name-agreement.ts';
import { numbersDiffer } from './features/numbers-differ.ts';
import { numbersMissing } from './features/numbers-missing.ts';
import { otherNamed } from './features/other-named.ts';
import { outdone } from './features/outdone.ts';
import { phraseOnPage } from './features/phrase-on-page.ts';
import { tellingWords } from './features/telling-words.ts';
import { textMention } from './features/text-mention.ts';
import { textSimilarity } from './features/text-similarity.ts';
import { unrivalled } from './features/unrivalled.ts';
import { wordsOnPage } from './features/words-on-page.ts';

export const features: readonly Feature[] = [
  gtinOnPage,
  linkedOnPage,
  codeOnPage,
  codeRootOnPage,
  nameAgreement,
  headlineMention,
  textMention,
  phraseOnPage,
  modelNamed,
  tellingWords,
  wordsOnPage,
  makerOnPage,
  textSimilarity,
  makerMissing,
  otherNamed,
  numbersMissing,
  numbersDiffer,
  accessoryMissing,
  unrivalled,
  outdone,
];
