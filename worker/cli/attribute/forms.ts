/** The two forms of a paths file: one row per path with what came of it, or one row per event of a person. */
import { type JourneyEvent, type Journeys, journeysOf } from '#shared/book/attribution/journeys.ts';
import { fail } from '#shared/errors.ts';
import { headerOf, type TableRecord, tableRecords } from '#worker/catalogue/feeds/table.ts';
import { conversionsIn, nameIn, numberIn, stepsIn, timeIn } from './cells.ts';

type Column = 'path' | 'conversions' | 'value' | 'nulls' | 'person' | 'time' | 'channel';

/** What others call these columns. */
const otherNames: Readonly<Record<string, Column>> = {
  total_conversions: 'conversions',
  conversion: 'conversions',
  total_conversion_value: 'value',
  conversion_value: 'value',
  revenue: 'value',
  total_null: 'nulls',
  null: 'nulls',
  user: 'person',
  user_id: 'person',
  person_id: 'person',
  timestamp: 'time',
};
const columnName = (header: string): string => {
  const name = header
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
  return Object.hasOwn(otherNames, name) ? (otherNames[name] ?? name) : name;
};

interface Form {
  name: 'paths' | 'events';
  required: readonly Column[];
  /** Takes in rows; what can be told at once is told, the rest at the end. */
  reader: (has: (column: Column) => boolean) => { row: (get: TableRecord['get']) => Journeys[]; rest: () => Iterable<Journeys> };
}

const paths: Form = {
  name: 'paths',
  required: ['path', 'conversions'],
  reader: (has) => ({
    row: (get) => [
      {
        path: stepsIn(get('path')),
        conversions: numberIn(get('conversions'), 'conversions'),
        value: has('value') ? numberIn(get('value'), 'value') : 0,
        nulls: has('nulls') ? numberIn(get('nulls'), 'nulls') : 0,
      },
    ],
    rest: () => [],
  }),
};

const events: Form = {
  name: 'events',
  required: ['person', 'time', 'channel', 'conversions'],
  reader: () => {
    const people = new Map<string, JourneyEvent[]>();
    const names = new Map<string, string>();
    // One string for each name: a piece of a row would keep all the text it was cut from.
    const kept = (name: string): string => {
      const known = names.get(name);
      if (known === undefined) names.set(name, name);
      return known ?? name;
    };
    return {
      row: (get) => {
        const event = eventIn(get);
        if (event.channel !== undefined) event.channel = kept(event.channel);
        const person = nameIn(get('person'), 'person');
        const known = people.get(person);
        if (known) known.push(event);
        else people.set(person, [event]);
        return [];
      },
      *rest() {
        for (const one of people.values()) yield* journeysOf(one);
      },
    };
  },
};

function eventIn(get: TableRecord['get']): JourneyEvent {
  const conversions = conversionsIn(get('conversions'));
  const value = get('value').trim() === '' ? 0 : numberIn(get('value'), 'value');
  const isPlainSale = conversions > 0 && get('channel').trim() === '';
  const channel = isPlainSale ? undefined : nameIn(get('channel'), 'channel');
  return { at: timeIn(get('time')), channel, conversions, value };
}

export type Read = { line: number; journeys: Journeys } | { line: number; reason: string };

/**
 * Paths in the order of the file, as they are read; of events when all are read, because people's events may stand anywhere. `line` is 0
 * for journeys that several lines tell.
 * @throws Refusal when the header is of neither form.
 */
export async function* readJourneys(text: AsyncIterable<string>): AsyncGenerator<Read> {
  const chunks = text[Symbol.asyncIterator]();
  const first = await chunks.next();
  const head = first.done ? '' : first.value;
  if (head.trim() === '') fail('unprocessable', 'the file is empty');
  const header = headerOf(head).map(columnName);
  const form = header.includes('path') ? paths : header.includes('person') ? events : failHeader(header);
  const { row, rest } = form.reader((column) => header.includes(column));
  const whole = (async function* () {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  })();
  for await (const found of tableRecords(whole, { columnName, required: form.required })) {
    if ('reason' in found) yield found;
    else yield* rowOf(found, row);
  }
  for (const journeys of rest()) yield { line: 0, journeys };
}

function rowOf({ line, get }: TableRecord, row: (get: TableRecord['get']) => Journeys[]): Read[] {
  try {
    return row(get).map((journeys) => ({ line, journeys }));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [{ line, reason: error.message }];
  }
}

const failHeader = (header: readonly string[]): never =>
  fail(
    'unprocessable',
    `the first line names the columns: path, conversions, value, nulls; or person, time, channel, conversion, value. It is: ${header.join(', ').slice(0, 1000)}`,
  );
