/** A statement as a page to print and as a table. */
import type { In } from '#shared/contracts/endpoint.ts';
import type { statementPage as pageContract, statementTable as tableContract } from '#shared/contracts/payouts.ts';
import { csvText } from '#shared/csv.ts';
import { printAmount } from '#shared/money.ts';
import type { Call } from '../base/call.ts';
import type { Movement } from '../books/index.ts';
import { type Statement, statementOf } from './statement.ts';
import { statementWords } from './statement-words.ts';

type Said = (typeof statementWords)['en' | 'zh'];

export async function statementTable(call: Call, asked: In<typeof tableContract>): Promise<Response> {
  const statement = await statementOf(call, asked);
  const headers = { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${nameOf(statement)}.csv"` };
  return new Response(tableText(statement, statementWords[asked.language]), { headers });
}

export async function statementPage(call: Call, asked: In<typeof pageContract>): Promise<Response> {
  const statement = await statementOf(call, asked);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style)));
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${btoa(String.fromCharCode(...digest))}'; frame-ancestors 'none'`,
  };
  return new Response(pageText(statement, statementWords[asked.language], asked.language), { headers });
}

/** Every line, then their sum, what was paid out, and the two balances: sums are rows of their own, told apart by their first column. */
export function tableText(statement: Statement, said: Said): string {
  const { currency, lines, paidOut, totalMinor, paidOutMinor, openingMinor, closingMinor, from, until, converted } = statement;
  const amount = (minor: number): string => printAmount(minor, currency);
  const row = (line: Movement) => [
    isoTime(line.at),
    kindOf(said, line),
    aboutOf(line),
    line.baseMinor === null ? null : amount(line.baseMinor),
    line.rateBps === null ? null : percent(line.rateBps),
    amount(line.amountMinor),
    currency,
  ];
  const sum = (at: number | null, text: string, minor: number, about: string | null = null) => [
    at === null ? null : isoTime(at),
    text,
    about,
    null,
    null,
    amount(minor),
    currency,
  ];
  return csvText(
    [said.day, said.what, said.about, said.base, said.rate, said.amount, said.currency],
    [
      sum(from, said.opening, openingMinor),
      ...lines.map(row),
      sum(null, said.total, totalMinor),
      ...paidOut.map(row),
      sum(null, said.paidOut, paidOutMinor),
      sum(until, said.closing, closingMinor),
      ...(converted
        ? [
            [
              null,
              said.converted(`${printAmount(converted.amountMinor, converted.currency)} ${converted.currency}`),
              said.by_rate(converted.by.rate, converted.by.day, converted.by.source),
              null,
              null,
              printAmount(converted.amountMinor, converted.currency),
              converted.currency,
            ],
          ]
        : []),
    ],
  );
}

export function pageText(statement: Statement, said: Said, language: string): string {
  const { brand, creator, currency, lines, paidOut, converted, payoutId, from, until, isFinal, madeAt } = statement;
  const money = (minor: number, of = currency): string =>
    escaped(
      new Intl.NumberFormat(said.locale, { style: 'currency', currency: of }).format(printAmount(minor, of) as Intl.StringNumericLiteral),
    );
  const day = (at: number): string => isoTime(at).slice(0, 10);
  const span = payoutId === null ? `${day(from)} – ${day(until - 1)}` : escaped(payoutId);
  const rows = (some: readonly Movement[]): string =>
    some
      .map(
        (line) =>
          `<tr><td>${day(line.at)}</td><td>${escaped(kindOf(said, line))}<small>${escaped(aboutOf(line) ?? '')}</small></td><td class="n">${
            line.baseMinor === null ? '' : money(line.baseMinor)
          }</td><td class="n">${line.rateBps === null ? '' : percent(line.rateBps)}</td><td class="n">${money(line.amountMinor)}</td></tr>`,
      )
      .join('');
  const sum = (text: string, minor: number): string =>
    `<tr class="sum"><th colspan="4" scope="row">${text}</th><td class="n">${money(minor)}</td></tr>`;
  const isNegative = statement.closingMinor < 0;
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${said.title} · ${escaped(creator)} · ${span}</title><style>${style}</style></head><body>
<header><h1>${said.title}</h1><dl><dt>${said.for}</dt><dd>${escaped(creator)}</dd><dt>${said.by}</dt><dd>${escaped(brand)}</dd>
<dt>${payoutId === null ? said.time : said.payout}</dt><dd>${span}</dd><dt>${said.currency}</dt><dd>${currency}</dd></dl>
<p>${isFinal || payoutId !== null ? (payoutId === null ? said.final : '') : said.open}</p></header>
<table><thead><tr><th scope="col">${said.day}</th><th scope="col">${said.what}</th><th scope="col" class="n">${said.base}</th>
<th scope="col" class="n">${said.rate}</th><th scope="col" class="n">${said.amount}</th></tr></thead><tbody>
${sum(said.opening, statement.openingMinor)}${rows(lines)}${lines.length === 0 ? `<tr><td colspan="5">${said.nothing}</td></tr>` : ''}
${sum(said.total, statement.totalMinor)}${rows(paidOut)}${sum(said.paidOut, statement.paidOutMinor)}${sum(said.closing, statement.closingMinor)}
</tbody></table>
${isNegative ? `<p>${said.negative}</p>` : ''}${
  converted
    ? `<p>${said.converted(money(converted.amountMinor, converted.currency))} ${escaped(said.by_rate(converted.by.rate, converted.by.day, converted.by.source))}</p>`
    : ''
}
<footer>${said.made} ${isoTime(madeAt)} · Gloss</footer></body></html>`;
}

const kindOf = (said: Said, { what }: Movement): string => said.kinds[what] ?? what;

const aboutOf = ({ contentUrl, reason, note, payoutId, creditId }: Movement): string | null =>
  payoutId ?? (note === null ? (contentUrl ?? creditId) : `${reason ?? ''}: ${note}`);

/** 825 -> "8.25%" */
const percent = (bps: number): string => `${bps / 100}%`;
const isoTime = (at: number): string => new Date(at).toISOString();
const nameOf = ({ payoutId, from, until, currency }: Statement): string =>
  `gloss-${payoutId ?? `${isoTime(from).slice(0, 10)}-${isoTime(until - 1).slice(0, 10)}-${currency}`}`;

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
/** Names and notes are strangers' text: shown, never run. */
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? mark);

const style = `:root{color-scheme:light dark}body{font:15px/1.45 system-ui,"PingFang SC","Microsoft YaHei",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem;font-weight:600;margin:0 0 1rem}dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem;margin:0 0 1rem}dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .5rem .4rem 0;border-bottom:1px solid color-mix(in srgb,currentColor 18%,transparent);vertical-align:top;font-weight:400}
thead th{opacity:.7}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}.sum th,.sum td{font-weight:600}
small{display:block;opacity:.7;overflow-wrap:anywhere}footer{margin-top:1.5rem;opacity:.7}
@media print{body{margin:0;max-width:none;font-size:10pt;color:#000;background:#fff}thead{display:table-header-group}tr{break-inside:avoid}}`;
