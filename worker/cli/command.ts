/** Where a command speaks: answers to `out`, everything else to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** One subcommand of `gloss`. `run` returns the exit code: 0 done, 1 failed, 2 called wrongly. */
export interface Command {
  summary: string;
  /** Lines of help, the first of them the call. */
  help: readonly string[];
  run(argv: readonly string[], io: Io): number | Promise<number>;
}

/** Thrown by a command that was called wrongly; its help is shown and the exit code is 2. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
