/** How fast a book writes, beside the same rows without a book; how fast anyone can verify it. */
import { hash } from 'node:crypto';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTestHarness } from 'wrangler';
import { makeVerifier } from '#shared/book/verify.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { aTouch, orderEvent, refundEvent, termsEvent, testBook, touchEvent } from '#test/harness/book.ts';
import type { Table } from './main.ts';

/** Of each measurement the best round counts: the others tell what else the machine was doing. */
const rounds = 6;
const eventsPerRound = 2000;
const callsPerRound = 120;
const warmingLines = 5000;

export async function run(): Promise<Table[]> {
  return [await writing(), verifying()];
}

async function writing(): Promise<Table> {
  const server = createTestHarness({ workers: [{ configPath: path.join(import.meta.dirname, 'workers/books.jsonc') }] });
  const { url } = await server.listen();
  const ask = async (call: string): Promise<number> => {
    const began = performance.now();
    const answer = await fetch(new URL(call, url));
    if (!answer.ok) throw new Error(`${call}: ${answer.status} ${await answer.text()}`);
    return performance.now() - began;
  };
  try {
    const rows: Table['rows'] = [];
    for (const kind of ['click', 'order', 'refund', 'release'])
      rows.push(await rowOf(kind, { ask, perRound: eventsPerRound, calls: 'all at once' }));
    for (const wide of [1, 50]) rows.push(await rowOf('order', { ask, perRound: callsPerRound, calls: wide }));
    return {
      title: 'Events per second into one book (workerd, SQLite on disk)',
      note: `Book: a transaction an event, with facts, decision, hash and all rows. Raw: the same statements again, a transaction an event, into tables of the same form without triggers, nothing read or decided. Best of ${rounds} rounds.`,
      columns: ['event', 'book /s', 'raw /s', 'ratio', 'µs an event'],
      rows,
    };
  } finally {
    await server.close();
  }
}

type Ask = (call: string) => Promise<number>;
interface Measured {
  ask: Ask;
  perRound: number;
  /** All events of a round in one call, or a call each and so many calls at a time. */
  calls: 'all at once' | number;
}

async function rowOf(kind: string, { ask, perRound, calls }: Measured): Promise<Table['rows'][number]> {
  const inOne = calls === 'all at once';
  const [told, listened] = inOne ? ['/told', '/listened'] : [`/told-${calls}`, `/listened-${calls}`];
  const record = inOne ? 'recordAll' : `each?a=recordOne&b=${perRound}&c=${calls}`;
  const write = inOne ? 'writeRaw' : `each?a=writeOneRaw&b=${perRound}&c=${calls}`;
  const best = { book: Number.POSITIVE_INFINITY, raw: Number.POSITIVE_INFINITY, idle: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    const prepare = `prepare?a=${kind}&b=${round * perRound + 1}&c=${perRound}`;
    await ask(`${told}/${prepare}`);
    best.book = Math.min(best.book, await ask(`${told}/${record}`));
    best.idle = Math.min(best.idle, await ask(`${told}/nothing`));
    await ask(`${told}/settle`);
    for (const step of [prepare, 'recordListening', 'settle', 'makeRawTables']) await ask(`${listened}/${step}`);
    best.raw = Math.min(best.raw, await ask(`${listened}/${write}`));
  }
  const name = inOne ? kind : `${kind}, ${calls === 1 ? 'a call each' : `${calls} calls at once`}`;
  const [book, raw] = [best.book - best.idle, best.raw - best.idle];
  return [name, rate(perRound, book), rate(perRound, raw), (raw / book).toFixed(2), Math.round((book * 1000) / perRound)];
}

function verifying(): Table {
  const native = (text: string): string => hash('sha256', text);
  const rows = [20_000, 80_000].flatMap((events) => {
    const lines = aLog(events);
    const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
    verifySeconds(lines.slice(0, warmingLines), native);
    return (
      [
        ["the platform's SHA-256", native],
        ['our SHA-256', sha256Hex],
      ] as const
    ).map(([name, hashText]) => {
      const { seconds, heapMb } = verifySeconds(lines, hashText);
      return [`${events} events, ${name}`, rate(events, seconds * 1000), (bytes / events).toFixed(0), heapMb];
    });
  });
  return {
    title: 'Verifying a bundle (Node, one core, by processor time)',
    note: 'Four clicks, one order and one refund of every third order in turn. The heap kept is for orders: clicks leave nothing behind.',
    columns: ['log', 'events /s', 'bytes an event', 'heap kept, MB'],
    rows,
  };
}

function aLog(events: number): string[] {
  const book = testBook();
  book.record(termsEvent(1));
  for (let made = 1, number = 1; made < events; number++) {
    for (let click = 0; click < 4; click++, made++) book.record(touchEvent(aTouch(4 * number + click)));
    book.record(orderEvent(number));
    if (number % 3 === 0) book.record(refundEvent(number, number));
    made += number % 3 === 0 ? 2 : 1;
  }
  // As text that was read from a file, not as it was pieced together.
  return Buffer.from(book.bundle().join('\n')).toString().split('\n');
}

function verifySeconds(lines: readonly string[], hashText: (text: string) => string): { seconds: number; heapMb: string } {
  collectGarbage();
  const heapBefore = process.memoryUsage().heapUsed;
  const began = process.cpuUsage();
  const verifier = makeVerifier(hashText);
  for (const line of lines) verifier.line(line);
  const { user, system } = process.cpuUsage(began);
  collectGarbage();
  const heapMb = ((process.memoryUsage().heapUsed - heapBefore) / 1e6).toFixed(1);
  const { differences } = verifier.end();
  if (differences.length > 0 && lines.length !== warmingLines) throw new Error(differences[0]?.what);
  return { seconds: (user + system) / 1e6, heapMb };
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const rate = (count: number, milliseconds: number): string => Math.round((count * 1000) / milliseconds).toLocaleString('en');
