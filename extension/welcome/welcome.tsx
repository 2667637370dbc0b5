import type { Language } from '#extension/base/note.ts';
import type { Choices } from '#extension/base/storage.ts';
import { Choice } from '#extension/base/ui/choice.tsx';
import { Switch } from '#extension/base/ui/switch.tsx';
import { words as allWords, type Words } from '#extension/base/ui/words.ts';
import { Card } from '#extension/cards/card.tsx';
import { Mark } from '#extension/cards/mark.tsx';
import { exampleNote } from './example.ts';
import { SiteField } from './site-field.tsx';

export type Step = 'what' | 'choose' | 'first' | 'refused';
export interface WelcomeProps {
  step: Step;
  choices: Choices;
  language: Language;
  locale: string;
  now: number;
  /** Sites that were switched on here. */
  sites: readonly string[];
  trouble: string | null;
  onStep: (step: Step) => void;
  onChoices: (change: Partial<Choices>) => void;
  onAnswer: (given: boolean) => void;
  onSite: (typed: string) => void;
  onSample: () => void;
  onDone: () => void;
}

const steps: Record<Step, number> = { what: 1, choose: 2, first: 3, refused: 3 };

/** Three steps: what it does, sends and never does; what it may do; where it begins. Nothing is decided before the second. */
export function Welcome(props: WelcomeProps) {
  const words = allWords[props.language];
  return (
    <main class="welcome" lang={props.language}>
      <header class="brand">
        <Mark />
        {words.gloss}
        <span class="faint">{words.step(steps[props.step], 3)}</span>
      </header>
      {props.step === 'what' && <What {...props} words={words} />}
      {props.step === 'choose' && <Choose {...props} words={words} />}
      {props.step === 'first' && <First {...props} words={words} />}
      {props.step === 'refused' && <Refused {...props} words={words} />}
    </main>
  );
}

type PartProps = WelcomeProps & { words: Words };

function What({ words, language, locale, now, onStep }: PartProps) {
  const nothing = () => undefined;
  return (
    <>
      <h1>{words.welcomeTitle}</h1>
      <p class="lead">{words.welcomeLead}</p>
      <figure class="example" aria-label={words.example} inert>
        <div class="example-page">
          <b>{words.exampleTitle}</b>
          <p>
            {words.exampleText[0]}
            <mark>{words.exampleText[1]}</mark>
            {words.exampleText[2]}
          </p>
        </div>
        <div class="dock example-note">
          <Card
            note={exampleNote(language, now)}
            picture={null}
            language={language}
            locale={locale}
            now={now}
            model="lexical-1"
            onOpen={nothing}
            onMark={nothing}
          />
        </div>
      </figure>
      <div class="columns">
        <section>
          <h2>{words.sendsTitle}</h2>
          <p class="soft">{words.sendsWhen}</p>
          <List lines={words.sends} />
        </section>
        <section>
          <h2>{words.neverTitle}</h2>
          <List lines={words.never} />
        </section>
      </div>
      <nav>
        <button type="button" class="button" onClick={() => onStep('choose')}>
          {words.next}
        </button>
      </nav>
    </>
  );
}

function Choose({ words, choices, onChoices, onAnswer, onStep }: PartProps) {
  return (
    <>
      <h1>{words.chooseTitle}</h1>
      <div class="choices">
        <Switch name={words.notesChoice} more={words.notesChoiceMore} isOn={choices.notes} onChange={(notes) => onChoices({ notes })} />
        <Switch
          name={words.supportChoice}
          more={words.supportChoiceMore}
          isOn={choices.support}
          onChange={(support) => onChoices({ support })}
        />
        <Switch name={words.statsChoice} more={words.statsChoiceMore} isOn={choices.stats} onChange={(stats) => onChoices({ stats })} />
        <Switch name={words.learnChoice} more={words.learnChoiceMore} isOn={choices.learn} onChange={(learn) => onChoices({ learn })} />
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
      <nav>
        <button type="button" class="button" onClick={() => onAnswer(true)}>
          {words.agree}
        </button>
        <button type="button" class="button plain" onClick={() => onAnswer(false)}>
          {words.refuse}
        </button>
        <button type="button" class="link" onClick={() => onStep('what')}>
          {words.back}
        </button>
      </nav>
    </>
  );
}

const firstSites = ['youtube.com'];

function First({ words, sites, trouble, onSite, onSample, onDone, onStep }: PartProps) {
  return (
    <>
      <h1>{words.firstTitle}</h1>
      <p class="lead">{words.firstLead}</p>
      <div class="choices">
        {firstSites.map((site) => (
          <Switch key={site} name={site} isOn={sites.includes(site)} onChange={() => onSite(site)} />
        ))}
        <SiteField words={words} onSite={onSite} />
        {sites
          .filter((site) => !firstSites.includes(site))
          .map((site) => (
            <p key={site} class="done">
              {words.switchedOn(site)}
            </p>
          ))}
        {trouble && <p class="trouble">{trouble}</p>}
      </div>
      <Sample words={words} onSample={onSample} />
      <nav>
        <button type="button" class="button" onClick={onDone}>
          {words.done}
        </button>
        <button type="button" class="link" onClick={() => onStep('choose')}>
          {words.back}
        </button>
      </nav>
    </>
  );
}

function Refused({ words, onSample, onDone, onStep }: PartProps) {
  return (
    <>
      <h1>{words.refusedTitle}</h1>
      <p class="lead">{words.refusedLead}</p>
      <Sample words={words} onSample={onSample} />
      <nav>
        <button type="button" class="button" onClick={onDone}>
          {words.done}
        </button>
        <button type="button" class="link" onClick={() => onStep('choose')}>
          {words.back}
        </button>
      </nav>
    </>
  );
}

function Sample({ words, onSample }: { words: Words; onSample: () => void }) {
  return (
    <p class="sample-link">
      <button type="button" class="link" onClick={onSample}>
        {words.tryIt}
      </button>
      <span class="faint">{words.tryItMore}</span>
    </p>
  );
}

function List({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
