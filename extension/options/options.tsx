import type { Device, Settings } from '#extension/base/messages.ts';
import type { Choices } from '#extension/base/storage.ts';
import { Choice } from '#extension/base/ui/choice.tsx';
import { Switch } from '#extension/base/ui/switch.tsx';
import { words as allWords, type Words } from '#extension/base/ui/words.ts';
import { Mark } from '#extension/cards/mark.tsx';
import { printMoment, printWhen } from '#extension/cards/print.ts';
import { SiteField } from '#extension/welcome/site-field.tsx';
import { Kept, Prices, Seen, Sent } from './lists.tsx';
import { Taste } from './taste.tsx';

export interface OptionsProps {
  settings: Settings;
  device: Device;
  now: number;
  trouble: string | null;
  isErasing: boolean;
  onWelcome: () => void;
  onWithdraw: () => void;
  onChoices: (change: Partial<Choices>) => void;
  onSite: (site: string, on: boolean) => void;
  onForgetSite: (site: string) => void;
  onForget: (what: 'sent' | 'kept' | 'dismissed' | 'prices' | 'taste' | 'observed', productId?: string) => void;
  onExport: () => void;
  onErase: (step: 'ask' | 'yes' | 'no') => void;
}
export type PartProps = OptionsProps & { words: Words; when: (at: number) => string };

/** What was agreed to, where it works, what was seen, sent and kept; all of it can be read, exported and erased. */
export function Options(props: OptionsProps) {
  const { settings, now } = props;
  const words = allWords[settings.language];
  const part: PartProps = { ...props, words, when: (at) => printWhen(at, now, settings.locale) };
  return (
    <main class="options" lang={settings.language}>
      <header class="brand">
        <Mark />
        {words.gloss}
      </header>
      <h1>{words.settings}</h1>
      {props.trouble && (
        <p class="trouble" role="alert">
          {props.trouble}
        </p>
      )}
      <Consent {...part} />
      <Sites {...part} />
      <Look {...part} />
      <Seen {...part} />
      <Sent {...part} />
      <Kept {...part} />
      <Prices {...part} />
      <Taste {...part} />
      <Data {...part} />
    </main>
  );
}

function Consent({ settings, words, onWelcome, onWithdraw, onChoices }: PartProps) {
  const { consent, isAgreed, choices } = settings;
  const sentence =
    isAgreed && consent
      ? words.consentGiven(printMoment(consent.at, settings.locale))
      : consent?.answer === 'refused'
        ? words.consentRefused(printMoment(consent.at, settings.locale))
        : words.consentNone;
  return (
    <section id="consent">
      <h2>{words.consentTitle}</h2>
      <p>{sentence}</p>
      <p class="row">
        <button type="button" class="link" onClick={onWelcome}>
          {isAgreed ? words.readAgain : words.openWelcome}
        </button>
        {isAgreed && (
          <button type="button" class="link" onClick={onWithdraw}>
            {words.withdraw}
          </button>
        )}
      </p>
      <div class="ruled">
        <Switch name={words.notesChoice} more={words.notesChoiceMore} isOn={choices.notes} onChange={(notes) => onChoices({ notes })} />
        <Switch
          name={words.supportChoice}
          more={words.supportChoiceMore}
          isOn={choices.support}
          onChange={(support) => onChoices({ support })}
        />
        <Switch name={words.statsChoice} more={words.statsChoiceMore} isOn={choices.stats} onChange={(stats) => onChoices({ stats })} />
        <Switch
          name={words.ownChoice}
          more={words.ownChoiceMore(settings.workerOrigin)}
          isOn={choices.own}
          onChange={(own) => onChoices({ own })}
        />
        <Switch name={words.learnChoice} more={words.learnChoiceMore} isOn={choices.learn} onChange={(learn) => onChoices({ learn })} />
      </div>
    </section>
  );
}

function Sites({ settings, words, onSite, onForgetSite }: PartProps) {
  return (
    <section id="sites">
      <h2>{words.sitesTitle}</h2>
      {settings.sites.length === 0 && <p class="soft">{words.sitesEmpty}</p>}
      <ul class="ruled">
        {settings.sites.map(({ site, on, granted }) => (
          <li key={site} class="site-row">
            <Switch
              name={site}
              {...(on && !granted ? { more: words.siteNotGranted } : {})}
              isOn={on && granted}
              onChange={(next) => onSite(site, next)}
            />
            <button type="button" class="link" aria-label={words.forgetSite(site)} onClick={() => onForgetSite(site)}>
              {words.remove}
            </button>
          </li>
        ))}
      </ul>
      <SiteField words={words} onSite={(typed) => onSite(typed, true)} />
    </section>
  );
}

function Look({ settings: { choices }, words, onChoices }: PartProps) {
  return (
    <section id="look">
      <h2>{words.lookTitle}</h2>
      <div class="ruled">
        <Choice
          name={words.languageChoice}
          value={choices.language}
          options={words.languages}
          onChange={(language) => onChoices({ language })}
        />
        <Choice
          name={words.labelsChoice}
          more={words.labelsChoiceMore}
          value={choices.labels}
          options={words.labels}
          onChange={(labels) => onChoices({ labels })}
        />
      </div>
    </section>
  );
}

function Data({ settings, device, words, isErasing, onForget, onExport, onErase }: PartProps) {
  const sum = (what: 'seen' | 'opened') => device.counts.reduce((total, day) => total + day[what], 0);
  return (
    <section id="data">
      <h2>{words.dataTitle}</h2>
      <p>{words.dataLead}</p>
      <p class="soft">{words.counts(sum('seen'), sum('opened'))}</p>
      {device.observed.length > 0 && (
        <p class="row">
          <span class="soft">{words.observed(device.observed.length)}</span>
          <button type="button" class="link" onClick={() => onForget('observed')}>
            {words.observedForget}
          </button>
        </p>
      )}
      <p>
        <a href="/activity.html">{words.activityLink}</a>
      </p>
      {isErasing ? (
        <div class="erase" role="alertdialog" aria-label={words.eraseAll}>
          <p>{words.eraseSure}</p>
          <p class="row">
            <button type="button" class="button danger" onClick={() => onErase('yes')}>
              {words.eraseYes}
            </button>
            <button type="button" class="button plain" onClick={() => onErase('no')}>
              {words.cancel}
            </button>
          </p>
        </div>
      ) : (
        <p class="row">
          <button type="button" class="button plain" onClick={onExport}>
            {words.exportAll}
          </button>
          <button type="button" class="button plain danger" onClick={() => onErase('ask')}>
            {words.eraseAll}
          </button>
        </p>
      )}
      <p class="faint">{words.sentences([words.about(settings.version, settings.workerOrigin), words.rules(settings.packs)])}</p>
    </section>
  );
}
