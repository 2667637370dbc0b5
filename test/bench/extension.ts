/** What the extension costs a page, and what it changes in it: `npm run bench -- extension [--all] [--json]`, beside the same without it. */
import { setup as buildExtension } from '#test/browser/build.ts';
import { changedIn, isUnsteady, type Measured, openBench, shiftAdded } from './extension/measure.ts';
import { type Growth, growthOver, type Metrics } from './extension/memory.ts';
import { ownPages, savedPages } from './extension/pages.ts';
import { type Weight, weights } from './extension/weights.ts';
import type { Table } from './main.ts';

const ofEachMax = 3;
const navigations = 200;
const earlyAt = 20;
const worstShown = 12;
const blockingFromMs = 50;

export async function run(): Promise<Table[]> {
  buildExtension();
  const isAll = process.argv.includes('--all');
  const pages = [...ownPages(), ...savedPages(isAll ? Number.POSITIVE_INFINITY : ofEachMax)];
  const bench = await openBench(pages);
  const all: Measured[] = [];
  try {
    for (const page of pages) {
      all.push(await bench.measure(page));
      process.stderr.write(`\r${all.length} of ${pages.length} pages `);
    }
  } finally {
    await bench.close();
  }
  process.stderr.write('\n');
  const growth = await growthOver(navigations, earlyAt);
  const weighed = weights();
  return [goals(all, growth, weighed), weightTable(weighed), memoryTable(growth), worst(all)];
}

const changedByUs = ({ still, live }: Measured): string[] => [
  ...changedIn(still),
  ...changedIn(live).map((part) => `${part} (scripts running)`),
];
const shiftsAdded = ({ still, live }: Measured): number => Math.max(shiftAdded(still), shiftAdded(live));
const blocked = (tasks: readonly number[]): number => tasks.reduce((sum, ms) => sum + Math.max(0, ms - blockingFromMs), 0);
const ourBlocking = ({ held }: Measured): number => Math.max(0, held.longestMs - blockingFromMs);

function goals(all: readonly Measured[], growth: { without: Growth; with: Growth }, weighed: readonly Weight[]): Table {
  const changed = all.filter((one) => changedByUs(one).length > 0);
  const shifted = all.filter((one) => shiftsAdded(one) > 0.0001);
  const blocking = all.map(({ still }) => blocked(still.withUs[0].longTasks) - blocked(still.without[0].longTasks));
  const longest = all.map(({ held }) => held.longestMs);
  const reading = weighed.filter(({ name }) => name !== 'notes').map(({ gzipBytes }) => gzipBytes);
  const drawing = weighed.find(({ name }) => name === 'notes')?.gzipBytes ?? 0;
  const left = grown(growth.with, growth.without);
  const row = (goal: string, aim: string, without: string, withUs: string, isReached: boolean) => [
    goal,
    aim,
    without,
    withUs,
    aim === '' ? '' : isReached ? 'reached' : 'MISSED',
  ];
  const steady = (which: 'still' | 'live') => all.filter((one) => !isUnsteady(one[which])).length;
  return {
    title: `The page never notices: ${all.length} pages under their own addresses, ${all.filter(({ still }) => still.withUs[0].hosts > 0).length} of them with notes drawn`,
    note: [
      'Document outside our host, styles, globals, sheets, history, scroll, title, focus, cookies and stored keys, each page loaded without and with the extension:',
      `with its own scripts forbidden, and with its inline scripts running. ${steady('still')} and ${steady('live')} pages are the same in two loads without us; the others are not compared.`,
      "Blocking: what the browser's own long tasks are over 50 ms, with less without. Our tasks: all script on the page's thread while its own scripts are forbidden, from the trace.",
    ].join('\n'),
    columns: ['goal', 'aim', 'without', 'with', ''],
    rows: [
      row('pages that are not the same', '0', '0', `${changed.length}`, changed.length === 0),
      row('layout shift added, worst page', '0', '0', max(all.map(shiftsAdded)).toFixed(4), shifted.length === 0),
      row(
        'our blocking over 50 ms, worst page',
        '< 30 ms',
        '',
        `${max(all.map(ourBlocking)).toFixed(0)} ms`,
        max(all.map(ourBlocking)) < 30,
      ),
      row(
        'blocking measured, median page',
        '',
        ms(median(all.map(({ still }) => blocked(still.without[0].longTasks)))),
        ms(median(all.map(({ still }) => blocked(still.withUs[0].longTasks)))),
        median(blocking) < 30,
      ),
      row('our longest task: median, worst', '10 ms', '', `${ms(median(longest))}, ${ms(max(longest))}`, max(longest) <= 10),
      row(
        'our script all together: median, worst',
        '',
        '',
        `${ms(median(all.map(({ held }) => held.ms)))}, ${ms(max(all.map(({ held }) => held.ms)))}`,
        true,
      ),
      row('from load to notes: median, worst', '', '', `${ms(median(notesAfter(all)))}, ${ms(max(notesAfter(all)))}`, true),
      row(
        'sent to the background: median, worst',
        '',
        '',
        `${kb(median(all.map(({ messageBytes }) => messageBytes)))}, ${kb(max(all.map(({ messageBytes }) => messageBytes)))}`,
        true,
      ),
      row(
        'script that reads, gzip: open web, heaviest platform',
        '25 kB',
        '',
        `${kb(reading[0] ?? 0)}, ${kb(max(reading.slice(1)))}`,
        max(reading) <= 25_000,
      ),
      row('with the one that draws', '60 kB', '', kb(max(reading) + drawing), max(reading) + drawing <= 60_000),
      row(
        `heap left by ${navigations - earlyAt} in-page navigations`,
        'flat',
        kb(grown(growth.without).heapBytes),
        kb(grown(growth.with).heapBytes),
        left.heapBytes < 200_000,
      ),
      row(
        'nodes, listeners left by them',
        '0, 0',
        `${grown(growth.without).nodes}, ${grown(growth.without).listeners}`,
        `${grown(growth.with).nodes}, ${grown(growth.with).listeners}`,
        left.nodes <= 20 && left.listeners <= 2,
      ),
    ],
  };
}

const notesAfter = (all: readonly Measured[]): number[] => all.flatMap(({ still }) => still.withUs[0].notesAfterMs ?? []);

type Left = Pick<Metrics, 'heapBytes' | 'nodes' | 'listeners'>;

function grown({ early, late }: Growth, than?: Growth): Left {
  const less = than ? grown(than) : { heapBytes: 0, nodes: 0, listeners: 0 };
  return {
    heapBytes: late.heapBytes - early.heapBytes - less.heapBytes,
    nodes: late.nodes - early.nodes - less.nodes,
    listeners: late.listeners - early.listeners - less.listeners,
  };
}

function weightTable(weighed: readonly Weight[]): Table {
  return {
    title: 'Weight of the scripts in a page, kB',
    note: 'A page gets one of those that gather or read, and the one that draws where there are notes. A page of a site that is off gets none.',
    columns: ['script', 'where', 'plain', 'gzip'],
    rows: weighed.map(({ name, where, plainBytes, gzipBytes }) => [`${name}.js`, where, kb(plainBytes), kb(gzipBytes)]),
  };
}

function memoryTable(growth: { without: Growth; with: Growth }): Table {
  const row = (name: string, { early, late, shown }: Growth) => [
    name,
    kb(early.heapBytes),
    kb(late.heapBytes),
    early.nodes,
    late.nodes,
    early.listeners,
    late.listeners,
    shown,
  ];
  return {
    title: `Memory over ${navigations} navigations within a page, after ${earlyAt} and after all, garbage collected`,
    note: 'All of the page. The notes are taken away and drawn anew at every one; what the heap gains is the engine compiling our code, as a comparison of heap snapshots shows.',
    columns: ['', 'heap', 'heap', 'nodes', 'nodes', 'listeners', 'listeners', 'notes shown'],
    rows: [row('without', growth.without), row('with', growth.with)],
  };
}

function worst(all: readonly Measured[]): Table {
  const rank = (one: Measured) => changedByUs(one).length * 1e6 + shiftsAdded(one) * 1e6 + one.held.longestMs;
  return {
    title: `The ${worstShown} worst pages`,
    note: 'Changed pages first, then by our longest task.',
    columns: ['page', 'kB', 'longest task', 'all together', 'notes after', 'sent', 'not the same'],
    rows: [...all]
      .sort((one, other) => rank(other) - rank(one))
      .slice(0, worstShown)
      .map((one) => [
        one.page.name,
        kb(one.page.html.length),
        ms(one.held.longestMs, 1),
        ms(one.held.ms, 1),
        one.still.withUs[0].notesAfterMs === null ? 'none' : ms(one.still.withUs[0].notesAfterMs),
        kb(one.messageBytes),
        changedByUs(one).join(', ') || '-',
      ]),
  };
}

const max = (values: readonly number[]): number => Math.max(0, ...values);
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const kb = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (value: number, digits = 0): string => `${value.toFixed(digits)} ms`;
