import type { Words } from '#extension/base/ui/words.ts';

/** A field for one more site. */
export function SiteField({ words, onSite }: { words: Words; onSite: (typed: string) => void }) {
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLFormElement) onSite(String(new FormData(event.currentTarget).get('site') ?? ''));
  };
  return (
    <form class="site-field" onSubmit={onSubmit}>
      <label>
        <span>{words.anotherSite}</span>
        <input
          class="field"
          name="site"
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          placeholder={words.sitePlaceholder}
        />
      </label>
      <button type="submit" class="button plain">
        {words.add}
      </button>
    </form>
  );
}
