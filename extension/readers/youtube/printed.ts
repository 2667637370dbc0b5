import { allUnder, at, textAt } from '../path.ts';
import { outsideOf } from './addresses.ts';

/** A text as YouTube gives it: plain, as `simpleText`, in runs, or with its links beside it (`content`). */
export function printed(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() ? value : undefined;
  const plain = textAt(value, 'simpleText') ?? textAt(value, 'content');
  if (plain) return plain;
  const runs = at(value, 'runs');
  return Array.isArray(runs)
    ? runs
        .slice(0, 400)
        .map((run) => textAt(run, 'text') ?? '')
        .join('') || undefined
    : undefined;
}

/** A description with its links in full where they are printed cut short. */
export function described(value: unknown): string | undefined {
  const text = textAt(value, 'content');
  const commands = at(value, 'commandRuns');
  if (!text) return linkedRuns(at(value, 'runs')) ?? printed(value);
  if (!Array.isArray(commands)) return text;
  let out = '';
  let from = 0;
  for (const command of commands.slice(0, 400)) {
    const [start, length, link] = [at(command, 'startIndex') ?? 0, at(command, 'length'), linkOf(at(command, 'onTap'))];
    if (typeof start !== 'number' || typeof length !== 'number' || start < from || !link) continue;
    out += text.slice(from, start) + link;
    from = start + length;
  }
  return out + text.slice(from);
}

function linkedRuns(runs: unknown): string | undefined {
  if (!Array.isArray(runs)) return undefined;
  return (
    runs
      .slice(0, 400)
      .map((run) => linkOf(at(run, 'navigationEndpoint')) ?? textAt(run, 'text') ?? '')
      .join('') || undefined
  );
}

/** Where a command leads, when that is outside. */
export function linkOf(command: unknown): string | undefined {
  const [endpoint] = allUnder(command, ['urlEndpoint'], { nodesMax: 200, foundMax: 1 }).urlEndpoint;
  const outside = outsideOf(textAt(endpoint, 'url') ?? '');
  return outside && /^https?:\/\//.test(outside) ? outside : undefined;
}
