/** What stands in one cell. Each throws a RangeError that says what was expected. */

/** "12", "12.0" and "1.2e1", but not "12,0", which is a hundred and twenty in some countries. */
export function numberIn(cell: string, name: string): number {
  const text = cell.trim();
  if (text === '') throw new RangeError(`${name} is empty: write 0 for none`);
  if (!/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) throw new RangeError(`${name} is a number such as 12.5, not ${shown(text)}`);
  return Number(text);
}

const words: Readonly<Record<string, number>> = { '': 0, false: 0, no: 0, true: 1, yes: 1 };

/** How many conversions an event is: a number, or yes or no. */
export function conversionsIn(cell: string): number {
  const word = cell.trim().toLowerCase();
  return Object.hasOwn(words, word) ? (words[word] ?? 0) : numberIn(word, 'conversion');
}

const isoTime = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i;
/** Seconds since 1970 stay below this for three thousand years; milliseconds passed it in 1973. */
const secondsMax = 100_000_000_000;

/** UTC milliseconds of an ISO 8601 time, UTC where it names no zone, or of seconds or milliseconds since 1970. */
export function timeIn(cell: string): number {
  const text = cell.trim();
  const [, date, clock = '00:00', zone = 'Z'] = isoTime.exec(text) ?? [];
  const time = /^\d{1,16}$/.test(text)
    ? Number(text) * (Number(text) < secondsMax ? 1000 : 1)
    : date === undefined
      ? Number.NaN
      : Date.parse(`${date}T${clock}${zone.toUpperCase().replace(/(\d\d)(\d\d)$/, '$1:$2')}`);
  if (Number.isNaN(time)) throw new RangeError(`time is such as 2026-03-01T12:00:00Z or seconds since 1970, not ${shown(text)}`);
  return time;
}

/** The channels of "a > b > c"; none in an empty cell. */
export function stepsIn(cell: string): { channel: string }[] {
  if (cell.trim() === '') return [];
  return cell.split('>').map((part, at) => {
    const channel = part.trim();
    if (channel === '') throw new RangeError(`step ${at + 1} of the path has no channel`);
    return { channel };
  });
}

export function nameIn(cell: string, name: string): string {
  const text = cell.trim();
  if (text === '') throw new RangeError(`${name} is empty`);
  return text;
}

const shown = (text: string): string => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
