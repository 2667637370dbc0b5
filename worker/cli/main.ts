#!/usr/bin/env node
/** The `gloss` command. One line per subcommand; each lives in a file of its name. */
import { attributeCommand } from './attribute.ts';
import { type Command, type Io, UsageError } from './command.ts';
import { evalCommand } from './eval.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { modelCommand } from './model.ts';
import { presenceCommand } from './presence.ts';
import { rankCommand } from './rank.ts';
import { readCommand } from './read.ts';
import { rebuildCommand } from './rebuild.ts';
import { replayCommand } from './replay.ts';
import { standdownCommand } from './standdown.ts';
import { trainCommand } from './train.ts';
import { verifyCommand } from './verify.ts';

const commands: Record<string, Command> = {
  attribute: attributeCommand,
  eval: evalCommand,
  export: exportCommand,
  model: modelCommand,
  presence: presenceCommand,
  rank: rankCommand,
  read: readCommand,
  import: importCommand,
  rebuild: rebuildCommand,
  replay: replayCommand,
  standdown: standdownCommand,
  train: trainCommand,
  verify: verifyCommand,
};

/** Runs `gloss` with its arguments and returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name = 'help', ...rest] = argv;
  if (name === 'help' || name === '--help' || name === '-h') return help(rest[0], io);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    io.err(`gloss: there is no command "${name}"; "gloss help" lists them`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) return help(name, io);
  try {
    return await command.run(rest, io);
  } catch (error) {
    io.err(`gloss ${name}: ${error instanceof Error ? error.message : String(error)}`);
    if (!isCalledWrongly(error)) return 1;
    io.err(`usage: ${command.help[0]}`);
    return 2;
  }
}

function isCalledWrongly(error: unknown): boolean {
  return error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'));
}

function help(name: string | undefined, io: Io): number {
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) for (const line of [command.summary, '', ...command.help]) io.out(line);
  else {
    io.out('gloss <command> [options]     (npm run -s gloss -- <command> [options])');
    io.out('');
    for (const [one, { summary }] of Object.entries(commands)) io.out(`  ${one.padEnd(9)} ${summary}`);
    io.out('');
    io.out('"gloss help <command>" says more. Answers go to stdout, errors to stderr; exit code 0 done, 1 failed, 2 called wrongly.');
  }
  return 0;
}

if (import.meta.main) {
  // A reader such as `head` that has seen enough is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(`${text}\n`),
    err: (text) => process.stderr.write(`${text}\n`),
  });
}
