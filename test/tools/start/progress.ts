/** Short lines while something works: one tick and its seconds per step, on a terminal with a line that lives in between. */

export interface Progress {
  /** Runs the work and says how it ended. Steps may overlap. */
  step: <T>(what: string, work: () => Promise<T>) => Promise<T>;
  note: (sentence: string) => void;
}

const tickMs = 200;
const spinner = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

export const silent: Progress = { step: (_what, work) => work(), note: () => undefined };

export function makeProgress(stream: NodeJS.WriteStream = process.stdout): Progress {
  const running = new Map<string, number>();
  const live = stream.isTTY === true;
  let turn = 0;
  let timer: NodeJS.Timeout | undefined;

  const draw = (): void => {
    const items = [...running].map(([what, begun]) => `${what} ${Math.round((Date.now() - begun) / 1000)} s`).join(' · ');
    stream.write(`\r\u001b[K  ${spinner[turn++ % spinner.length]} ${items.slice(0, (stream.columns || 80) - 6)}`);
  };
  const line = (text: string): void => {
    stream.write(`${live ? '\r\u001b[K' : ''}${text}\n`);
  };
  const watch = (): void => {
    if (!live) return;
    clearInterval(timer);
    timer = running.size > 0 ? setInterval(draw, tickMs) : undefined;
    timer?.unref();
  };
  return {
    step: async (what, work) => {
      const begun = Date.now();
      running.set(what, begun);
      watch();
      let mark = '✗';
      try {
        const result = await work();
        mark = '✓';
        return result;
      } finally {
        running.delete(what);
        line(`  ${mark} ${what.padEnd(36)} ${((Date.now() - begun) / 1000).toFixed(1)} s`);
        watch();
      }
    },
    note: (sentence) => line(`  ! ${sentence}`),
  };
}
