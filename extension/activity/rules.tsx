import type { Language } from '#extension/base/note.ts';
import type { Citation, Duration, Pack } from '#extension/standdown/packs/form.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { type ActivityWords, activityWords } from './words.ts';

/** The rules of stand-down as they ship: in words, then each network with its signals, length and source. */
export function Rules({ language }: { language: Language }) {
  const words = activityWords[language];
  const { version, baseline, packs, never } = shippedPacks;
  return (
    <details class="rules">
      <summary>{words.rulesTitle(version)}</summary>
      <ol>
        {words.rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ol>
      <p class="soft">{words.rulesLead}</p>
      <dl>
        <Row name={words.everyNetwork} text={lengthOf(baseline, words)} citations={baseline.citations} words={words} />
        {never.map(({ merchant, hosts, citations }) => (
          <Row key={merchant} name={merchant} text={`${words.never} · ${hosts.join(', ')}`} citations={citations} words={words} />
        ))}
        {packs.map((pack) => (
          <Row key={pack.id} name={pack.network} text={packText(pack, words)} citations={pack.citations} words={words} />
        ))}
      </dl>
    </details>
  );
}

function Row({ name, text, citations, words }: { name: string; text: string; citations: readonly Citation[]; words: ActivityWords }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span>{text}</span>
        {citations.map(({ document, section, address, checked, verify }) => (
          <small key={document + section}>
            <a href={address} target="_blank" rel="noopener noreferrer">
              {document}
            </a>{' '}
            {section && `(${section})`} {checked} {verify && words.verify}
          </small>
        ))}
      </dd>
    </div>
  );
}

const lengthOf = ({ idleMinutes, minimumMinutes }: Duration, words: ActivityWords): string => words.lasts(idleMinutes, minimumMinutes);

/** The signals; the length only where it is more than what holds for every network. */
function packText({ signals: { hosts = [], parameters = [], on, paths = [] }, standDown }: Pack, words: ActivityWords): string {
  const shown = [...hosts, ...[...parameters, ...(on?.parameters ?? [])].map((one) => `?${one}`), ...paths].join(', ');
  return standDown.minimumMinutes > shippedPacks.baseline.minimumMinutes ? `${shown} · ${lengthOf(standDown, words)}` : shown;
}
