/** How long our code held a page's main thread, from Chromium's own trace. */
import type { BrowserContext, Page } from 'playwright-core';

/** `ts` and `dur` are the clock's microseconds, `tdur` those that the thread really ran. */
interface TraceEvent {
  name: string;
  tid: number;
  pid: number;
  ts: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string } };
}

export interface Held {
  /** All tasks together, ms of the thread's own time. */
  ms: number;
  longestMs: number;
}

/** All that runs script. The page's own scripts must be forbidden, so that what runs is ours, with the browser's part of our messages. */
const scripting = new Set([
  'EvaluateScript',
  'v8.compile',
  'FunctionCall',
  'RunMicrotasks',
  'FireIdleCallback',
  'TimerFire',
  'FireAnimationFrame',
]);

/** Traces while `work` runs; what other programs of this machine took meanwhile is not in the thread's own time. */
export async function traced(context: BrowserContext, page: Page, prefix: string, work: () => Promise<void>): Promise<Held> {
  const session = await context.newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'v8'] } });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return heldBy(events, prefix);
}

function heldBy(events: readonly TraceEvent[], prefix: string): Held {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid}.${tid}`;
  const threads = new Set(events.filter(({ args }) => args?.data?.url?.startsWith(prefix)).map(threadOf));
  const running = events
    .filter((event) => event.dur !== undefined && threads.has(threadOf(event)) && scripting.has(event.name))
    .sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
  const ends = new Map<string, number>();
  const outermost = running.filter((event) => {
    const isInside = event.ts < (ends.get(threadOf(event)) ?? 0);
    if (!isInside) ends.set(threadOf(event), event.ts + (event.dur ?? 0));
    return !isInside;
  });
  const took = outermost.map(({ tdur = 0 }) => tdur / 1000);
  return { ms: took.reduce((sum, ms) => sum + ms, 0), longestMs: Math.max(0, ...took) };
}
