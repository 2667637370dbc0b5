/** Progress on stderr: one line that is written over and over. */

export interface Progress {
  tick: () => void;
  /** A sentence on its own line. */
  say: (text: string) => void;
  end: () => void;
}

const ticksEveryMs = 100;

export function makeProgress({ isShown, line }: { isShown: boolean; line: () => string }): Progress {
  let shownAt = 0;
  const show = (): void => void process.stderr.write(`\r\u001b[K${line()}`);
  return {
    tick: () => {
      const now = performance.now();
      if (!isShown || now - shownAt < ticksEveryMs) return;
      shownAt = now;
      show();
    },
    say: (text) => void process.stderr.write(`${isShown ? '\r\u001b[K' : ''}${text}\n`),
    end: () => {
      if (!isShown) return;
      show();
      process.stderr.write('\n');
    },
  };
}
