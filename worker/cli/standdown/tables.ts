/** Packs and scenarios as rows of words, for the terminal and for docs/STANDDOWN.md. The first row names the columns. */
import type { Reason } from '#extension/standdown/earn.ts';
import type { Citation, Duration, Signals } from '#extension/standdown/packs/form.ts';
import { shippedPacks } from '#extension/standdown/packs/set.ts';
import { type Expected, type Seen, scenarios, viaOf } from '#extension/standdown/scenarios.ts';

export type Row = readonly string[];

export function packRows(): Row[] {
  const { baseline, packs, never, children } = shippedPacks;
  return [
    ['network', 'shown by', 'stands down', 'written in'],
    ['every network', 'any of the signals below', lengthOf(baseline), written(baseline.citations)],
    ...packs.map(({ network, signals, standDown, merchants, citations }) => [
      network,
      signalsOf(signals),
      [
        lengthOf(standDown),
        ...(merchants
          ? [`on its own sites only after ${merchants.referrers.join(', ')}; offered on ${merchants.promptsMax} pages of a session at most`]
          : []),
      ].join('; '),
      written(citations),
    ]),
    ...never.map(({ merchant, hosts, tags, citations }) => [
      merchant,
      hosts.join(', '),
      `always; takes off ${tags.join(', ')}`,
      written(citations),
    ]),
    ['places made for children', children.hosts.join(', '), 'always', written(children.citations)],
  ];
}

const lengthOf = ({ session, idleMinutes, minimumMinutes }: Duration): string =>
  session ? `the session (idle ${idleMinutes} min), at least ${minimumMinutes} min` : `${minimumMinutes} min`;

const signalsOf = ({ hosts = [], parameters = [], on, paths = [] }: Signals): string =>
  [
    ...hosts,
    ...parameters.map((one) => `?${one}`),
    ...paths,
    ...(on ? [`${on.parameters.map((one) => `?${one}`).join(', ')} on ${on.hosts.join(', ')}`] : []),
  ].join(', ');

const written = (citations: readonly Citation[]): string =>
  citations
    .map(
      ({ document, section, address, checked, verify }) =>
        `${document}${section ? ` (${section})` : ''}, ${address}, ${checked}${verify ? ', verify' : ''}`,
    )
    .join('; ');

export function scenarioRows(): Row[] {
  return [
    ['case', 'chain', 'press', 'link'],
    ...scenarios.map(({ name, chain, press, to, expected }) => [
      name,
      [...chain.map(seenWords), ...(to === undefined ? [] : [`card to ${to}`])].join('; ') || 'nothing',
      press,
      endingOf(expected),
    ]),
  ];
}

const seenWords = ([minutesAgo, address, via, did]: Seen): string =>
  `${minutesAgo} min ago ${did ? `${did} ` : ''}${address}${viaOf(via)
    .map((one) => ` from ${one}`)
    .join('')}`;

export function endingOf({ link, why, network, minutesLeft }: Expected): string {
  if (link === 'paid') return 'paid';
  if (link === 'own') return 'the author’s own, byte for byte';
  return `plain: ${why ? whyWords[why] : 'the page’s own plain link'}${network ? `, ${network}` : ''}${minutesLeft === undefined ? '' : `, ${minutesLeft} min more`}`;
}

export const reasonWords = (reason: Reason): string =>
  'network' in reason
    ? `${whyWords[reason.why]}: ${reason.network} (pack ${reason.pack})`
    : `${whyWords[reason.why]}${'merchant' in reason ? `: ${reason.merchant}` : ''}`;

const whyWords: Readonly<Record<Reason['why'], string>> = {
  never: 'never here',
  children: 'made for children',
  standing_down: 'standing down',
  referrer: 'came by another way than the network allows',
  prompted: 'offered often enough',
  no_click: 'nobody pressed',
  untrusted: 'a script pressed',
  covered: 'the card was covered',
  not_seen: 'the card was not in sight long enough',
};

export function markdown([head = [], ...rows]: Row[]): string[] {
  const line = (cells: Row) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
