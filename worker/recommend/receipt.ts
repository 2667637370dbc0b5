/** What a ranking leaves to be replayed. Made from what was ranked and from the page, before any terms are read. */
import { contentKey } from '#shared/content-key.ts';
import type { RankingReceipt } from '#shared/contracts/learning.ts';
import type { Id } from '#shared/ids.ts';
import type { PageFacts } from '#shared/page.ts';
import { rulesId } from '#shared/ranking/choose.ts';
import { candidatesText, pageText } from '#shared/ranking/receipt.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { encoderId } from '#worker/model/index.ts';
import type { Call } from '../base/call.ts';
import type { VersionInForce } from '../learning/index.ts';
import { sealed } from '../learning/index.ts';
import type { Companion } from './companions.ts';
import type { Ranking } from './rank.ts';

/** Companions that were found, from which products, by which artefact. */
export interface Accompanied {
  artefact: string;
  history: readonly Id<'prd'>[];
  companions: readonly Companion[];
}

interface Making {
  page: PageFacts;
  cardsMax: number;
  version: VersionInForce;
  /** Undefined where there was nothing to rank by. */
  ranking?: Ranking;
  accompanied?: Accompanied | undefined;
  /** By product; those that are missing were gone before their card was made. */
  cards: ReadonlyMap<Id<'prd'>, Id<'car'>>;
  /** Who made the content, where that is known here. */
  creatorId?: Id<'crt'> | undefined;
}

export async function receiptOf(
  call: Call,
  { page, cardsMax, version, ranking, accompanied, cards, creatorId }: Making,
): Promise<RankingReceipt> {
  const { candidates = [], contenders = [], chosen = [], passed, tagged = [] } = ranking ?? {};
  const [pageHash, candidatesHash] = await Promise.all([sha256(pageText(page)), sha256(candidatesText(candidates))]);
  return sealed(call.env, {
    form: 2,
    madeAt: call.now,
    model: version.id,
    rules: rulesId,
    encoder: encoderId,
    pageHash,
    candidatesHash,
    candidates: candidates.length,
    threshold: version.model.threshold,
    cardsMax,
    contenders: contenders.map(({ id, score, values }, at) => ({ id, score, values: [...values], ...passedAs(passed?.get(at)) })),
    cards: chosen.map((contender) => ({ card: cardOf(cards, contenders[contender]?.id), contender })),
    ...(tagged.length > 0 && {
      tagged: tagged.map(({ id, score, values }) => ({ card: cardOf(cards, id), id, score, values: [...values] })),
    }),
    ...(accompanied && {
      companions: {
        artefact: accompanied.artefact,
        history: [...accompanied.history],
        cards: accompanied.companions.map(({ id, score }) => ({ card: cardOf(cards, id), id, score })),
      },
    }),
    ...contentOf(page, creatorId),
  });
}

function contentOf(page: PageFacts, creator: Id<'crt'> | undefined): Pick<RankingReceipt, 'content'> {
  const key = creator && contentKey(page);
  return creator && key ? { content: { key: sha256Hex(key), creator } } : {};
}

const passedAs = (passed: RankingReceipt['contenders'][number]['passed']): object => (passed ? { passed } : {});

const cardOf = (cards: Making['cards'], product: Id<'prd'> | undefined): Id<'car'> | null =>
  (product === undefined ? undefined : cards.get(product)) ?? null;

export async function sha256(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
