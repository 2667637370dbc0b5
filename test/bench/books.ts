/** How fast a book writes, beside the same rows without a book; how fast anyone can verify it. */
import { hash } from 'node:crypto';
import path from 'node:path';
import { createTestHarness } from 'wrangler';
import { makeVerifier } from '#shared/book/verify.ts';
import { sha256Hex } from '#shared/sha256.ts';
import { aTouch, orderEvent, refundEvent, termsEvent, testBook, touchEvent } from '#test/harness/book.ts';
import type { Table } from './main.ts';

const eventsPerKind = 5000;
const roundTrips = 1000;

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
    await ask('/warm/prepare?a=order&b=500');
    await ask('/warm/recordAll');
    for (const kind of ['click', 'order', 'refund', 'release']) rows.push(await rowOf(kind, ask));
    for (const wide of [1, 50]) rows.push(await callsOf(wide, ask));
    return {
      title: 'Events per second into one book (workerd, SQLite on disk)',
      note: 'Book: a transaction an event, with facts, decision, hash and all rows. Raw: the same statements again, a transaction an event, into tables of the same form without triggers, nothing read or decided.',
      columns: ['event', 'book /s', 'raw /s', 'ratio', 'µs an event'],
      rows,
    };
  } finally {
    await server.close();
  }
}

type Ask = (call: string) => Promise<number>;

async function rowOf(kind: string, ask: Ask): Promise<Table['rows'][number]> {
  const idle = Math.min(await ask('/main/nothing'), await ask('/main/nothing'), await ask('/main/nothing'));
  const prepare = `prepare?a=${kind}&b=${eventsPerKind}`;
  await ask(`/main/${prepare}`);
  const book = (await ask('/main/recordAll')) - idle;
  await ask('/main/settle');
  await ask(`/listened/${prepare}`);
  await ask('/listened/recordListening');
  await ask('/listened/settle');
  await ask('/listened/makeRawTables');
  const raw = (await ask('/listened/writeRaw')) - idle;
  return [kind, rate(eventsPerKind, book), rate(eventsPerKind, raw), (raw / book).toFixed(2), ((book * 1000) / eventsPerKind).toFixed(0)];
}

/** As it is used: a call an event, answered when it is on disk. */
async function callsOf(wide: number, ask: Ask): Promise<Table['rows'][number]> {
  const [book, listened] = [`/book-${wide}`, `/listened-${wide}`];
  await ask(`${listened}/prepare?a=order&b=${roundTrips}`);
  await ask(`${listened}/recordListening`);
  await ask(`${listened}/settle`);
  await ask(`${listened}/makeRawTables`);
  const raw = await ask(`${listened}/each?a=writeOneRaw&b=${roundTrips}&c=${wide}`);
  await ask(`${book}/prepare?a=order&b=${roundTrips}`);
  const recorded = await ask(`${book}/each?a=recordOne&b=${roundTrips}&c=${wide}`);
  const name = `order, ${wide === 1 ? 'a call each' : `${wide} calls at once`}`;
  return [
    name,
    rate(roundTrips, recorded),
    rate(roundTrips, raw),
    (raw / recorded).toFixed(2),
    ((recorded * 1000) / roundTrips).toFixed(0),
  ];
}

function verifying(): Table {
  const native = (text: string): string => hash('sha256', text);
  const rows = [20_000, 80_000].flatMap((events) => {
    const lines = aLog(events);
    const bytes = lines.reduce((sum, line) => sum + line.length + 1, 0);
    verifySeconds(lines.slice(0, 5000), native);
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
    title: 'Verifying a bundle (Node, one core)',
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
  return book.bundle();
}

function verifySeconds(lines: readonly string[], hashText: (text: string) => string): { seconds: number; heapMb: string } {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  const verifier = makeVerifier(hashText);
  for (const line of lines) verifier.line(line);
  const { differences } = verifier.end();
  const seconds = (performance.now() - began) / 1000;
  if (differences.length > 1) throw new Error(differences[0]?.what);
  globalThis.gc?.();
  return { seconds, heapMb: globalThis.gc ? ((process.memoryUsage().heapUsed - before) / 1e6).toFixed(1) : 'needs --expose-gc' };
}

const rate = (count: number, milliseconds: number): string => Math.round((count * 1000) / milliseconds).toLocaleString('en');
