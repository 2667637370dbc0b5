/** Progress on stderr: one line that is written over and over. */
import type { Asked } from './args.ts';
import { type ImportReport, progressLine } from './report.ts';

export interface Progress {
  tick: () => void;
  /** A sentence on its own line. */
  say: (text: string) => void;
  end: () => void;
}

const ticksEveryMs = 100;

export function progressOn({ files, hasProgress }: Asked, report: ImportReport): Progress {
  const bytesTotal = files.reduce((sum, file) => sum + file.bytes, 0);
  let shownAt = 0;
  const show = (): void => void process.stderr.write(`\r\u001b[K${progressLine(report, bytesTotal)}`);
  return {
    tick: () => {
      const now = performance.now();
      if (!hasProgress || now - shownAt < ticksEveryMs) return;
      shownAt = now;
      show();
    },
    say: (text) => void process.stderr.write(`${hasProgress ? '\r\u001b[K' : ''}${text}\n`),
    end: () => {
      if (!hasProgress) return;
      show();
      process.stderr.write('\n');
    },
  };
}
