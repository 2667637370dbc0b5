/** `gloss import`: reads a feed row by row, sends the good rows, and says of every other row what to do about it. */
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallRefused } from '#shared/client.ts';
import { Refusal } from '#shared/errors.ts';
import { type FeedEntry, feedFormats, isRefusal, readFeed } from '#worker/catalogue/feeds/registry.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { type Asked, askedOf } from './import/args.ts';
import { addNotes, addRefused, emptyReport, type ImportReport, progressLine, summaryJson, summaryLines } from './import/report.ts';
import { makeSender, type Sender } from './import/send-rows.ts';
import { type Target, targetOf } from './import/target.ts';
import { makeProgress, type Progress } from './progress.ts';

export const importCommand: Command = {
  summary: 'reads a product feed and sends its good rows to the catalogue',
  help: [
    'gloss import <feed>... [--dry-run] [--format <format>] [--map <mapping.json>] [--shop <address>] [--currency <code>] [--json]',
    '',
    '<feed>               a file, a folder of saved pages (.html) or a pattern; several are read as one feed. 20 MB a file at most',
    '--dry-run            reads and reports, needs no server; with --json prints every row as a line of JSON',
    `--format <format>    ${feedFormats.map(({ name }) => name).join(', ')}; found by the content when left out`,
    '--map <file>         which column or path is what, for plain CSV and JSON (docs/FEEDS.md)',
    '--shop <address>     where relative links lead; a Shopify export needs it',
    '--currency <code>    for prices that name none; a Shopify export needs it',
    '--language <tag>     for rows that name none, such as en or zh-CN',
    '--to <origin>        the worker; else GLOSS_ORIGIN, else the local Gloss, else http://127.0.0.1:8787',
    '--key <key>          an API key with the scope catalogue:write; else GLOSS_KEY, else the key of the local demo brand',
    '--json               the outcome as JSON',
    '--progress           shows progress on stderr even when it is not a terminal',
    '',
    'Rows that are refused are listed with line and reason; exit code 1 then. Importing the same feed again changes nothing.',
  ],
  run: (argv, io) => runImport(askedOf(argv), io),
};

async function runImport(asked: Asked, io: Io): Promise<number> {
  const started = performance.now();
  const report = emptyReport();
  const bytesTotal = asked.files.reduce((sum, file) => sum + file.bytes, 0);
  const progress = makeProgress({ isShown: asked.hasProgress, line: () => progressLine(report, bytesTotal) });
  const target = asked.isDryRun ? undefined : targetOf(asked);
  const sender = target && senderTo(target, report, progress.say);
  const titles = new Set<string>();
  try {
    await readFiles({ asked, io, report, sender, titles, progress });
    await sender?.flush();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const isDown = error instanceof CallRefused && error.code === 'offline';
    if (isDown)
      report.failures.push(
        `${target?.origin} does not answer: is Gloss running there? Run the same import again then; nothing is kept twice`,
      );
    else report.failures.push(error instanceof Error ? error.message : String(error));
  } finally {
    progress.end();
  }
  const seconds = (performance.now() - started) / 1000;
  const outcome = { totals: sender?.totals, title: [...titles].join(', ') || 'no feed', seconds, filesCount: asked.files.length };
  const toOut = !(asked.isJson && asked.isDryRun);
  if (asked.isJson && toOut) io.out(JSON.stringify(summaryJson(report, outcome)));
  else for (const line of summaryLines(report, outcome)) (toOut ? io.out : io.err)(line);
  return report.refusedCount > 0 || report.failures.length > 0 ? 1 : 0;
}

interface Reading {
  asked: Asked;
  io: Io;
  report: ImportReport;
  sender: Sender | undefined;
  titles: Set<string>;
  progress: Progress;
}

/** A file that cannot be read is told at the end; the others are read all the same. */
async function readFiles({ asked, io, report, sender, titles, progress }: Reading): Promise<void> {
  const seen = new Map<string, string>();
  const isOne = asked.files.length === 1;
  for (const file of asked.files) {
    const bytes = counted(createReadStream(file.path), report);
    const onFormat = ({ title }: { title: string }): void => void titles.add(title);
    const source = { bytes, options: asked.options, format: asked.format, seen, onFormat, ...(isOne ? {} : { name: file.name }) };
    try {
      for await (const entry of readFeed(source)) {
        await take(entry, file.name);
        progress.tick();
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.code === 'invalid_request' && report.rows === 0) throw new UsageError(error.message);
      report.failures.push(isOne ? error.message : `${file.name}: ${error.message}`);
    }
  }

  async function take(entry: FeedEntry, file: string): Promise<void> {
    const place = { file, line: entry.line };
    report.rows += 1;
    if (asked.isDryRun && asked.isJson) io.out(JSON.stringify(isOne ? entry : { file, ...entry }));
    if (isRefusal(entry)) return addRefused(report, place, entry.reason);
    addNotes(report, place, entry.notes);
    await sender?.add(place, entry.product);
  }
}

async function* counted(bytes: AsyncIterable<Uint8Array>, report: ImportReport): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    report.bytes += chunk.byteLength;
    yield chunk;
  }
}

function senderTo({ origin, client }: Target, report: ImportReport, say: (text: string) => void): Sender {
  return makeSender({
    client,
    sleep: (ms) => sleep(ms),
    onRefused: (place, reason) => addRefused(report, place, reason),
    onRetry: (why, waitMs) => say(`gloss import: ${origin}: ${why}; trying again in ${waitMs / 1000} s`),
  });
}
