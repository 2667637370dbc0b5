import { h, render } from 'preact';
import { ask } from '#extension/base/ask.ts';
import type { Activation } from '#extension/base/storage.ts';
import { ground, orTell } from '#extension/base/ui/start-page.ts';
import { Activity, type ActivityProps } from './activity.tsx';
import { activityCsv } from './table.ts';
import { activityWords } from './words.ts';
import './activity.css';

const pageOf = 50;

export async function startActivity(): Promise<void> {
  let shown = await ask('activity.show', {});
  let gone: Activation | null = null;
  let isDeleting = false;
  let shownMax = pageOf;

  const draw = () => {
    document.title = `Gloss · ${activityWords[shown.language].title}`;
    document.documentElement.lang = shown.language;
    render(h(Activity, { ...on, shown, gone, isDeleting, shownMax, now: Date.now() }), ground());
  };
  /** Does the work, then shows what is true now. */
  const after = (work: Promise<unknown>) =>
    orTell(
      work.then(async () => {
        shown = await ask('activity.show', {});
        draw();
      }),
    );
  const on: Pick<ActivityProps, Extract<keyof ActivityProps, `on${string}`>> = {
    onExport: (form) => {
      if (form === 'csv') saveAs('gloss-activity.csv', 'text/csv', activityCsv(shown.entries));
      else saveAs('gloss-activity.json', 'application/json', JSON.stringify(shown.entries, null, 2));
    },
    onDelete: (entry) => {
      gone = entry;
      after(ask('activity.forget', { entry: { at: entry.at, cardId: entry.cardId } }));
    },
    onUndo: () => {
      const entry = gone;
      gone = null;
      if (entry) after(ask('activity.restore', { entry }));
    },
    onDeleteAll: (step) => {
      isDeleting = step === 'ask';
      if (step !== 'yes') return draw();
      gone = null;
      after(ask('activity.forget', {}));
    },
    onMore: () => {
      shownMax += pageOf;
      draw();
    },
  };
  draw();
}

function saveAs(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
