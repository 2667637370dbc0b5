import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { footerCharsMax } from '#shared/book/bundle.ts';
import { type DayRoot, rootsCheck } from '#shared/book/day-root.ts';
import { differencesMax, makeVerifier, type Verdict } from '#shared/book/verify.ts';
import { printAmount } from '#shared/money.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { fileBytes } from './file.ts';
import { rootsIn, verifyProofFile } from './verify-proof.ts';

/** `gloss verify`: recomputes a brand's book from its bundle and names what differs; with `--proof`, checks a creator's proof. */
export const verifyCommand: Command = {
  summary: "recomputes a brand's book from its bundle and names the first event that differs; checks a creator's proof",
  help: [
    'gloss verify <bundle.ndjson> [--roots <roots.json>] [--json]',
    'gloss verify --proof <proof.json> [--root <hash>] [--json]',
    '',
    '<bundle.ndjson>   what GET /v1/books/bundle answered',
    '--roots           what GET /v1/books/roots answered: every day has the root that its events give',
    '--proof           what GET /v1/creators/proof answered: that a click or an order is in the root of its day',
    '--root            the root that the brand sees for that day',
    '--json            { brandId, events, rootHash, balances, differences: [{ seq, what }] }; of a proof { brandId, seq, root, differences, touch }',
    '',
    'Exit code 0: no difference. 1: the first difference is named. 2: called wrongly, or there is no such file.',
    'Compare the root with the one the console shows: a book whose root is the same is the same book.',
  ],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        proof: { type: 'string' },
        root: { type: 'string' },
        roots: { type: 'string' },
      },
    });
    const { json, proof, root, roots } = values;
    if (proof !== undefined) {
      if (positionals.length > 0 || roots !== undefined) throw new UsageError('name either a bundle or a proof');
      return verifyProofFile(proof, io, { root, json });
    }
    const [file, more] = positionals;
    if (file === undefined || more !== undefined) throw new UsageError('name one bundle');
    if (root !== undefined) throw new UsageError('--root goes with --proof');
    if ((await fileBytes(file)) === undefined) throw new UsageError(`there is no file ${file}`);
    const verdict = await verifyFile(file, roots === undefined ? [] : await rootsIn(roots));
    if (json) io.out(JSON.stringify(verdict, null, 2));
    else report(verdict, io);
    return verdict.differences.length === 0 ? 0 : 1;
  },
};

async function verifyFile(file: string, kept: readonly DayRoot[]): Promise<Verdict> {
  const roots = rootsCheck(() => verifier.brandId() ?? '', kept);
  const verifier = makeVerifier((text) => hash('sha256', text), roots.event);
  for await (const line of linesOf(file)) verifier.line(line);
  const verdict = verifier.end();
  return { ...verdict, differences: [...verdict.differences, ...roots.end()].slice(0, differencesMax) };
}

function report({ brandId, events, rootHash, balances, differences }: Verdict, io: Io): void {
  for (const { what } of differences) io.out(what);
  if (differences.length > 0) return;
  for (const { account, currency, amountMinor } of balances)
    io.out(`${printAmount(amountMinor, currency).padStart(20)} ${currency}  ${account}`);
  io.out(`${brandId}: ${events} events, root ${rootHash}`);
  io.out('No difference: every commission, reason, posting and balance follows from the events.');
}

const lineBreak = 10;
/** A longer line is cut here: it is still too long to be a line of a book, and memory stays bounded. */
const lineBytesMax = footerCharsMax + 1;

/** Lines without their break; what follows the last break is a line only when there is something. */
async function* linesOf(file: string): AsyncGenerator<string> {
  let begun: Buffer[] = [];
  let begunBytes = 0;
  const begin = (part: Buffer): void => {
    const kept = part.subarray(0, Math.max(0, lineBytesMax - begunBytes));
    if (kept.length > 0) begun.push(kept);
    begunBytes += kept.length;
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let to = chunk.indexOf(lineBreak); to >= 0; to = chunk.indexOf(lineBreak, from)) {
      if (begunBytes === 0) yield chunk.toString('utf8', from, to);
      else {
        begin(chunk.subarray(from, to));
        yield Buffer.concat(begun).toString('utf8');
        begun = [];
        begunBytes = 0;
      }
      from = to + 1;
    }
    begin(chunk.subarray(from));
  }
  if (begunBytes > 0) yield Buffer.concat(begun).toString('utf8');
}
