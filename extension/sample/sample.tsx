import type { Language } from '#extension/base/note.ts';
import { words as allWords } from '#extension/base/ui/words.ts';

/** A page to try the notes on: part of the extension, made up, without any connection. */
export function Sample({ language, told }: { language: Language; told: string | null }) {
  const words = allWords[language];
  return (
    <main class="sample" lang={language}>
      <p class="faint">{words.sampleNote}</p>
      <article>
        <h1>{words.sampleTitle}</h1>
        <p class="soft">{words.sampleBy}</p>
        {words.sampleText.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </article>
      <p class="told" role="status">
        {told}
      </p>
    </main>
  );
}
