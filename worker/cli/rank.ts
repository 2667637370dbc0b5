/** `gloss rank`: which cards a saved page gets from a running worker, and why. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CallRefused, makeClient } from '#shared/client.ts';
import { type Card, type CardSet, cardsMax, recommendCards } from '#shared/contracts/recommend.ts';
import { printAmount } from '#shared/money.ts';
import { PageSnapshot, recommendable } from '#shared/page.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { originOf } from './origin.ts';
import { openPage, readSaved } from './page.ts';

export const rankCommand: Command = {
  summary: 'prints which cards a saved page gets, with scores, reasons and features',
  help: [
    'gloss rank --page <file> [--url <address>] [--cards <1..12>] [--to <origin>] [--json]',
    '',
    '--page <file>     a saved page (.html), or a recorded response of a platform (.json)',
    '--url <address>   where the page was; without it the canonical address that the page states',
    '--cards <number>  at most so many, 4 unless told',
    '--to <origin>     the worker; else GLOSS_ORIGIN, else the local Gloss, else http://127.0.0.1:8787',
    '--json            the answer of the worker as JSON',
    '',
    'Exit code 0 when the worker answered, with cards or with the reason why there is none; 1 when the page cannot be read or no worker answers.',
  ],
  async run(argv, io) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        page: { type: 'string' },
        url: { type: 'string' },
        cards: { type: 'string', default: '4' },
        to: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
    const count = Number(values.cards);
    if (!Number.isInteger(count) || count < 1 || count > cardsMax) throw new UsageError(`--cards takes a number from 1 to ${cardsMax}`);
    const page = snapshotOf(values.page, values.url);
    const origin = originOf(values.to);
    const answer = await ask(origin, page, count);
    if (values.json) io.out(JSON.stringify(answer, null, 2));
    else print(page, answer, io);
    return 0;
  },
};

function snapshotOf(file: string | undefined, address: string | undefined): PageSnapshot {
  if (file === undefined) throw new UsageError('name a saved page with --page');
  if (address !== undefined && !URL.canParse(address)) throw new UsageError(`"${address}" is no address; write it with https://`);
  if (!existsSync(file)) throw new Error(`there is no file ${file}`);
  const { reading, seen } = readSaved(openPage(file), address === undefined ? undefined : new URL(address));
  if (!seen) throw new Error(`the page cannot be read (${reading.why ?? 'empty'}); "gloss read" says more`);
  if (seen.url === undefined) throw new UsageError('the page does not state its address: say where it was with --url');
  return recommendable(PageSnapshot.parse(seen));
}

async function ask(origin: string, page: PageSnapshot, count: number): Promise<CardSet> {
  const client = makeClient(async ({ method, path, body }) =>
    fetch(origin + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), redirect: 'error' }),
  );
  try {
    return await client(recommendCards, { page, cardsMax: count, explain: true });
  } catch (error) {
    if (!(error instanceof CallRefused))
      throw new Error(`${origin} answers, but not as Gloss does: is it another program?`, { cause: error });
    if (error.code === 'offline')
      throw new Error(`${origin} does not answer: start Gloss there with npm start, or name another with --to`, { cause: error });
    throw new Error(`${origin} refused: ${error.message} (${error.code})`, { cause: error });
  }
}

function print(page: PageSnapshot, { cards, nothing, receipt }: CardSet, io: Io): void {
  io.out(`${page.kind}  ${page.title ?? 'without a title'}`);
  io.out(`${page.url}, ${page.products.length} products named, ${page.shopLinks.length} shop links`);
  if (nothing) io.out(`\nno card: ${sentences[nothing]}`);
  for (const [at, card] of cards.entries()) for (const line of cardLines(card, at + 1)) io.out(line);
  io.out(`\nmodel ${receipt.model.slice(0, 12)}, ${receipt.candidates} candidates, threshold ${receipt.threshold}`);
  io.out(`candidates ${receipt.candidatesHash}`);
}

const sentences = {
  no_match: 'nothing in the catalogue is what the page is about',
  empty_catalogue: 'the catalogue is empty: import a feed first',
  no_words: 'the page has too few words',
} as const;

function cardLines({ product, score, reasons, features, offer }: Card, place: number): string[] {
  const price = product.price ? `${printAmount(product.price.amountMinor, product.price.currency)} ${product.price.currency}` : 'no price';
  const seen = Object.entries(features ?? {}).filter(([, value]) => value >= 0.0005);
  return [
    '',
    `${place}. ${product.title}`,
    `   score ${score.toFixed(4)}  ${reasons.join(', ')}`,
    ...seen.map(([name, value]) => `   ${name.padEnd(18)} ${value.toFixed(3)}`),
    `   ${product.merchant}, ${price}, ${product.url}`,
    `   ${offer ? `${offer.earner.name} earns ${offer.rateBps / 100} %, the shopper has ${offer.benefit.kind}` : 'nobody earns: a plain link'}`,
  ];
}
