import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type PackedTower, shippedTower, unpackedTower, untrained } from '#worker/model/tower.ts';
import { type EncodeTime, encodeTime } from '#worker/model/train/match/encode-time.ts';
import { readMatching } from '#worker/model/train/match/listings.ts';
import { type MatchReport, measureMatching } from '#worker/model/train/match/measure.ts';
import { type Io, UsageError } from './command.ts';

export const evalMatchHelp: readonly string[] = [
  'gloss eval match <folder> [--text <file> | --untrained] [--json]',
  '',
  '<folder>           abt-buy: the listings of two shops, and pairs of them in three splits',
  '--text <file>      with the text tower that gloss train text wrote; left out, the one that ships',
  '--untrained        with the tower as it is before training: every part of a word lies where its hash puts it',
  '--json             the tables as JSON',
];

export function evalMatchCommand(argv: readonly string[], io: Io): number {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { text: { type: 'string' }, untrained: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  const [folder, more] = positionals;
  if (folder === undefined || more !== undefined) throw new UsageError('name one folder');
  const tower = values.untrained ? untrained : values.text === undefined ? shippedTower() : towerIn(values.text);
  const matching = readMatching(folder);
  const report = measureMatching(matching, tower, (line) => io.err(line));
  const encoding = encodeTime(
    matching.ones.map(({ description }) => description),
    tower,
  );
  if (values.json) io.out(JSON.stringify({ ...report, encoding }, null, 1));
  else for (const line of [...linesOf(report), '', timeLine(encoding)]) io.out(line);
  return 0;
}

const towerIn = (file: string) => unpackedTower(JSON.parse(readFileSync(file, 'utf8')) as PackedTower);

const timeLine = ({ characters, firstMs, againMs }: EncodeTime): string =>
  `placing a page of ${characters} characters: ${firstMs.toFixed(2)} ms with words never met, ${againMs.toFixed(2)} ms with words met before (median)`;

function linesOf({ pairs, matching, retrieval }: MatchReport): string[] {
  const width = 62;
  const row = (name: string, ...cells: string[]): string => name.padEnd(width) + cells.map((cell) => cell.padEnd(10)).join('');
  const percent = (share: number): string => (share * 100).toFixed(2);
  return [
    `pairs: fitted to ${pairs.train}, settings and threshold from ${pairs.valid}, measured on ${pairs.test}`,
    '',
    row('the same product? (test split)', 'F1', 'precision', 'recall', 'ECE'),
    ...matching.map(({ by, measures: { f1, precision, recall, calibrationError } }) =>
      row(by, percent(f1), percent(precision), percent(recall), calibrationError.toFixed(4)),
    ),
    '',
    row('its listing in the other shop, of all', 'hit@1', 'hit@10', 'hit@1', 'hit@10'),
    row('', 'test', `of ${retrieval[0]?.test.asked}`, 'all', `of ${retrieval[0]?.all.asked}`),
    ...retrieval.map(({ by, test, all }) =>
      row(by, test.first.toFixed(4), test.amongTen.toFixed(4), all.first.toFixed(4), all.amongTen.toFixed(4)),
    ),
  ];
}
