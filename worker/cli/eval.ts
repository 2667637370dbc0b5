import { type Command, UsageError } from './command.ts';
import { evalMatchCommand, evalMatchHelp } from './eval-match.ts';
import { evalNextItemCommand, evalNextItemHelp } from './eval-next-item.ts';

/** `gloss eval`: measures a model on the test items, which nothing was chosen on. */
export const evalCommand: Command = {
  summary: 'measures a trained model, with ablations and intervals',
  help: [...evalNextItemHelp, '', ...evalMatchHelp],
  run([what, ...rest], io) {
    if (what === 'next-item') return evalNextItemCommand(rest, io);
    if (what === 'match') return evalMatchCommand(rest, io);
    throw new UsageError('what can be measured: next-item, match');
  },
};
