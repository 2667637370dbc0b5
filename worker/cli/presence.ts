/** `gloss presence`: how well look-ups hide what they ask about. */
import { parseArgs } from 'node:util';
import { reportPresence } from '#shared/contracts/tags.ts';
import { callerOf, operatorHelp, operatorOptions, refusedBy } from './caller.ts';
import { type Command, UsageError } from './command.ts';
import { originOf } from './origin.ts';

export const presenceCommand: Command = {
  summary: 'how large the buckets of presence look-ups are, and how many keys share a prefix',
  help: ['gloss presence report [--json]', '', '--json              the answer of the worker as JSON', ...operatorHelp],
  async run(argv, io) {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { ...operatorOptions, json: { type: 'boolean', default: false } },
    });
    if (positionals.length !== 1 || positionals[0] !== 'report') throw new UsageError('say what about presence: report');
    const origin = originOf(values.to);
    const client = await callerOf(origin, { operator: values.operator });
    const report = await client(reportPresence, {}).catch((error: unknown) => {
      throw refusedBy(origin, error);
    });
    if (values.json) {
      io.out(JSON.stringify(report, null, 2));
      return 0;
    }
    const { buckets, contents, creators, sizes, sharing } = report;
    io.out(`${contents} contents with tags and ${creators} creators in ${buckets} buckets`);
    io.out(
      `entries in a bucket, with those that stand for nothing: at least ${sizes.min}, half at most ${sizes.median}, at most ${sizes.max}`,
    );
    for (const { keys, prefixes } of sharing)
      io.out(`${String(prefixes).padStart(6)} prefixes have ${keys} ${keys === 1 ? 'key' : 'keys'}`);
    return 0;
  },
};
