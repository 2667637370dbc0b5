import { type Command, UsageError } from './command.ts';
import { trainNextItemCommand, trainNextItemHelp } from './train-next-item.ts';

/** `gloss train`: makes a model from data, choosing its settings on validation alone. */
export const trainCommand: Command = {
  summary: 'trains a model and writes it with its manifest',
  help: trainNextItemHelp,
  run([what, ...rest], io) {
    if (what === 'next-item') return trainNextItemCommand(rest, io);
    throw new UsageError('what can be trained: next-item');
  },
};
