import { h, render } from 'preact';
import { ask } from '#extension/base/ask.ts';
import { ground } from '#extension/base/ui/start-page.ts';
import { words } from '#extension/base/ui/words.ts';
import { type Desk, showNotes } from '#extension/page/show-notes.ts';
import { Sample } from './sample.tsx';
import { sampleMoments, sampleNotes } from './sample-notes.ts';
import './sample.css';

/** The notes as on any page, with a desk that opens and sends nothing. */
export async function startSample(): Promise<void> {
  const { language, locale } = await ask('settings.get', {});
  const draw = (told: string | null) => render(h(Sample, { language, told }), ground());
  const nothing = async () => null;
  const open = async () => draw(words[language].sampleOpened);
  const desk: Desk = { open, mark: nothing, seen: nothing, dock: nothing, picture: nothing };
  document.title = words[language].sampleTitle;
  document.documentElement.lang = language;
  draw(null);
  const notes = sampleNotes(language, Date.now());
  const page = { moments: sampleMoments(language), author: 'Mara Lind', isPartial: false, isPersonal: false, numbers: null };
  const answer = { kind: 'notes', notes, ...page, language, locale, model: 'lexical-1', dock: { side: 'auto', isSmall: false } } as const;
  showNotes({ document, answer, desk, leave: new AbortController() });
}
