import process from 'node:process';

const tickMs = 1000;

/** Says that something long is going on; the answer is called with how it ended. @param {string} what @returns {(well: boolean) => void} */
export function working(what) {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const live = process.stderr.isTTY;
  const draw = () => process.stderr.write(live ? `\r  … ${what} ${seconds()} s` : `  … ${what}\n`);
  draw();
  const timer = live ? setInterval(draw, tickMs) : undefined;
  return (well) => {
    clearInterval(timer);
    process.stderr.write(`${live ? '\r\u001b[K' : ''}  ${well ? '✓' : '✗'} ${what} ${seconds()} s\n`);
  };
}
