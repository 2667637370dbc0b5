import { formatCount } from '../format.ts';
import { locale, words } from '../look.ts';
import { Section } from '../ui/page.tsx';
import { Mark } from '../ui/state-mark.tsx';
import type { RankingPage, Ready } from './ranking.tsx';
import { shortOf } from './short.ts';

type Health = RankingPage['health'];
type Standing = 'well' | 'careful' | 'bad' | 'asleep';
interface Part {
  part: 'model' | 'network' | 'words' | 'vectors' | 'products' | 'scan' | 'companions';
  standing: Standing;
  text: string;
}

/** Each part of the ranking with how it stands, and what to do where something is wrong. */
export function HealthSection({ page: { health }, onRetry }: Ready) {
  const { ranking: said } = words.value;
  return (
    <Section
      title={said.health}
      text={said.healthText(formatCount(locale.value, health.revision))}
      aside={
        <button type="button" class="button-quiet" onClick={onRetry}>
          {said.refresh}
        </button>
      }
    >
      <dl class="pairs health">
        {partsOf(health).map(({ part, standing, text }) => (
          <div key={part} class={`health-${standing}`}>
            <dt>{said.parts[part]}</dt>
            <dd>
              <Mark form={forms[standing]} text={said[standing]} />
              <p>{text}</p>
            </dd>
          </div>
        ))}
        <div>
          <dt>{said.encoder}</dt>
          <dd>
            <code>{health.encoder}</code>
          </dd>
        </div>
      </dl>
    </Section>
  );
}

const forms = { well: 'payable', careful: 'in_review', bad: 'rejected', asleep: 'held' } as const;

function partsOf({ modelIs, network, kept, products, isComplete, scan, companions }: Health): Part[] {
  const { ranking: said } = words.value;
  const count = formatCount(locale.value, products);
  const isAsleep = kept.words === 'not_loaded';
  const productsPart: Omit<Part, 'part'> = isAsleep
    ? { standing: 'asleep', text: said.productsAsleep }
    : products === 0
      ? { standing: 'asleep', text: said.productsNone }
      : isComplete
        ? { standing: 'well', text: said.products(count) }
        : { standing: 'careful', text: said.productsPart(count) };
  return [
    { part: 'model', standing: modelIs === 'fallback' ? 'bad' : 'well', text: said.model[modelIs] },
    {
      part: 'network',
      standing: ({ tensorflow: 'well', plain: 'careful', not_loaded: 'asleep' } as const)[network],
      text: said.network[network],
    },
    keptPart('words', kept.words),
    keptPart('vectors', kept.vectors),
    { part: 'products', ...productsPart },
    { part: 'scan', standing: ({ kernel: 'well', plain: 'careful', not_loaded: 'asleep' } as const)[scan], text: said.scan[scan] },
    companionsPart(companions),
  ];
}

function companionsPart({ artefact, serves, reason }: Health['companions']): Part {
  const { companions: said } = words.value.ranking;
  const part = 'companions';
  if (reason !== null) return { part, standing: serves === 'nothing' ? 'bad' : 'careful', text: said.broken[serves](reason) };
  return artefact === null
    ? { part, standing: 'asleep', text: said.none }
    : { part, standing: 'well', text: said.serves(shortOf(artefact)) };
}

function keptPart(part: 'words' | 'vectors', state: Health['kept']['words']): Part {
  const { kept } = words.value.ranking;
  if (state === 'loaded') return { part, standing: 'well', text: kept.loaded };
  if (state === 'not_loaded') return { part, standing: 'asleep', text: kept.not_loaded };
  return { part, standing: state === 'damaged' ? 'bad' : 'careful', text: kept[state][part] };
}
