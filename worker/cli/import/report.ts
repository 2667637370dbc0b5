/** What an import did, as it goes and at its end. */
import type { RowPlace, SentTotals } from './send-rows.ts';

interface Refused extends RowPlace {
  reason: string;
}
export interface ImportReport {
  rows: number;
  bytes: number;
  refused: Refused[];
  refusedCount: number;
  notes: Refused[];
  notesCount: number;
  /** What could not be read or sent at all. */
  failures: string[];
}

export const emptyReport = (): ImportReport => ({
  rows: 0,
  bytes: 0,
  refused: [],
  refusedCount: 0,
  notes: [],
  notesCount: 0,
  failures: [],
});

/** The first ones are kept to be shown, all are counted: a feed of a million bad rows must not fill the memory. */
const keptMax = 1000;
const shownMax = 20;
const notesShownMax = 5;

export function addRefused(report: ImportReport, place: RowPlace, reason: string): void {
  report.refusedCount += 1;
  if (report.refused.length < keptMax) report.refused.push({ ...place, reason });
}

export function addNotes(report: ImportReport, place: RowPlace, notes: readonly string[]): void {
  report.notesCount += notes.length;
  for (const reason of notes) if (report.notes.length < keptMax) report.notes.push({ ...place, reason });
}

/** For a terminal: one line that is written over and over. */
export function progressLine(report: ImportReport, bytesTotal: number): string {
  const share = bytesTotal > 0 ? Math.min(100, Math.floor((report.bytes / bytesTotal) * 100)) : 100;
  return `${share} %  ${sizeInWords(report.bytes)}  ${report.rows} rows, good ${report.rows - report.refusedCount}, refused ${report.refusedCount}`;
}

const sizeInWords = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

export interface Outcome {
  totals: SentTotals | undefined;
  title: string;
  seconds: number;
  filesCount: number;
}

/** The end of an import in words. */
export function summaryLines(report: ImportReport, { totals, title, seconds, filesCount }: Outcome): string[] {
  const good = report.rows - report.refusedCount;
  const of = filesCount === 1 ? '' : ` of ${filesCount} files`;
  return [
    `${title}: ${report.rows} rows${of}, ${sizeInWords(report.bytes)} in ${seconds.toFixed(1)} s`,
    totals
      ? `created ${totals.created}, changed ${totals.changed}, unchanged ${totals.unchanged}, refused ${report.refusedCount}`
      : `good ${good}, refused ${report.refusedCount} (dry run: nothing was sent)`,
    ...listed('refused', report.refused, report.refusedCount, { max: shownMax, filesCount }),
    ...listed('notes', report.notes, report.notesCount, { max: notesShownMax, filesCount }),
    ...report.failures.map((failure) => `failed: ${failure}`),
  ];
}

/** The same for machines. */
export function summaryJson(report: ImportReport, { totals, title, filesCount }: Outcome): object {
  const { rows, bytes, refusedCount, refused, notesCount, failures } = report;
  return { format: title, files: filesCount, rows, bytes, ...totals, refusedCount, refused, notesCount, failures };
}

function listed(what: string, all: readonly Refused[], count: number, { max, filesCount }: { max: number; filesCount: number }): string[] {
  if (count === 0) return [];
  const shown = all.slice(0, max).map(({ file, line, reason }) => `  ${filesCount > 1 ? `${file}, ` : ''}line ${line}: ${reason}`);
  return [`${what} (${count}):`, ...shown, ...(count > shown.length ? [`  and ${count - shown.length} more`] : [])];
}
