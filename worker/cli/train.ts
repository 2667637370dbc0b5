import { type Command, UsageError } from './command.ts';
import { trainNextItemCommand, trainNextItemHelp } from './train-next-item.ts';
import { trainRankerCommand, trainRankerHelp } from './train-ranker.ts';
import { trainShownCommand, trainShownHelp } from './train-shown.ts';
import { trainTextCommand, trainTextHelp } from './train-text.ts';

/** `gloss train`: makes a model from data, choosing its settings on validation alone. */
export const trainCommand: Command = {
  summary: 'trains a model and writes it with its manifest',
  help: [...trainNextItemHelp, '', ...trainTextHelp, '', ...trainRankerHelp, '', ...trainShownHelp],
  run([what, ...rest], io) {
    if (what === 'next-item') return trainNextItemCommand(rest, io);
    if (what === 'text') return trainTextCommand(rest, io);
    if (what === 'ranker') return trainRankerCommand(rest, io);
    if (what === 'shown') return trainShownCommand(rest, io);
    throw new UsageError('what can be trained: next-item, text, ranker, shown');
  },
};
