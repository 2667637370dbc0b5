/** `gloss replay`: recomputes a ranking from its receipt, and says whether the receipt is one that was sealed. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { getVersion, listSealKeys, RankingReceipt } from '#shared/contracts/learning.ts';
import { PageFacts } from '#shared/page.ts';
import type { RankerModel as Model } from '#shared/ranking/model.ts';
import { pageText } from '#shared/ranking/receipt.ts';
import { type CompanionsProblem, type Difference, replay } from '#shared/ranking/replay.ts';
import { type SealState, sealOf } from '#shared/ranking/seal.ts';
import { shippedModel, shippedModelId } from '#worker/model/score.ts';
import { clientOf, refusedBy } from './caller.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { fileBytes } from './file.ts';
import { modelIn } from './model-file.ts';
import { originOf } from './origin.ts';

const fileBytesMax = 4 * 1024 * 1024;
const sha256 = (text: string): string => hash('sha256', text);

export const replayCommand: Command = {
  summary: 'recomputes a ranking from its receipt: the same scores to the last bit, the same order, the same cards',
  help: [
    'gloss replay <receipt.json> [--model <file>] [--to <origin>] [--offline] [--json]',
    '',
    '<receipt.json>   a receipt as the extension saves it, or an answer of POST /v1/recommend/cards',
    '--model <file>   the version of the ranker; else the shipped one when it is that, else it is asked for by its hash',
    '--to <origin>    the worker that has the version and the keys of the seal; else GLOSS_ORIGIN, else the local Gloss, else http://127.0.0.1:8787',
    '--offline        asks nobody: the seal is not checked, and the version must be the shipped one or --model',
    '--json           { matches, seal, page, differences }',
    '',
    'Exit code 0: it replays and its seal is whole (or was not asked about). 1: the differences are named. 2: called wrongly.',
  ],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        model: { type: 'string' },
        to: { type: 'string' },
        offline: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [file, more] = positionals;
    if (file === undefined || more !== undefined) throw new UsageError('name one receipt');
    const { receipt, page } = held(await readJson(file), file);
    const origin = values.offline ? undefined : originOf(values.to);
    const model = await modelFor(receipt, values.model, origin);
    const outcome = { differences: replay(receipt, model, sha256), seal: await sealFor(receipt, origin), page: pageFor(receipt, page) };
    const matches = outcome.differences.length === 0 && outcome.seal !== 'broken' && outcome.page !== 'another';
    if (values.json) io.out(JSON.stringify({ matches, ...outcome }, null, 2));
    else print(receipt, outcome, io);
    return matches ? 0 : 1;
  },
};

async function readJson(file: string): Promise<unknown> {
  const bytes = await fileBytes(file);
  if (bytes === undefined) throw new UsageError(`there is no file ${file}`);
  if (bytes > fileBytesMax) throw new Error(`${file} has ${bytes} bytes: no receipt is that long`);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON`, { cause: error });
  }
}

/** A receipt by itself, or within what the extension saves and the worker answers. */
function held(value: unknown, file: string): { receipt: RankingReceipt; page: PageFacts | undefined } {
  const around =
    typeof value === 'object' && value !== null && 'receipt' in value
      ? (value as { receipt: unknown; page?: unknown })
      : { receipt: value };
  const read = RankingReceipt.safeParse(around.receipt);
  if (read.success) return { receipt: read.data, page: PageFacts.safeParse('page' in around ? around.page : undefined).data };
  const issue = read.error.issues[0];
  throw new Error(`${file} holds no receipt of a ranking: ${issue ? `${issue.path.join('.')}: ${issue.message}` : 'it has another form'}`);
}

async function modelFor(receipt: RankingReceipt, file: string | undefined, origin: string | undefined): Promise<Model> {
  if (file !== undefined) return modelIn(file);
  if (receipt.model === shippedModelId) return shippedModel;
  if (origin === undefined) throw new Error(`the version ${receipt.model} is not the shipped one: give it with --model`);
  try {
    return (await clientOf(origin)(getVersion, { version: receipt.model })).model;
  } catch (error) {
    throw refusedBy(origin, error);
  }
}

async function sealFor(receipt: RankingReceipt, origin: string | undefined): Promise<SealState | 'not_asked'> {
  if (origin === undefined) return 'not_asked';
  try {
    return await sealOf(receipt, (await clientOf(origin)(listSealKeys, {})).keys);
  } catch (error) {
    throw new Error(`${refusedBy(origin, error).message}; --offline replays without checking the seal`, { cause: error });
  }
}

function pageFor({ pageHash }: RankingReceipt, page: PageFacts | undefined): 'same' | 'another' | 'not_given' {
  if (!page) return 'not_given';
  return sha256(pageText(page)) === pageHash ? 'same' : 'another';
}

function print(
  receipt: RankingReceipt,
  { differences, seal, page }: { differences: Difference[]; seal: SealState | 'not_asked'; page: string },
  io: Io,
): void {
  const { contenders, cards, candidates, model, rules, tagged = [], companions } = receipt;
  io.out(`model ${model}, rules ${rules}, made ${new Date(receipt.madeAt).toISOString()}`);
  io.out(`${candidates} candidates, ${contenders.length} at or above ${receipt.threshold}, ${cards.length} chosen`);
  if (tagged.length > 0) io.out(`${tagged.length} in front of them because the page's creator tagged them`);
  if (companions) io.out(`${companions.cards.length} after them, often bought with them by ${companions.artefact}`);
  for (const difference of differences) io.out(sentenceOf(difference));
  if (differences.length === 0) io.out('No difference: every score to the last bit, the order and the choice follow from the values.');
  io.out(seals[seal]);
  if (page === 'another') io.out('The page beside it is not the page that was ranked for.');
  if (page === 'same') io.out('The page beside it is the page that was ranked for.');
}

const seals: Readonly<Record<SealState | 'not_asked', string>> = {
  sealed: 'The seal is whole: this is what the worker made.',
  broken: 'The seal is broken: this was changed, or made by somebody else.',
  unknown_key: 'The seal was set with a key that is no longer published: it cannot be checked.',
  cannot_check: 'The seal cannot be checked here.',
  not_asked: 'The seal was not checked.',
};

const companionsProblems: Readonly<Record<CompanionsProblem, string>> = {
  no_card_before: 'it stands where nothing else does',
  no_room: 'it stands where there was no place left',
  order: 'its order does not follow from its scores',
  judged_already: 'it is among what the page was judged to be about, or stands twice',
  not_of_the_cards: 'it follows from products that have no card here',
};

function sentenceOf(difference: Difference): string {
  switch (difference.what) {
    case 'score':
      return `score of ${difference.product}: the receipt says ${difference.receipt}, recomputed ${difference.recomputed}`;
    case 'below_threshold':
      return `${difference.product} stands there with ${difference.score}, below the threshold`;
    case 'order':
      return `${difference.product} stands after ${difference.before}, where it does not belong`;
    case 'chosen':
      return `card ${difference.place + 1}: the receipt says ${difference.receipt ?? 'none'}, recomputed ${difference.recomputed ?? 'none'}`;
    case 'companions':
      return `what is often bought with the others: ${companionsProblems[difference.problem]}`;
    case 'broken_model':
      return `the version is no model: ${difference.problem}`;
    case 'model':
    case 'rules':
    case 'threshold':
      return `${difference.what}: the receipt says ${difference.receipt}, here it is ${difference.recomputed}`;
  }
}
