import { Switch } from '#extension/base/ui/switch.tsx';
import type { PartProps } from './options.tsx';

/** The person's own order: switched, seen signal by signal, taken back one by one or as a whole. */
export function Taste({ settings, device, words, when, onChoices, onForget }: PartProps) {
  const { personal } = settings.choices;
  return (
    <section id="taste">
      <h2>{words.tasteTitle}</h2>
      <p class="soft">{words.tasteLead}</p>
      <div class="ruled">
        <Switch
          name={words.personalChoice}
          more={words.personalChoiceMore}
          isOn={personal}
          onChange={(next) => onChoices({ personal: next })}
        />
      </div>
      {device.taste.length === 0 ? (
        <p class="faint">{personal ? words.tasteEmpty : words.tasteOff}</p>
      ) : (
        <>
          <ul class="ruled">
            {device.taste.map(({ productId, title, kind, at }) => (
              <li key={`${productId} ${kind}`} class="line">
                <span dir="auto">{title}</span>
                <span class="faint">
                  {words.tasteKinds[kind]} · {when(at)}
                </span>
                <button type="button" class="link" aria-label={words.tasteForget(title)} onClick={() => onForget('taste', productId)}>
                  {words.remove}
                </button>
              </li>
            ))}
          </ul>
          <button type="button" class="link" onClick={() => onForget('taste')}>
            {words.tasteForgetAll}
          </button>
        </>
      )}
    </section>
  );
}
