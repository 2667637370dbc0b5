/** `gloss standdown`: what the extension's own judgement says, in every scenario of the matrix or in one case. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { loosened } from '#extension/standdown/monotone.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { isAsExpected, outcomeOf, type Press, presses, type Seen, scenarios, usual, viaOf } from '#extension/standdown/scenarios.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { PackSetForm } from './standdown/pack-form.ts';
import { endingOf, markdown, packRows, reasonWords, scenarioRows } from './standdown/tables.ts';

export const standdownCommand: Command = {
  summary: 'says when a card may earn and when Gloss stands down, for every scenario or for one case',
  help: [
    'gloss standdown [--json | --markdown]   |   gloss standdown --chain <step> … [--from <page>] [--to <product>] [--link <link>] [--press <how>] [--json]',
    '',
    'Without --chain: the matrix of scenarios, each with what was expected and what follows. Exit code 1 when one differs.',
    '--chain <step>     "<minutes ago> [opened|offered] <address> [<what led there> …]"; once for each step, in any order',
    '--from <page>      the page that the card stands on',
    '--to <product>     where the card leads, without anybody’s code',
    '--link <link>      a link of the page’s author; once for each',
    `--press <how>      ${Object.keys(presses).join(', ')}; without it clear`,
    '--packs            the policy packs: signals, length, citation and the day on which it was looked at',
    '--against <file>   what a changed set of packs (JSON) would let pass that the shipped one stops; exit code 1 when there is any',
    '--json             answers as JSON          --markdown  the tables of docs/STANDDOWN.md',
  ],
  run(argv, io) {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        chain: { type: 'string', multiple: true },
        from: { type: 'string' },
        to: { type: 'string' },
        link: { type: 'string', multiple: true },
        press: { type: 'string' },
        packs: { type: 'boolean', default: false },
        against: { type: 'string' },
        json: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
      },
    });
    if (values.against !== undefined) return compare(values.against, io);
    if (values.packs) return printPacks(values, io);
    const { chain, from, to, link, press } = values;
    const isOne = [chain, from, to, link, press].some((value) => value !== undefined);
    if (!isOne) return printMatrix(values, io);
    return explain(
      {
        chain: (chain ?? []).map(stepOf),
        press: pressOf(press ?? 'clear'),
        from: addressOf(from ?? usual.from),
        to: addressOf(to ?? usual.to),
        links: link ?? [],
      },
      values.json,
      io,
    );
  },
};

function printMatrix({ json, markdown: isMarkdown }: { json: boolean; markdown: boolean }, io: Io): number {
  const results = scenarios.map((scenario) => {
    const { outcome } = outcomeOf(scenario);
    return { scenario, outcome, isRight: isAsExpected(outcome, scenario.expected) };
  });
  const wrong = results.filter(({ isRight }) => !isRight).length;
  if (json)
    io.out(
      JSON.stringify(
        { packs: shippedPacks.version, scenarios: results.map(({ scenario, ...rest }) => ({ ...scenario, ...rest })) },
        null,
        2,
      ),
    );
  else if (isMarkdown) for (const line of markdown(scenarioRows())) io.out(line);
  else {
    for (const { scenario, outcome, isRight } of results) {
      io.out(`${isRight ? '✓' : '✗'} ${scenario.name}`);
      for (const [minutesAgo, address, via, did] of scenario.chain)
        io.out(
          `      ${`${minutesAgo} min`.padStart(7)} ago  ${did ? `${did} ` : ''}${address}${viaOf(via)
            .map((one) => `  from ${one}`)
            .join('')}`,
        );
      io.out(`      ${scenario.press === 'none' ? 'no press' : `press: ${scenario.press}`} → ${endingOf(outcome)}`);
      if (!isRight) io.out(`      expected ${endingOf(scenario.expected)}`);
    }
    io.out('');
    io.out(`${scenarios.length} scenarios, ${wrong} differ. Packs ${shippedPacks.version}: ${shippedPacks.packs.length} networks.`);
  }
  return wrong === 0 ? 0 : 1;
}

function printPacks({ json, markdown: isMarkdown }: { json: boolean; markdown: boolean }, io: Io): number {
  if (json) io.out(JSON.stringify(shippedPacks, null, 2));
  else if (isMarkdown) for (const line of markdown(packRows())) io.out(line);
  else {
    const [, ...rows] = packRows();
    for (const [network, signals, length, citation] of rows) {
      io.out(network ?? '');
      io.out(`      shown by  ${signals}`);
      io.out(`      stands    ${length}`);
      io.out(`      written   ${citation}`);
    }
    io.out(`Packs ${shippedPacks.version}`);
  }
  return 0;
}

function explain(one: Parameters<typeof outcomeOf>[0], isJson: boolean, io: Io): number {
  const { outcome, verdict, url } = outcomeOf(one);
  if (isJson) io.out(JSON.stringify({ ...outcome, reasons: verdict.reasons, packs: shippedPacks.version }, null, 2));
  else {
    io.out(endingOf(outcome));
    for (const reason of verdict.reasons) io.out(`  ${reasonWords(reason)}`);
    io.out(`opens ${outcome.link === 'paid' ? `the paid link to ${url}, where there is an offer and supporting creators is on` : url}`);
    io.out(`by packs ${shippedPacks.version}`);
  }
  return 0;
}

function compare(file: string, io: Io): number {
  const read = PackSetForm.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`${file} is no set of packs: ${z.prettifyError(read.error)}`);
  const lines = loosened(shippedPacks, read.data);
  for (const line of lines) io.out(line);
  io.out(
    lines.length === 0
      ? `at least as strict as ${shippedPacks.version}`
      : `${lines.length} ways in which it is looser than ${shippedPacks.version}`,
  );
  return lines.length === 0 ? 0 : 1;
}

function stepOf(text: string): Seen {
  const [, minutes = '', did, address = '', via = ''] = /^\s*(\d+(?:\.\d+)?)\s+(?:(opened|offered)\s+)?(\S+)(.*)$/.exec(text) ?? [];
  if (minutes === '') throw new UsageError(`"${text}" is no step: write "<minutes ago> [opened|offered] <address> [<what led there> …]"`);
  return [Number(minutes), addressOf(address), via.split(/\s+/).filter(Boolean).map(addressOf), did as Seen[3]];
}

function addressOf(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new UsageError(`"${text}" is no address; write it with https://`);
  return text;
}

function pressOf(text: string): Press {
  if (!Object.hasOwn(presses, text)) throw new UsageError(`there is no press "${text}": ${Object.keys(presses).join(', ')}`);
  return text as Press;
}
